// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/NetworkPool.h"
#include "support/ScriptedServer.h"
#include "viewmodel/LocalModels.h"
#include "viewmodel/ModelTable.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

CatalogueModel model(const QString &id, const std::optional<double> &price, const QStringList &capabilities = {})
{
    CatalogueModel model;
    model.ref = {{u"acme"_s}, id};
    model.name = u"The "_s + id;
    model.capabilities = capabilities;
    if (price)
        model.inputUsdPerMTok = DatedFact<double>{*price, FactOrigin::List, QDate(2025, 11, 3)};
    return model;
}

QStringList shown(const QAbstractItemModel &rows)
{
    QStringList ids;
    for (int row = 0; row < rows.rowCount(); ++row)
        ids.append(rows.index(row, 0).data().toString());
    return ids;
}

} // namespace

class ModelTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void showsWhatIsKnownAndFromWhere()
    {
        ModelTable table;
        const QAbstractItemModelTester tester(&table);
        CatalogueModel first = model(u"a"_s, 0.5, {u"vision"_s, u"tools"_s});
        first.contextTokens = DatedFact<qint64>{32768, FactOrigin::Service, QDate(2026, 11, 21)};
        first.isConfigured = true;
        table.setModels({first, model(u"b"_s, {})});
        const auto at = [&](int row, int column, int role = Qt::DisplayRole) {
            return table.index(row, column).data(role).toString();
        };
        QCOMPARE(at(0, ModelTable::NameColumn), u"a"_s);
        QCOMPARE(at(0, ModelTable::NameColumn, ModelTable::RefRole), u"acme/a"_s);
        QCOMPARE(at(0, ModelTable::ContextColumn), u"32,768"_s);
        QCOMPARE(at(0, ModelTable::ContextColumn, Qt::ToolTipRole), u"reported 21 Nov"_s);
        QCOMPARE(at(0, ModelTable::InputPriceColumn), u"$0.50"_s);
        QCOMPARE(at(0, ModelTable::InputPriceColumn, Qt::ToolTipRole), u"list price, 3 Nov 2025"_s);
        QCOMPARE(at(0, ModelTable::OutputPriceColumn), u"unknown"_s);
        QCOMPARE(at(0, ModelTable::NameColumn, ModelTable::CapabilitiesRole), u"vision, tools"_s);
        QVERIFY(table.index(0, 0).data(ModelTable::ConfiguredRole).toBool());
        QVERIFY(!table.index(1, 0).data(ModelTable::ConfiguredRole).toBool());
        QVERIFY(!table.index(1, ModelTable::InputPriceColumn).data(ModelTable::RawRole).isValid());
    }

    void findsByEveryWord_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("nothing asked") << QString() << QStringList{u"qwen-72b"_s, u"qwen-7b"_s, u"opus"_s};
        QTest::newRow("part of an id") << u"QWEN"_s << QStringList{u"qwen-72b"_s, u"qwen-7b"_s};
        QTest::newRow("two words") << u"vision qwen"_s << QStringList{u"qwen-7b"_s};
        QTest::newRow("its name") << u"the opus"_s << QStringList{u"opus"_s};
        QTest::newRow("nothing") << u"nonsense"_s << QStringList();
    }

    void findsByEveryWord()
    {
        QFETCH(QString, words);
        QFETCH(QStringList, found);
        ModelTable table;
        table.setModels({model(u"qwen-72b"_s, 1.0), model(u"qwen-7b"_s, 2.0, {u"vision"_s}), model(u"opus"_s, {})});
        ModelSearch search;
        search.setSourceModel(&table);
        search.setWords(words);
        QCOMPARE(shown(search), found);
    }

    void unknownPricesComeLast()
    {
        ModelTable table;
        table.setModels({model(u"unknown"_s, {}), model(u"dear"_s, 10.0), model(u"cheap"_s, 0.5)});
        ModelSearch search;
        search.setSourceModel(&table);
        search.sort(ModelTable::InputPriceColumn, Qt::AscendingOrder);
        QCOMPARE(shown(search), (QStringList{u"cheap"_s, u"dear"_s, u"unknown"_s}));
        search.sort(ModelTable::InputPriceColumn, Qt::DescendingOrder);
        QCOMPARE(shown(search), (QStringList{u"dear"_s, u"cheap"_s, u"unknown"_s}));
    }

    void findsServersWhenAsked()
    {
        ScriptedServer server;
        server.setHandler([](const ReceivedRequest &request) -> ServerScript {
            const QByteArray list = request.path == "/v1/models" ? "{\"data\":[{\"id\":\"a\"}]}" : "{}";
            return {{ServerStep::Kind::Send, response(200, "application/json", list)}, {ServerStep::Kind::Close}};
        });
        NetworkPool pool;
        const SystemClock clock;
        LocalServerFinder finder(pool, clock);
        QVERIFY(!finder.isSearching());
        QSignalSpy finished(&finder, &LocalServerFinder::finished);
        finder.start({server.serverPort()});
        QVERIFY(finder.isSearching());
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!finder.isSearching());
        QCOMPARE(finder.lines(), QStringList{u"Server on port %1 \u00b7 1 model"_s.arg(server.serverPort())});
    }

    void saysWhyALocalModelCannotStart()
    {
        NetworkPool pool;
        const SystemClock clock;
        LocalModelStarter starter(pool, clock);
        QVERIFY(!starter.hasStarted());
        QSignalSpy changed(&starter, &LocalModelStarter::changed);
        starter.start(u"/nowhere/tiny.gguf"_s, u"/bin/true"_s);
        QCOMPARE(changed.size(), 1);
        QVERIFY(starter.hasStarted() && !starter.isRunning());
        QCOMPARE(starter.tone(), Tone::Error);
        QCOMPARE(starter.sentence(), u"tiny.gguf is no model file; choose one in the GGUF format."_s);
    }
};

QTEST_GUILESS_MAIN(ModelTableTest)
#include "tst_model_table.moc"
