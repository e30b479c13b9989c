// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "SourceTree.h"

#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary::tests;

namespace {

// Words that stand for a habit this project does without, and what to do instead. Only for the product, not its tests.
struct BannedWord
{
    const char *pattern;
    const char *instead;
};

constexpr BannedWord bannedWords[] = {
    {"\\bprocessEvents\\b", "return to the event loop"},
    {"\\bQEventLoop\\b", "connect to the signal that you wait for"},
    // SLOT alone is the only way to receive a D-Bus signal.
    {"\\bSIGNAL\\s*\\(", "connect to the member function"},
    {"(?<![\\w.>:])sender\\s*\\(\\s*\\)", "capture the object in the lambda"},
    {"\\bwaitFor(Finished|ReadyRead|BytesWritten|Connected|Disconnected)\\b", "connect to the signal"},
    {"\\bQThread::m?u?sleep\\b", "use the injected clock"},
    {"\\bignoreSslErrors\\b", "a refused certificate is an error"},
    {"\\bsetMarkdown\\b(?!.*= delete)", "ui/common builds documents from the text library's tree"},
    {"\\bforeach\\s*\\(|\\bQ_FOREACH\\b", "a range-based for"},
};

// A limit is raised here, with the reason.
constexpr int maximumSourceLines = 600;
constexpr int maximumHeaderLines = 250;

QStringList layoutProblems(const SourceFile &file)
{
    QStringList problems;
    const QStringList lines = file.lines();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString &line = lines[i];
        const auto report = [&](const QString &what) {
            problems.append(u"%1:%2: %3"_s.arg(file.path).arg(i + 1).arg(what));
        };
        if (line.contains(u'\r'))
            report(u"carriage return"_s);
        if (line.contains(u'\t'))
            report(u"tab"_s);
        if (line.endsWith(u' '))
            report(u"blank at the end of the line"_s);
    }
    if (!file.text.endsWith(u'\n') || file.text.endsWith("\n\n"_L1))
        problems.append(u"%1: ends with exactly one line end"_s.arg(file.path));
    return problems;
}

QStringList headProblems(const SourceFile &file)
{
    if (!file.isCode())
        return {};
    QStringList problems;
    const QString head = file.lines().mid(0, 4).join(u'\n');
    if (!head.contains("SPDX-FileCopyrightText: Tributary contributors"_L1) ||
        !head.contains("SPDX-License-Identifier: GPL-3.0-or-later"_L1))
        problems.append(u"%1: begins with the two SPDX lines"_s.arg(file.path));
    if (file.isHeader() && !file.text.contains("\n#pragma once\n"_L1))
        problems.append(u"%1: has #pragma once"_s.arg(file.path));
    return problems;
}

QStringList bannedWordProblems(const SourceFile &file)
{
    QStringList problems;
    if (!file.isCpp())
        return problems;
    const QStringList lines = file.lines();
    for (const BannedWord &word : bannedWords) {
        const QRegularExpression pattern(QString::fromLatin1(word.pattern));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            // Comments may name what the code avoids.
            const QRegularExpressionMatch match = pattern.match(lines[i].section("//"_L1, 0, 0));
            if (match.hasMatch())
                problems.append(u"%1:%2: \"%3\": %4"_s.arg(file.path).arg(i + 1).arg(
                    match.captured(), QString::fromLatin1(word.instead)));
        }
    }
    return problems;
}

QStringList sizeProblems(const SourceFile &file)
{
    const int limit = file.isHeader() ? maximumHeaderLines : maximumSourceLines;
    const qsizetype length = file.text.count(u'\n');
    if (!file.isCpp() || length <= limit)
        return {};
    return {u"%1: %2 lines, the limit is %3: split it by meaning"_s.arg(file.path).arg(length).arg(limit)};
}

const QStringList product{u"src"_s, u"ui"_s};
const QStringList everything{u"src"_s, u"ui"_s,        u"tests"_s,           u"packaging"_s,    u"cmake"_s,
                             u".ci"_s, u"README.md"_s, u"CONTRIBUTING.md"_s, u"CHANGELOG.md"_s, u"CMakeLists.txt"_s};

using Check = QStringList (*)(const SourceFile &);

} // namespace

class StyleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void checksFindFaults_data();
    void checksFindFaults();

    void layout() { holdsFor(everything, layoutProblems); }

    void heads() { holdsFor(everything, headProblems); }

    void bannedHabits() { holdsFor(product, bannedWordProblems); }

    void sizes() { holdsFor(product, sizeProblems); }

    void everyFolderExplainsItself();
    void everyTypeNameStandsForOneType();
    void everyFuzzerIsBuiltAndRun();

private:
    static void holdsFor(const QStringList &folders, Check check);
};

