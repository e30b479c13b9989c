// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/RunStage.h"

#include "support/GraphNotation.h"
#include "ui/common/MarkdownView.h"
#include "ui/common/TributaryStyle.h"

#include <QAction>
#include <QApplication>
#include <QTest>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

const QStringList modelNames{u"claude-sonnet-4-5"_s, u"qwen2.5-72b-instruct"_s,   u"llama3.3:70b"_s,
                             u"gpt-4.1"_s,           u"mixtral-8x22b-instruct"_s, u"gemini-2.5-pro"_s};

Provider provider(const QString &id, const QString &name, const QString &url)
{
    Provider provider;
    provider.id = {id};
    provider.name = name;
    provider.baseUrl = QUrl(url);
    for (const QString &model : modelNames)
        provider.models.append({model, 32'768, 0.9, 0.9});
    provider.models.append({u"claude-opus-4-1"_s, 200'000, 3.0, 15.0});
    return provider;
}

ProviderDirectory directory()
{
    ProviderDirectory providers;
    providers.entries.append({provider(u"anthropic"_s, u"Anthropic"_s, u"https://api.anthropic.com"_s)});
    providers.entries.append({provider(u"together"_s, u"Together"_s, u"https://api.together.xyz/v1"_s)});
    providers.entries.append({provider(u"ollama"_s, u"Ollama"_s, u"http://localhost:11434/v1"_s)});
    return providers;
}

} // namespace

RunStage::RunStage(const QSize &window, bool dark)
    : m_model({m_client, m_clock, m_random})
    , m_view(nullptr)
{
    m_theme.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
    m_theme.setReducedMotion(true);
    QApplication::setStyle(new TributaryStyle(m_theme));
    QApplication::setPalette(m_theme.theme().palette());
    QApplication::setFont(m_theme.theme().font(TypeRole::Body));
    m_model.setProviders(directory());
    m_model.setDemoQuestions({u"What drives copper prices to 2027?"_s, u"Should a small team use microservices?"_s});
    m_view = new RunView(m_model, m_theme, m_scheduler, &m_window);
    m_window.setCentralWidget(m_view);
    // Where the frame of the product puts its rail, toolbar and status bar.
    const bool wide = window.width() >= 1280;
    m_window.setContentsMargins(wide ? 72 : 48, wide ? 70 : 66, 0, 24);
    m_window.resize(window);
    m_client.setDefault(CallScript::parse(u"hang"_s));
}

RunStage::~RunStage()
{
    // The style refers to the theme.
    QApplication::setStyle(u"Fusion"_s);
}

void RunStage::show()
{
    m_window.show();
    QApplication::setActiveWindow(&m_window);
}

void RunStage::setGraph(const QString &notation)
{
    Graph graph = notation::graph(notation);
    const QStringList providers{u"anthropic"_s, u"together"_s, u"ollama"_s};
    for (qsizetype layer = 0; layer < graph.layers.size(); ++layer) {
        QList<Agent> &agents = graph.layers[layer].agents;
        const bool last = layer == graph.layers.size() - 1;
        for (qsizetype i = 0; i < agents.size(); ++i)
            agents[i].model = {{providers.at(last ? 0 : i % 3)},
                               last && i == 0 ? u"claude-opus-4-1"_s : modelNames.at(i % modelNames.size())};
    }
    graph.name = u"MoA"_s;
    m_model.document().reset(graph);
}

void RunStage::setScript(const QString &agent, const QString &script)
{
    const Graph &graph = m_model.document().graph();
    if (const std::optional<AgentPlace> place = findAgent(graph, {agent}))
        m_client.setScripts(graph.layers.at(place->layer).agents.at(place->index).model, {CallScript::parse(script)});
}

void RunStage::setPrompt(const QString &prompt)
{
    m_model.session().setPrompt(prompt);
}

void RunStage::play(Milliseconds span)
{
    m_view->run();
    pass(span);
}

void RunStage::pass(Milliseconds span)
{
    constexpr Milliseconds frame{250};
    for (Milliseconds done{0}; done < span; done += frame) {
        m_clock.advance(std::min(frame, span - done));
        QCoreApplication::sendPostedEvents();
    }
}

void RunStage::command(const QKeySequence &key)
{
    const QList<QAction *> actions = m_view->viewActions();
    for (QAction *action : actions) {
        if (action->shortcut() == key)
            action->trigger();
    }
}

void RunStage::settle()
{
    QCoreApplication::sendPostedEvents();
    const QList<MarkdownView *> views = all<MarkdownView>();
    for (MarkdownView *view : views) {
        if (view->isVisible())
            view->renderNow();
    }
    QCoreApplication::sendPostedEvents();
}

QString sampleAnswer(int variant, int words)
{
    static const QStringList sentences{
        u"Copper prices are likely to stay elevated because **mine supply grows slower** than demand from grids."_s,
        u"Three drivers matter most: ageing mines in Chile and Peru, permitting delays, and data-centre demand."_s,
        u"Permitting for a new mine takes eight to twelve years, so high prices cannot add supply in time."_s,
        u"A recession remains the main downside risk."_s,
        u"Recycling covers roughly a third of supply and reacts within a year, which caps the upside."_s,
        u"Substitution by aluminium matters for overhead lines only, as `IEC 60889` conductors show."_s};
    QString text;
    for (int i = 0; text.count(u' ') < words; ++i) {
        text += sentences.at((i + variant) % sentences.size()) + (i % 3 == 2 ? u"\n\n"_s : u" "_s);
    }
    return text.trimmed();
}

} // namespace tributary
