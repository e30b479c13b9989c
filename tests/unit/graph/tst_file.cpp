// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/GraphFile.h"
#include "support/GraphNotation.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

QString lines(const QList<JsonProblem> &problems)
{
    QStringList all;
    for (const JsonProblem &problem : problems)
        all.append(problem.path + u": "_s + problem.message);
    return all.join(u'\n');
}

/// A value that is random but the same in every run of the test.
class Dice
{
public:
    explicit Dice(quint32 seed)
        : m_generator(seed)
    {}

    int below(int bound) { return int(m_generator.bounded(bound)); }

    bool coin() { return below(2) == 0; }

    QString text()
    {
        static const QStringList texts = {u""_s,
                                          u"plain"_s,
                                          u"quotes \" and \\ "_s,
                                          u"two\nlines\ttab"_s,
                                          u"\u00e4\u4e2d\U0001f600"_s,
                                          QString(QChar(0)) + u"null"_s};
        return texts[below(int(texts.size()))];
    }

    ModelRef model() { return coin() ? ModelRef{} : ModelRef{{u"p%1"_s.arg(below(3))}, u"m/%1:x"_s.arg(below(9))}; }

    template <typename T>
    std::optional<T> maybe(T value)
    {
        return coin() ? std::optional<T>(value) : std::nullopt;
    }

private:
    QRandomGenerator m_generator;
};

Agent randomAgent(Dice &dice, const QString &id)
{
    Agent agent;
    agent.id = {id};
    agent.model = dice.model();
    agent.name = dice.text();
    agent.systemPrompt = dice.text();
    agent.sampling.temperature = dice.maybe(dice.below(200) / 100.0);
    agent.sampling.topP = dice.maybe(dice.below(100) / 99.0);
    agent.sampling.maxTokens = dice.maybe(dice.below(100000));
    agent.sampling.seed = dice.maybe(qint64(dice.below(1000000)) * 8'000'000'000LL - 4000);
    for (int i = dice.below(3); i > 0; --i)
        agent.sampling.stop.append(dice.text());
    agent.reasoning = dice.maybe(dice.text());
    if (dice.coin())
        agent.references = QList<AgentId>(dice.below(3), AgentId{u"a"_s});
    agent.muted = dice.coin();
    agent.timeout = Milliseconds(dice.below(1000000));
    agent.deadline = dice.maybe(Milliseconds(dice.below(1000000)));
    for (int i = dice.below(3); i > 0; --i)
        agent.fallbacks.append(dice.model());
    return agent;
}

Graph randomGraph(Dice &dice)
{
    Graph graph;
    graph.name = dice.text();
    graph.description = dice.text();
    for (int layers = dice.below(4), l = 0; l < layers; ++l) {
        Layer layer;
        for (int agents = dice.below(4), a = 0; a < agents; ++a)
            layer.agents.append(randomAgent(dice, u"a%1.%2"_s.arg(l).arg(a)));
        layer.quorum = dice.maybe(Quorum{dice.below(5), Milliseconds(dice.below(60000))});
        layer.bypassed = dice.coin();
        graph.layers.append(layer);
    }
    graph.packing = {Packing::Role(dice.below(2)), Packing::Names(dice.below(2)), Packing::Order(dice.below(2)),
                     Packing::Overflow(dice.below(3))};
    graph.policy = {dice.below(9), dice.maybe(dice.below(500) / 100.0), dice.maybe(dice.below(100) / 100.0)};
    return graph;
}

GraphReading readAgentMembers(const QByteArray &members)
{
    return readGraph(R"({"format":"tributary-graph","version":1,"layers":[{"agents":[{)" + members + "}]}]}");
}

} // namespace

class GraphFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsEveryMember()
    {
        const GraphReading reading = readGraph(QByteArray(R"({
            "format": "tributary-graph", "version": 1, "name": "MoA 3+1", "description": "d", "later": {"x": 1},
            "layers": [
              { "agents": [
                  { "id": "a", "model": "together/Qwen/Qwen1.5-72B-Chat", "name": "n", "systemPrompt": "p",
                    "sampling": { "temperature": null, "topP": 0.5, "maxTokens": 64, "seed": 7, "stop": ["x"] },
                    "reasoning": "high", "references": ["q"], "muted": true,
                    "timeoutMs": 1000, "deadlineMs": 2000, "fallbacks": ["openai/gpt-4o"] } ],
                "quorum": { "atLeast": 4, "graceMs": 5 }, "bypassed": true } ],
            "packing": { "role": "system", "names": "shown", "order": "graph", "overflow": "drop-longest" },
            "policy": { "retries": 1, "budgetUsd": 0.5, "earlyExit": 0.9, "hedging": true } })"));
        QCOMPARE(lines(reading.problems), QString());
        Agent agent;
        agent.id = {u"a"_s};
        agent.model = {{u"together"_s}, u"Qwen/Qwen1.5-72B-Chat"_s};
        agent.name = u"n"_s;
        agent.systemPrompt = u"p"_s;
        agent.sampling = {std::nullopt, 0.5, 64, 7, {u"x"_s}};
        agent.reasoning = u"high"_s;
        agent.references = QList<AgentId>{{u"q"_s}};
        agent.muted = true;
        agent.timeout = Milliseconds(1000);
        agent.deadline = Milliseconds(2000);
        agent.fallbacks = {{{u"openai"_s}, u"gpt-4o"_s}};
        const Graph expected{
            u"MoA 3+1"_s,
            u"d"_s,
            {{{agent}, Quorum{4, Milliseconds(5)}, true}},
            {Packing::Role::System, Packing::Names::Shown, Packing::Order::Graph, Packing::Overflow::DropLongest},
            {1, 0.5, 0.9, true}};
        QVERIFY(reading.graph == expected);
    }

    void omittedMembersTakeTheirDefaults()
    {
        const GraphReading empty = readGraph(QByteArray(R"({"format":"tributary-graph","version":1})"));
        QVERIFY(empty.graph == Graph());

        const GraphReading layer = readGraph(QByteArray(R"({"format":"tributary-graph","layers":[{"quorum":{}}]})"));
        QCOMPARE(lines(layer.problems), QString());
        QVERIFY(layer.graph->layers == QList<Layer>({{{}, Quorum{2, Milliseconds(15000)}, false}}));

        const GraphReading agent = readAgentMembers(R"("id":"a","references":"all","model":"")");
        Agent expected;
        expected.id = {u"a"_s};
        QVERIFY(agent.graph->layers[0].agents[0] == expected);
        QVERIFY(!agent.graph->layers[0].quorum);
    }

    void temperatureNullIsNotTheDefault()
    {
        QCOMPARE(readAgentMembers(R"("id":"a","sampling":{"temperature":null})")
                     .graph->layers[0]
                     .agents[0]
                     .sampling.temperature,
                 std::optional<double>());
        QCOMPARE(readAgentMembers(R"("id":"a","sampling":{})").graph->layers[0].agents[0].sampling.temperature,
                 std::optional<double>(0.7));
    }

    void faults_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("problems");
        const auto row = [](const char *name, const QByteArray &json, const char *problems) {
            QTest::newRow(name) << json << QString::fromUtf8(problems);
        };
        const auto graph = [](const QByteArray &members) {
            return R"({"format":"tributary-graph","version":1,)" + members + '}';
        };
        const auto agent = [&](const QByteArray &members) {
            return graph(R"("layers":[{"agents":[{"id":"a"},{)" + members + "}]}]");
        };
        row("not JSON", "{\"a\":", ": This is not JSON: unterminated object at line 1, column 6.");
        row("a list", "[]", ": Expected a JSON object, found a list.");
        row("no format", "{}", "format: expected \"tributary-graph\": this is not a graph file");
        row("other format", R"({"format":"x","layers":7})",
            "format: expected \"tributary-graph\": this is not a graph file");
        row("format of wrong type", R"({"format":1})", "format: expected a string, found a number");
        row("newer version", R"({"format":"tributary-graph","version":2,"layers":"changed"})",
            "version: this graph was made by a newer version of the program (format 2, this one reads up to 1); "
            "update to open it");
        row("version 0", R"({"format":"tributary-graph","version":0})", "version: expected 1 or more, found 0");
        row("version as text", R"({"format":"tributary-graph","version":"1"})",
            "version: expected a whole number, found a string");
        row("name", graph(R"("name":1)"), "name: expected a string, found a number");
        row("layers", graph(R"("layers":{})"), "layers: expected a list, found an object");
        row("layer", graph(R"("layers":[{},3])"), "layers[1]: expected an object, found a number");
        row("agents", graph(R"("layers":[{"agents":"a"}])"), "layers[0].agents: expected a list, found a string");
        row("bypassed", graph(R"("layers":[{"bypassed":1}])"),
            "layers[0].bypassed: expected true or false, found a number");
        row("quorum", graph(R"("layers":[{"quorum":2}])"), "layers[0].quorum: expected an object, found a number");
        row("quorum members", graph(R"("layers":[{"quorum":{"atLeast":-1,"graceMs":-5}}])"),
            "layers[0].quorum.atLeast: expected 0 or more, found -1\n"
            "layers[0].quorum.graceMs: expected 0 or more, found -5");
        row("no id", agent(R"("name":"x")"), "layers[0].agents[1].id: is missing; every agent has an id");
        row("id of wrong type", agent(R"("id":7)"), "layers[0].agents[1].id: expected a string, found a number");
        row("id with blank", agent(R"("id":"a b")"),
            "layers[0].agents[1].id: expected 1 to 64 letters, digits, \"-\", \"_\" or \".\", found \"a b\"");
        row("model without slash", agent(R"("id":"b","model":"gpt-4o")"),
            "layers[0].agents[1].model: expected \"provider/model\", found \"gpt-4o\"");
        row("model without provider", agent(R"("id":"b","model":"/x")"),
            "layers[0].agents[1].model: expected \"provider/model\", found \"/x\"");
        row("sampling", agent(R"("id":"b","sampling":[])"),
            "layers[0].agents[1].sampling: expected an object, found a list");
        row("sampling members",
            agent(R"("id":"b","sampling":{"temperature":"hot","topP":-1,"maxTokens":1.5,)"
                  R"("seed":"x","stop":"y"})"),
            "layers[0].agents[1].sampling.temperature: expected a number, found a string\n"
            "layers[0].agents[1].sampling.topP: expected 0 or more, found -1\n"
            "layers[0].agents[1].sampling.maxTokens: expected a whole number, found 1.5\n"
            "layers[0].agents[1].sampling.seed: expected a whole number, found a string\n"
            "layers[0].agents[1].sampling.stop: expected a list of strings, found a string");
        row("stop element", agent(R"("id":"b","sampling":{"stop":["a",null]})"),
            "layers[0].agents[1].sampling.stop[1]: expected a string, found null");
        row("reasoning", agent(R"("id":"b","reasoning":3)"),
            "layers[0].agents[1].reasoning: expected a string, found a number");
        row("references word", agent(R"("id":"b","references":"some")"),
            "layers[0].agents[1].references: expected \"all\" or a list of agent ids, found \"some\"");
        row("references type", agent(R"("id":"b","references":true)"),
            "layers[0].agents[1].references: expected \"all\" or a list of agent ids, found true or false");
        row("references element", agent(R"("id":"b","references":["a",1])"),
            "layers[0].agents[1].references[1]: expected a string, found a number");
        row("muted", agent(R"("id":"b","muted":"yes")"),
            "layers[0].agents[1].muted: expected true or false, found a string");
        row("times", agent(R"("id":"b","timeoutMs":-1,"deadlineMs":-2)"),
            "layers[0].agents[1].timeoutMs: expected 0 or more, found -1\n"
            "layers[0].agents[1].deadlineMs: expected 0 or more, found -2");
        row("fallbacks", agent(R"("id":"b","fallbacks":["p/m","gpt"])"),
            "layers[0].agents[1].fallbacks[1]: expected \"provider/model\", found \"gpt\"");
        row("packing words", graph(R"("packing":{"role":"tool","names":"x","order":"y","overflow":"z"})"),
            "packing.role: expected one of user, system, found \"tool\"\n"
            "packing.names: expected one of hidden, shown, found \"x\"\n"
            "packing.order: expected one of shuffled, graph, found \"y\"\n"
            "packing.overflow: expected one of ask, drop-longest, shorten, found \"z\"");
        row("packing type", graph(R"("packing":{"role":1})"), "packing.role: expected a string, found a number");
        row("policy", graph(R"("policy":{"retries":-1,"budgetUsd":-0.5,"earlyExit":"now","hedging":1})"),
            "policy.retries: expected 0 or more, found -1\n"
            "policy.budgetUsd: expected 0 or more, found -0.5\n"
            "policy.earlyExit: expected a number, found a string\n"
            "policy.hedging: expected true or false, found a number");
        row("retries beyond int", graph(R"("policy":{"retries":5000000000})"),
            "policy.retries: 5000000000 is out of range");
    }

    void faults()
    {
        QFETCH(QByteArray, json);
        const GraphReading reading = readGraph(json);
        QTEST(lines(reading.problems), "problems");
        QVERIFY(!reading.graph);
    }

    void byteOrderMarkIsSkipped()
    {
        QVERIFY(readGraph(QByteArray("\xef\xbb\xbf{\"format\":\"tributary-graph\"}")).graph);
    }

    void writingAndReadingGivesTheSameGraph()
    {
        for (quint32 seed = 0; seed < 500; ++seed) {
            Dice dice(seed);
            const Graph graph = randomGraph(dice);
            const GraphReading again = readGraph(writeGraph(graph));
            QVERIFY2(again.graph == graph, qPrintable(u"seed %1: %2"_s.arg(seed).arg(lines(again.problems))));
            QVERIFY(readGraph(toJson(graph)).graph == graph);
        }
    }

    void writesInTheOrderOfTheFormat()
    {
        Graph graph = notation::graph(u"a | s"_s);
        graph.layers[0].quorum = Quorum();
        QCOMPARE(QString::fromUtf8(writeGraph(graph)), QStringLiteral(R"({
  "format": "tributary-graph",
  "version": 1,
  "name": "",
  "description": "",
  "layers": [
    {
      "agents": [
        {
          "id": "a",
          "model": "test/a",
          "name": "",
          "systemPrompt": "",
          "sampling": {
            "temperature": 0.7,
            "topP": null,
            "maxTokens": 2048,
            "seed": null,
            "stop": []
          },
          "reasoning": null,
          "references": "all",
          "muted": false,
          "timeoutMs": 120000,
          "deadlineMs": null,
          "fallbacks": []
        }
      ],
      "quorum": {
        "atLeast": 2,
        "graceMs": 15000
      },
      "bypassed": false
    },
    {
      "agents": [
        {
          "id": "s",
          "model": "test/s",
          "name": "",
          "systemPrompt": "",
          "sampling": {
            "temperature": 0.7,
            "topP": null,
            "maxTokens": 2048,
            "seed": null,
            "stop": []
          },
          "reasoning": null,
          "references": "all",
          "muted": false,
          "timeoutMs": 120000,
          "deadlineMs": null,
          "fallbacks": []
        }
      ],
      "quorum": null,
      "bypassed": false
    }
  ],
  "packing": {
    "role": "user",
    "names": "hidden",
    "order": "shuffled",
    "overflow": "ask"
  },
  "policy": {
    "retries": 3,
    "budgetUsd": null,
    "earlyExit": null,
    "hedging": false
  }
}
)"));
    }

    void savesAndLoads()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"g.moagraph"_s);
        const Graph graph = notation::graph(u"a b | s"_s);
        QVERIFY(saveGraphFile(graph, path));
        QVERIFY(loadGraphFile(path) == graph);
    }

    void unreadableFilesAreErrors()
    {
        QTemporaryDir dir;
        const auto missing = loadGraphFile(dir.filePath(u"none"_s));
        QVERIFY(!missing && missing.error().kind == ErrorKind::Io);

        const auto unwritable = saveGraphFile({}, dir.filePath(u"no/such/dir"_s));
        QVERIFY(!unwritable && unwritable.error().kind == ErrorKind::Io);

        const QString path = dir.filePath(u"bad"_s);
        write(path, R"({"format":"tributary-graph","name":1,"description":2})");
        const auto bad = loadGraphFile(path);
        QVERIFY(!bad && bad.error().kind == ErrorKind::InvalidInput);
        QCOMPARE(bad.error().message, path + u" cannot be read: name: expected a string, found a number"_s);
        QCOMPARE(bad.error().detail,
                 u"name: expected a string, found a number\ndescription: expected a string, found a number"_s);

        write(path, R"({"format":"tributary-graph","version":2})");
        QCOMPARE(loadGraphFile(path).error().kind, ErrorKind::NewerVersion);
    }

    void hugeFilesAreRefused()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"huge"_s);
        write(path, "{}");
        QFile file(path);
        QVERIFY(file.resize(16 * 1024 * 1024 + 1));
        const auto huge = loadGraphFile(path);
        QVERIFY(!huge && huge.error().kind == ErrorKind::InvalidInput);
        QVERIFY(huge.error().message.contains(u"16 MiB"_s));
    }

private:
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
};

QTEST_GUILESS_MAIN(GraphFileTest)
#include "tst_file.moc"
