// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/TextDecoding.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStringEncoder>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QByteArray encoded(const QString &text, QStringConverter::Encoding encoding, bool marked)
{
    QStringEncoder encoder(encoding, marked ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder(text);
}

} // namespace

class TextDecodingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void textInEveryEncoding_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("guessed");
        const QString text = u"Grüße, 漢字 und \U0001f600\n"_s;
        const auto row = [](const char *name, const QByteArray &bytes, const QString &expected, bool guessed = false) {
            QTest::newRow(name) << bytes << expected << guessed;
        };
        row("ASCII", "plain\n", u"plain\n"_s);
        row("empty", "", u""_s);
        row("UTF-8", encoded(text, QStringConverter::Utf8, false), text);
        row("UTF-8 with mark", encoded(text, QStringConverter::Utf8, true), text);
        row("UTF-16 little with mark", encoded(text, QStringConverter::Utf16LE, true), text);
        row("UTF-16 big with mark", encoded(text, QStringConverter::Utf16BE, true), text);
        row("UTF-32 little with mark", encoded(text, QStringConverter::Utf32LE, true), text);
        row("UTF-16 little", encoded(text, QStringConverter::Utf16LE, false), text);
        row("UTF-16 big", encoded(text, QStringConverter::Utf16BE, false), text);
        row("Latin-1",
            "Gr\xfc\xdf"
            "e",
            u"Grüße"_s, true);
        row("Windows-1252", "\x93so\x94 \x96 5 \x80", u"“so” – 5 €"_s, true);
        row("line ends of Windows", "a\r\nb\r\n", u"a\nb\n"_s);
        row("line ends of old", "a\rb", u"a\nb"_s);
        row("terminal colours", "\x1b[31mred\x1b[0m", u"\x1b[31mred\x1b[0m"_s);
    }

    void textInEveryEncoding()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QFETCH(bool, guessed);
        QCOMPARE(decodeText(bytes), (DecodedText{text, guessed}));
    }

    void binaryIsNoText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("zeros") << QByteArray(100, '\0');
        QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
        QTest::newRow("gzip") << QByteArray("\x1f\x8b\x08\x08\x12\x99", 6);
        QTest::newRow("ELF") << QByteArray("\x7f"
                                           "ELF\x02\x01\x01\0\0",
                                           9);
        QTest::newRow("zip") << QByteArray("PK\x03\x04\x14\0\0\0", 8);
        QTest::newRow("text with a zero") << QByteArray("text\0text", 9);
        QTest::newRow("half of UTF-16") << QByteArray("\xff\xfe\x00\xd8", 4);
        QTest::newRow("not in Windows-1252") << QByteArray("\x81\x8d");
    }

    void binaryIsNoText()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(decodeText(bytes), std::nullopt);
    }

    /// Whatever comes in, what comes out is text without zeros.
    void noBytesGiveControlCharacters()
    {
        QRandomGenerator random(7);
        int texts = 0;
        for (int round = 0; round < 2000; ++round) {
            QByteArray bytes(random.bounded(1, 8), Qt::Uninitialized);
            for (char &byte : bytes)
                byte = char(random.bounded(256));
            if (const auto decoded = decodeText(bytes)) {
                ++texts;
                QVERIFY(!decoded->text.contains(QChar(u'\0')) && !decoded->text.contains(u'\r'));
            }
        }
        QVERIFY(texts > 100);
    }
};

QTEST_GUILESS_MAIN(TextDecodingTest)
#include "tst_decoding.moc"
