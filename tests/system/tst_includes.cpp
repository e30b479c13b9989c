// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "SourceTree.h"

#include <QDir>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary::tests;

namespace {

// Who may know whom: the one table, held up against every include and every link line, and against CONTRIBUTING.md.
struct Rule
{
    const char *folder;
    const char *mayInclude; // folders; its own is always allowed
    const char *qtModules;
};

constexpr Rule rules[] = {
    {"src/base", "", "Core"},
    {"src/pdf", "", ""},
    {"src/paper", "", "Core"},
    {"src/text", "base", "Core"},
    {"src/graph", "base", "Core"},
    {"src/run", "base graph", "Core"},
    {"src/provider", "base", "Core Network"},
    {"src/engine", "base graph run provider", "Core"},
    {"src/analysis", "base graph run text", "Core"},
    {"src/lab", "base graph run text provider engine analysis", "Core"},
    {"src/library", "base graph run", "Core Sql"},
    {"src/report", "base graph run text analysis", "Core"},
    {"src/demo", "base", "Core Network"},
    {"src/viewmodel", "base text graph run provider engine analysis lab library report", "Core Gui Concurrent"},
    {"src/cli", "base text graph run provider engine analysis lab library report demo", "Core Network"},
    {"ui", "ui base text graph run analysis viewmodel", "Core Gui Widgets Svg SvgWidgets PrintSupport Concurrent"},
    {"ui/common", "ui base text graph run analysis viewmodel",
     "Core Gui Widgets Svg SvgWidgets PrintSupport Concurrent DBus"},
    {"ui/app", "ui base text graph run provider engine analysis lab library report demo cli viewmodel",
     "Core Gui Widgets Network Svg DBus Sql Concurrent"},
};

QStringList words(const char *list)
{
    return QString::fromLatin1(list).split(u' ', Qt::SkipEmptyParts);
}

// The rule of the longest folder that holds this file.
const Rule *ruleFor(const QString &path)
{
    const Rule *best = nullptr;
    for (const Rule &rule : rules) {
        const QString folder = QString::fromLatin1(rule.folder);
        if (path.startsWith(folder + u'/') && (!best || folder.size() > QString::fromLatin1(best->folder).size()))
            best = &rule;
    }
    return best;
}

QString qtHeadersPath()
{
    return QLibraryInfo::path(QLibraryInfo::HeadersPath);
}

// "QLabel" is in module "Widgets"; empty for what is not a Qt header.
QString qtModuleOf(const QString &header)
{
    if (header.startsWith("Qt"_L1) && header.contains(u'/'))
        return header.section(u'/', 0, 0).mid(2);
    const QStringList modules = QDir(qtHeadersPath()).entryList({u"Qt*"_s}, QDir::Dirs);
    for (const QString &module : modules) {
        if (QFileInfo::exists(qtHeadersPath() + u'/' + module + u'/' + header))
            return module.mid(2);
    }
    return {};
}

// Why a file below `rule` may not include "header"; empty when it may.
QString objectionToOwn(const Rule &rule, const QString &header)
{
    if (header.endsWith(".moc"_L1) || header.startsWith("ui_"_L1) || header.startsWith("moc_"_L1))
        return {};
    if (!header.contains(u'/'))
        return u"name it by its folder, as \"folder/File.h\""_s;
    const QString folder = header.section(u'/', 0, 0);
    const QString own = QString::fromLatin1(rule.folder);
    if (header.startsWith("ui/app/"_L1) && own != "ui/app"_L1)
        return u"nothing but ui/app knows ui/app"_s;
    if (folder == own.section(u'/', -1) || folder == own || words(rule.mayInclude).contains(folder))
        return {};
    return u"%1 may know: %2"_s.arg(own, QString::fromLatin1(rule.mayInclude));
}

QString objectionToQt(const Rule &rule, const QString &header)
{
    const QString module = qtModuleOf(header);
    if (module.isEmpty() || words(rule.qtModules).contains(module))
        return {};
    return u"%1 may use of Qt: %2"_s.arg(QString::fromLatin1(rule.folder), QString::fromLatin1(rule.qtModules));
}

QStringList problemsOf(const SourceFile &file)
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s*([\\x22<])([^\\x22>]+)[\\x22>]"_s);
    const Rule *rule = ruleFor(file.path);
    if (!rule)
        return {u"%1: its folder is not in the table"_s.arg(file.path)};
    QStringList problems;
    const QStringList lines = file.lines();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QRegularExpressionMatch match = include.match(lines[i]);
        if (!match.hasMatch())
            continue;
        const QString header = match.captured(2);
        const QString objection =
            match.captured(1) == u'"' ? objectionToOwn(*rule, header) : objectionToQt(*rule, header);
        if (!objection.isEmpty())
            problems.append(u"%1:%2: %3 (%4)"_s.arg(file.path).arg(i + 1).arg(header, objection));
    }
    return problems;
}

