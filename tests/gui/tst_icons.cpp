// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "ui/common/Icons.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

const QString SourceDir = QStringLiteral(TRIBUTARY_SOURCE_DIR);
const QString IconDir = SourceDir + u"/resources/icons/lucide"_s;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// File name to SHA-256, from the record beside the icons.
QMap<QString, QByteArray> record()
{
    QMap<QString, QByteArray> sums;
    const QList<QByteArray> lines = contents(IconDir + u"/SHA256SUMS"_s).split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty())
            sums.insert(QString::fromUtf8(line.mid(66)), line.left(64));
    }
    return sums;
}

QImage drawn(const QIcon &icon, QIcon::Mode mode = QIcon::Normal)
{
    return icon.pixmap(QSize(24, 24), 1.0, mode).toImage();
}

} // namespace

class TestIcons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsRecordedAndUnchanged();
    void everyNameInTheCodeHasAFile();
    void everyIconDraws();
    void colourFollowsRoleModeAndTheme();
    void sharpAtEveryScale();
    void unknownNameWarns();
};

void TestIcons::everyFileIsRecordedAndUnchanged()
{
    const QMap<QString, QByteArray> recorded = record();
    QStringList problems;
    const QStringList files = QDir(IconDir).entryList({u"*.svg"_s}, QDir::Files);
    for (const QString &file : files) {
        const QByteArray sum = QCryptographicHash::hash(contents(IconDir + u'/' + file), QCryptographicHash::Sha256);
        if (!recorded.contains(file))
            problems << file + u": not in SHA256SUMS"_s;
        else if (recorded.value(file) != sum.toHex())
            problems << file + u": changed"_s;
    }
    for (const QString &file : recorded.keys()) {
        if (!files.contains(file))
            problems << file + u": recorded but missing"_s;
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    QVERIFY(!files.isEmpty());
    QVERIFY(contents(IconDir + u"/LICENSE"_s).contains("ISC License"));
}

void TestIcons::everyNameInTheCodeHasAFile()
{
    // "name"_L1 right after icon(themes, or as the icon column of a table.
    static const QRegularExpression use(u"\\bicon\\(\\w+(?:\\.\\w+|\\(\\))*, \"([a-z0-9-]+)\"_L1"_s);
    const QMap<QString, QByteArray> recorded = record();
    int uses = 0;
    QDirIterator files(SourceDir + u"/ui"_s, {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        auto matches = use.globalMatch(QString::fromUtf8(contents(path)));
        while (matches.hasNext()) {
            const QString name = matches.next().captured(1);
            QVERIFY2(recorded.contains(name + u".svg"_s), qPrintable(path + u": "_s + name));
            ++uses;
        }
    }
    QVERIFY(uses > 0);
}

void TestIcons::everyIconDraws()
{
    failOnWarnings();
    const ThemeController themes;
    for (const QString &file : record().keys()) {
        const QByteArray name = file.chopped(4).toLatin1();
        const QImage image = drawn(icon(themes, QLatin1StringView(name)));
        QVERIFY2(pixelsOf(image, themes.theme().colour(Colour::Text)) > 5, name.constData());
    }
}

void TestIcons::colourFollowsRoleModeAndTheme()
{
    failOnWarnings();
    ThemeController themes;
    themes.setMode(ThemeMode::Light);
    const QIcon square = icon(themes, "square"_L1);
    const QIcon error = icon(themes, "square"_L1, Colour::Error);
    const Theme light = themes.theme();
    QVERIFY(pixelsOf(drawn(square), light.colour(Colour::Text)) > 20);
    QVERIFY(pixelsOf(drawn(error), light.colour(Colour::Error)) > 20);
    QVERIFY(pixelsOf(drawn(error, QIcon::Disabled), light.colour(Colour::DisabledText)) > 20);

    themes.setMode(ThemeMode::Dark);
    const Theme dark = themes.theme();
    QVERIFY(pixelsOf(drawn(square), dark.colour(Colour::Text)) > 20);
    QCOMPARE(pixelsOf(drawn(square), light.colour(Colour::Text)), 0);
}

void TestIcons::sharpAtEveryScale()
{
    failOnWarnings();
    const ThemeController themes;
    const QIcon play = icon(themes, "play"_L1);
    for (const double scale : {1.0, 1.5, 2.0, 3.0}) {
        const QPixmap pixmap = play.pixmap(QSize(20, 20), scale);
        QCOMPARE(pixmap.size(), QSize(20, 20) * scale);
        QCOMPARE(pixmap.devicePixelRatio(), scale);
    }
}

void TestIcons::unknownNameWarns()
{
    const ThemeController themes;
    QTest::ignoreMessage(QtWarningMsg, "There is no icon named \"no-such-icon\".");
    const QImage image = drawn(icon(themes, "no-such-icon"_L1));
    QCOMPARE(image.size(), QSize(24, 24));
}

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
