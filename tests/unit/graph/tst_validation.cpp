// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/Validation.h"
#include "support/GraphNotation.h"

#include <QRegularExpression>
#include <QTest>

#include <functional>
#include <limits>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

using Edit = std::function<void(Graph &)>;

/// "E code place agent", a line each.
QString lines(const QList<Issue> &issues)
{
    QStringList all;
    for (const Issue &issue : issues) {
        QStringList words = {issue.severity == Severity::Error ? u"E"_s : u"W"_s, issue.code, issue.place};
        if (!issue.agent.isEmpty())
            words.append(issue.agent.value);
        all.append(words.join(u' '));
    }
    return all.join(u'\n');
}

Edit agentEdit(const std::function<void(Agent &)> &edit)
{
    return [edit](Graph &graph) { edit(graph.layers[0].agents[0]); };
}

ModelRef model(const char *text)
{
    return ModelRef::fromString(QString::fromLatin1(text)).value();
}

} // namespace

Q_DECLARE_METATYPE(Edit)

class ValidationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void shapes_data()
    {
        QTest::addColumn<QString>("graph");
        QTest::addColumn<QString>("issues");
        const auto row = [](const char *name, const char *graph, const char *issues) {
            QTest::newRow(name) << QString::fromLatin1(graph) << QString::fromLatin1(issues);
        };
        row("right", "a b c | s", "");
        row("right with lists", "a b | a2<a b2<a,b | s<b2 t", "");
        row("no layers", "", "E no-layers layers");
        row("one layer", "s", "W no-proposers layers");
        row("only the last layer asked", "-a b | s", "W no-proposers layers");
        row("empty layer", "a | - | s", "");
        row("muted proposer", "a! b | s", "");
        row("all muted", "a! b! | s", "E all-agents-muted layers[0]\nW no-proposers layers");
        row("main aggregator muted", "a b | s! t", "W main-aggregator-muted layers[1].agents[0].muted s");
        row("aggregators muted", "a b | s! t!", "E all-aggregators-muted layers[1]");
        row("last bypassed", "a b | -s", "E last-layer-bypassed layers[1].bypassed");
        row("duplicate id", "a a | a",
            "E duplicate-id layers[0].agents[1].id a\nE duplicate-id layers[1].agents[0].id a");
        row("bad id", "a~b c | s", "E bad-id layers[0].agents[0].id a~b");
        row("reference to nobody", "a b | s<a,x",
            "E reference-not-in-layer-before layers[1].agents[0].references[1] s");
        row("reference across a layer", "a | b | s<a",
            "E reference-not-in-layer-before layers[2].agents[0].references[0] s");
        row("reference into the same layer", "a | b c<b | s",
            "E reference-not-in-layer-before layers[1].agents[1].references[0] c");
        row("reference to itself", "a | s<a,s", "E reference-to-self layers[1].agents[0].references[1] s");
        row("reference twice", "a b | s<a,b,a", "W duplicate-reference layers[1].agents[0].references[2] s");
        row("references in layer 1", "a b<a | s", "E references-in-first-layer layers[0].agents[1].references b");
        row("empty references in layer 1", "a b< | s", "");
        row("no references", "a b | s<", "W no-references layers[1].agents[0].references s");
        row("all references muted", "a! b | s<a", "W references-muted layers[1].agents[0].references s");
        row("some references muted", "a! b | s<a,b", "");
        row("references into a bypassed layer", "a | -b c | s<b", "");
        row("muted agent that reads muted ones", "a! b | c!<a d | s", "");
        row("everything at once", "a a! | -x! | s<s",
            "E duplicate-id layers[0].agents[1].id a\n"
            "E reference-to-self layers[2].agents[0].references[0] s");
    }

    void shapes()
    {
        QFETCH(QString, graph);
        QTEST(lines(validate(notation::graph(graph))), "issues");
    }

    void settings_data()
    {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<QString>("issues");
        const QString place = u"layers[0].agents[0]."_s;
        const auto agent = [&](const char *name, const char *issue, const char *member,
                               const std::function<void(Agent &)> &edit) {
            QTest::newRow(name) << agentEdit(edit)
                                << QString::fromLatin1(issue) + u' ' + place + QString::fromLatin1(member) + u" a"_s;
        };
        const auto fine = [](const char *name, const std::function<void(Agent &)> &edit) {
            QTest::newRow(name) << agentEdit(edit) << QString();
        };
        const auto graph = [](const char *name, const char *issues, const Edit &edit) {
            QTest::newRow(name) << edit << QString::fromLatin1(issues);
        };
        agent("no model", "E model-not-chosen", "model", [](Agent &a) { a.model = {}; });
        fine("no model, muted", [](Agent &a) { a.model = {}, a.muted = true; });
        agent("temperature below", "E temperature-out-of-range", "sampling.temperature",
              [](Agent &a) { a.sampling.temperature = -0.1; });
        agent("temperature above", "E temperature-out-of-range", "sampling.temperature",
              [](Agent &a) { a.sampling.temperature = 2.1; });
        agent("temperature no number", "E temperature-out-of-range", "sampling.temperature",
              [](Agent &a) { a.sampling.temperature = std::numeric_limits<double>::quiet_NaN(); });
        fine("temperature 0", [](Agent &a) { a.sampling.temperature = 0; });
        fine("temperature 2", [](Agent &a) { a.sampling.temperature = 2; });
        fine("no sampling", [](Agent &a) { a.sampling = {std::nullopt, std::nullopt, std::nullopt, {}, {}}; });
        agent("top-p 0", "E top-p-out-of-range", "sampling.topP", [](Agent &a) { a.sampling.topP = 0; });
        agent("top-p above", "E top-p-out-of-range", "sampling.topP", [](Agent &a) { a.sampling.topP = 1.01; });
        fine("top-p 1", [](Agent &a) { a.sampling.topP = 1; });
        agent("max tokens 0", "E max-tokens-out-of-range", "sampling.maxTokens",
              [](Agent &a) { a.sampling.maxTokens = 0; });
        agent("seed", "E seed-out-of-range", "sampling.seed",
              [](Agent &a) { a.sampling.seed = std::numeric_limits<qint64>::max(); });
        fine("negative seed", [](Agent &a) { a.sampling.seed = -1; });
        agent("empty stop", "E empty-stop", "sampling.stop[1]", [](Agent &a) { a.sampling.stop = {u"x"_s, u""_s}; });
        agent("timeout 0", "E timeout-out-of-range", "timeoutMs", [](Agent &a) { a.timeout = Milliseconds(0); });
        agent("timeout of years", "E timeout-out-of-range", "timeoutMs",
              [](Agent &a) { a.timeout = std::chrono::hours(10000); });
        agent("deadline 0", "E deadline-out-of-range", "deadlineMs", [](Agent &a) { a.deadline = Milliseconds(0); });
        agent("deadline below timeout", "W deadline-below-timeout", "deadlineMs",
              [](Agent &a) { a.deadline = a.timeout - Milliseconds(1); });
        fine("deadline like timeout", [](Agent &a) { a.deadline = a.timeout; });
        agent("empty id", "E empty-id", "id", [](Agent &a) { a.id = {}; });
        agent("fallback empty", "E fallback-not-chosen", "fallbacks[0]", [](Agent &a) { a.fallbacks = {ModelRef()}; });
        agent("fallback is model", "W fallback-is-model", "fallbacks[1]", [](Agent &a) {
            a.fallbacks = {model("test/x"), a.model};
        });
        agent("fallback twice", "W duplicate-fallback", "fallbacks[1]", [](Agent &a) {
            a.fallbacks = {model("test/x"), model("test/x")};
        });
        graph("quorum too large", "W quorum-too-large layers[0].quorum.atLeast", [](Graph &g) {
            g.layers[0].quorum = Quorum{3, Milliseconds(0)};
        });
        graph("quorum larger than the unmuted", "W quorum-too-large layers[0].quorum.atLeast", [](Graph &g) {
            g.layers[0].quorum = Quorum{2, Milliseconds(0)};
            g.layers[0].agents[1].muted = true;
        });
        graph("quorum 0", "E quorum-below-one layers[0].quorum.atLeast", [](Graph &g) {
            g.layers[0].quorum = Quorum{0, Milliseconds(0)};
        });
        graph("grace below 0", "E grace-out-of-range layers[0].quorum.graceMs", [](Graph &g) {
            g.layers[0].quorum = Quorum{2, Milliseconds(-1)};
        });
        graph("quorum fits", "", [](Graph &g) { g.layers[0].quorum = Quorum{2, Milliseconds(0)}; });
        graph("layer emptied", "E empty-layer layers[0].agents\nW no-proposers layers",
              [](Graph &g) { g.layers[0].agents.clear(); });
        graph("no aggregator", "E empty-layer layers[1].agents", [](Graph &g) { g.layers[1].agents.clear(); });
        graph("retries below 0", "E retries-out-of-range policy.retries", [](Graph &g) { g.policy.retries = -1; });
        graph("retries without end", "E retries-out-of-range policy.retries", [](Graph &g) { g.policy.retries = 101; });
        graph("budget 0", "E budget-not-positive policy.budgetUsd", [](Graph &g) { g.policy.budgetUsd = 0; });
        graph("early exit", "W early-exit-ignored policy.earlyExit", [](Graph &g) { g.policy.earlyExit = 0.9; });
    }

    void settings()
    {
        QFETCH(Edit, edit);
        Graph graph = notation::graph(u"a b | s"_s);
        edit(graph);
        // Without the agent word that is not there when the id is what is wrong.
        QTEST(lines(validate(graph)) +
                  (graph.layers[0].agents.value(0, notation::agent(u"x"_s)).id.isEmpty() ? u" a"_s : u""_s),
              "issues");
    }

    void modelsAreLookedUp()
    {
        Graph graph = notation::graph(u"a b! | s"_s);
        graph.layers[1].agents[0].fallbacks = {model("test/a"), model("gone/x")};
        const ModelLookup lookup = [](const ModelRef &ref) {
            return ref == model("test/a") ? std::optional(ModelFacts()) : std::nullopt;
        };
        QCOMPARE(lines(validate(graph, lookup)), u"E model-unknown layers[1].agents[0].model s\n"
                                                 "W fallback-unknown layers[1].agents[0].fallbacks[1] s"_s);
    }

    void messagesNameTheAgentAndTheRemedy_data()
    {
        QTest::addColumn<QString>("graph");
        QTest::addColumn<QString>("message");
        QTest::newRow("proposer")
            << u"a b<x | s"_s << u"Agent B of layer 1 names references, but no layer stands before it: remove them."_s;
        QTest::newRow("aggregator") << u"a | s<s"_s
                                    << u"The aggregator cannot read its own answer: remove the reference."_s;
        QTest::newRow("second aggregator")
            << u"a | s t<t"_s << u"Aggregator 2 cannot read its own answer: remove the reference."_s;
    }

    void messagesNameTheAgentAndTheRemedy()
    {
        QFETCH(QString, graph);
        QTEST(validate(notation::graph(graph)).value(0).message, "message");
    }

    void onlyErrorsStopARun()
    {
        QVERIFY(!hasErrors(validate(notation::graph(u"s"_s))));
        QVERIFY(hasErrors(validate(notation::graph(u"a a | s"_s))));
        QVERIFY(!hasErrors({}));
    }
};

QTEST_APPLESS_MAIN(ValidationTest)
#include "tst_validation.moc"