// The folders that a CMakeLists.txt of one of our libraries links.
QStringList linkedFolders(const QString &text)
{
    static const QRegularExpression ours(u"\\btributary_([a-z]+)\\b"_s);
    QStringList folders;
    for (auto matches = ours.globalMatch(text); matches.hasNext();) {
        const QString name = matches.next().captured(1);
        if (name != "library"_L1 && name != "options"_L1)
            folders.append(name);
    }
    return folders;
}

} // namespace

class IncludesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void theRuleFindsWhatItForbids_data();
    void theRuleFindsWhatItForbids();
    void everyIncludeIsAllowed();
    void everyLinkIsAllowed();
    void contributingShowsTheSameTable();
};

void IncludesTest::theRuleFindsWhatItForbids_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("own folder") << u"src/graph/Plan.cpp"_s << u"#include \"graph/Plan.h\""_s << true;
    QTest::newRow("along an arrow") << u"src/run/A.cpp"_s << u"#include \"graph/Plan.h\""_s << true;
    QTest::newRow("against an arrow") << u"src/graph/A.cpp"_s << u"#include \"run/RunEvent.h\""_s << false;
    QTest::newRow("no arrow") << u"src/provider/A.cpp"_s << u"#include \"graph/Plan.h\""_s << false;
    QTest::newRow("widget below src") << u"src/viewmodel/A.cpp"_s << u"#include <QLabel>"_s << false;
    QTest::newRow("widget by module") << u"src/graph/A.cpp"_s << u"#include <QtWidgets/QLabel>"_s << false;
    QTest::newRow("widget by file") << u"src/graph/A.cpp"_s << u"#include <qlabel.h>"_s << false;
    QTest::newRow("network in the engine") << u"src/engine/A.cpp"_s << u"#include <QNetworkReply>"_s << false;
    QTest::newRow("network in a widget") << u"ui/run/A.cpp"_s << u"#include <QNetworkReply>"_s << false;
    QTest::newRow("engine in a widget") << u"ui/run/A.cpp"_s << u"#include \"engine/RunController.h\""_s << false;
    QTest::newRow("engine in the root") << u"ui/app/A.cpp"_s << u"#include \"engine/RunController.h\""_s << true;
    QTest::newRow("the root in a widget") << u"ui/run/A.cpp"_s << u"#include \"ui/app/Application.h\""_s << false;
    QTest::newRow("view to view") << u"ui/run/A.cpp"_s << u"#include \"ui/common/Badge.h\""_s << true;
    QTest::newRow("without its folder") << u"src/graph/A.cpp"_s << u"#include \"Plan.h\""_s << false;
    QTest::newRow("standard") << u"src/base/A.cpp"_s << u"#include <vector>"_s << true;
    QTest::newRow("unknown folder") << u"src/other/A.cpp"_s << QString() << false;
}

void IncludesTest::theRuleFindsWhatItForbids()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    QFETCH(bool, allowed);
    QCOMPARE(problemsOf({path, line}).isEmpty(), allowed);
}

void IncludesTest::everyIncludeIsAllowed()
{
    QStringList problems;
    const QList<SourceFile> files = sourceFiles({u"src"_s, u"ui"_s});
    for (const SourceFile &file : files) {
        if (file.isCpp())
            problems += problemsOf(file);
    }
    QVERIFY(files.size() > 20);
    QVERIFY2(problems.isEmpty(), qPrintable(listed(problems)));
}

void IncludesTest::everyLinkIsAllowed()
{
    QStringList problems;
    const QList<SourceFile> files = sourceFiles({u"src"_s});
    for (const SourceFile &file : files) {
        const Rule *rule = ruleFor(file.path);
        if (!rule || !file.path.endsWith("/CMakeLists.txt"_L1))
            continue;
        const QStringList linked = linkedFolders(file.text);
        for (const QString &folder : linked) {
            const bool own = file.path == u"src/%1/CMakeLists.txt"_s.arg(folder);
            if (!own && !words(rule->mayInclude).contains(folder))
                problems.append(u"%1: links %2"_s.arg(file.path, folder));
        }
    }
    QVERIFY2(problems.isEmpty(), qPrintable(listed(problems)));
}

void IncludesTest::contributingShowsTheSameTable()
{
    const QString text = sourceFiles({u"CONTRIBUTING.md"_s}).value(0).text;
    for (const Rule &rule : rules) {
        const QString row = u"| `%1` | %2 | %3 |"_s.arg(
            QString::fromLatin1(rule.folder),
            words(rule.mayInclude).isEmpty() ? u"nothing"_s : words(rule.mayInclude).join(u", "_s),
            words(rule.qtModules).join(u", "_s));
        QVERIFY2(text.contains(row), qPrintable(u"CONTRIBUTING.md lacks the row: "_s + row));
    }
}

QTEST_GUILESS_MAIN(IncludesTest)
#include "tst_includes.moc"