void StyleTest::checksFindFaults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("problems");
    const QString head = u"// SPDX-FileCopyrightText: Tributary contributors\n"
                         "// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n"_s;
    QTest::newRow("clean") << head << 0;
    QTest::newRow("no licence") << u"#include <QList>\n\n#pragma once\n"_s << 1;
    QTest::newRow("no guard") << head.chopped(13) << 1;
    QTest::newRow("tab") << head + u"\tint i;\n"_s << 1;
    QTest::newRow("carriage return") << head + u"int i;\r\n"_s << 1;
    QTest::newRow("blank at the end") << head + u"int i; \n"_s << 1;
    QTest::newRow("no line end") << head + u"int i;"_s << 1;
    QTest::newRow("empty line at the end") << head + u"\n"_s << 1;
    QTest::newRow("nested loop") << head + u"QEvent"
                                           "Loop loop;\n"_s
                                 << 1;
    QTest::newRow("nested loop in a comment") << head + u"// never a QEvent"
                                                        "Loop\n"_s
                                              << 0;
    QTest::newRow("sender") << head + u"auto *x = sender();\n"_s << 1;
    QTest::newRow("another's sender") << head + u"auto x = mail.sender();\n"_s << 0;
    QTest::newRow("too long") << head + u"int i;\n"_s.repeated(maximumHeaderLines) << 1;
}

void StyleTest::checksFindFaults()
{
    QFETCH(QString, text);
    QFETCH(int, problems);
    const SourceFile file{u"src/base/A.h"_s, text};
    const QStringList found = layoutProblems(file) + headProblems(file) + bannedWordProblems(file) + sizeProblems(file);
    QVERIFY2(found.size() == problems, qPrintable(listed(found)));
}

void StyleTest::holdsFor(const QStringList &folders, Check check)
{
    QStringList problems;
    const QList<SourceFile> files = sourceFiles(folders);
    for (const SourceFile &file : files) {
        // Recorded bytes are kept as they came.
        if (!file.path.startsWith("tests/data/"_L1))
            problems += check(file);
    }
    QVERIFY(files.size() > 20);
    QVERIFY2(problems.isEmpty(), qPrintable(listed(problems)));
}

void StyleTest::everyFolderExplainsItself()
{
    QSet<QString> folders;
    const QList<SourceFile> files = sourceFiles(product);
    for (const SourceFile &file : files) {
        if (file.isCpp() && !file.isHeader())
            folders.insert(file.folder(2));
    }
    QStringList missing;
    for (const QString &folder : std::as_const(folders)) {
        if (!QFileInfo::exists(repositoryPath(folder + u"/README.md"_s)))
            missing.append(folder + u"/README.md is missing"_s);
    }
    missing.sort();
    QVERIFY2(missing.isEmpty(), qPrintable(listed(missing)));
}

// All of the product is one namespace: two types of one name in two libraries would be one type to the linker.
void StyleTest::everyTypeNameStandsForOneType()
{
    static const QRegularExpression definition(u"^(?:class|struct|enum class) (\\w+)(?: final)?(?: :.*)?(?: \\{)?$"_s,
                                               QRegularExpression::MultilineOption);
    QHash<QString, QString> homes;
    QStringList problems;
    for (const SourceFile &file : sourceFiles(product + QStringList{u"tests/support"_s})) {
        if (!file.isHeader())
            continue;
        auto matches = definition.globalMatch(file.text);
        while (matches.hasNext()) {
            const QString name = matches.next().captured(1);
            if (homes.contains(name))
                problems.append(u"%1: %2 is defined in %3 too"_s.arg(file.path, name, homes.value(name)));
            homes.insert(name, file.path);
        }
    }
    QVERIFY(homes.size() > 50);
    QVERIFY2(problems.isEmpty(), qPrintable(listed(problems)));
}

void StyleTest::everyFuzzerIsBuiltAndRun()
{
    const QString presets = sourceFiles({u"CMakePresets.json"_s}).value(0).text;
    const QString script = sourceFiles({u"tests/fuzz/run"_s}).value(0).text;
    static const QRegularExpression listed(u"\nfor name in ([a-z ]+); do\n"_s);
    const QStringList run = listed.match(script).captured(1).split(u' ');
    int fuzzers = 0;
    const QList<SourceFile> files = sourceFiles({u"tests/fuzz"_s});
    for (const SourceFile &file : files) {
        const QString name = QFileInfo(file.path).completeBaseName();
        if (!file.isCpp() || !name.startsWith(u"fuzz_"_s))
            continue;
        ++fuzzers;
        QVERIFY2(presets.contains(u"\"%1\""_s.arg(name)), qPrintable(name));
        QVERIFY2(run.contains(name.sliced(5)), qPrintable(name));
    }
    QVERIFY(fuzzers > 0);
}

QTEST_GUILESS_MAIN(StyleTest)
#include "tst_style.moc"
