// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "TraceCase.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// The engine's behaviour as tables of whole event traces; TraceCase.h explains the rows.
class TracesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void trace_data()
    {
        QTest::addColumn<TraceCase>("row");
        const QDir folder(QStringLiteral(TRIBUTARY_TEST_DATA "/traces"));
        for (const QString &file : folder.entryList({u"*.trace"_s}, QDir::Files, QDir::Name)) {
            for (const TraceCase &row : TraceCase::load(folder.filePath(file)))
                QTest::newRow(qPrintable(file.chopped(6) + u": "_s + row.name)) << row;
        }
    }

    void trace()
    {
        QFETCH(TraceCase, row);
        const QStringList actual = row.play();
        if (actual != row.trace)
            qInfo().noquote() << u"the run was\n  "_s + actual.join(u"\n  "_s);
        QCOMPARE(actual, row.trace);
    }

    void everyTraceEndsOnceAndReplaysToItsState_data() { trace_data(); }

    void everyTraceEndsOnceAndReplaysToItsState()
    {
        QFETCH(TraceCase, row);
        const QStringList actual = row.play();
        QCOMPARE(actual.filter(u"run-finished"_s).size(), actual.filter(u"run-started"_s).size());
        QCOMPARE(actual, row.play());
    }
};

QTEST_GUILESS_MAIN(TracesTest)
#include "tst_traces.moc"
