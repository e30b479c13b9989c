// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/RunSources.h"

#include "ui/common/MarkdownView.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/RunPanes.h"
#include "ui/run/SynthesisPane.h"
#include "viewmodel/AnalysisPresenter.h"

#include <QClipboard>
#include <QGuiApplication>

namespace tributary {

RunSources::RunSources(RunPanes &panes)
    : QObject(&panes)
    , m_panes(panes)
{
    connect(panes.synthesis(), &SynthesisPane::traceToggled, this, [this](bool traced) { setTraced(traced); });
    connect(panes.synthesis(), &SynthesisPane::copyWithSourcesRequested, this, &RunSources::copyWithSources);
}

void RunSources::update()
{
    // A list of runs that is walked through analyses none that nobody stops at.
    if (m_panes.isVisible() && m_panes.analysis().state() == AnalysisPresenter::State::Waiting)
        m_panes.analysis().request();
    m_display.reset();
    if (const RunAnalysis *analysis = m_panes.analysis().analysis())
        m_display = describeSources(*analysis, m_panes.presenter().scene(), m_panes.synthesis()->current(), m_traced);
    showShares();
    showGutter();
}

void RunSources::showShares()
{
    m_panes.synthesis()->setSources(display());
    const QList<AnswerCard *> &cards = m_panes.cardArea()->cards();
    for (AnswerCard *card : cards) {
        const ContributionShare *share = m_display ? m_display->shareOf(card->agent()) : nullptr;
        card->setContribution(share ? std::optional(*share) : std::nullopt);
    }
}

void RunSources::showGutter()
{
    const AnswerBody *body = m_panes.synthesis()->body(m_panes.synthesis()->current());
    MarkdownView *view = body ? body->view() : nullptr;
    if (view != m_view) {
        delete m_gutter;
        m_view = view;
        m_gutter = view ? new SourceGutter(m_panes.context(), *view) : nullptr;
        if (m_gutter)
            connect(m_gutter, &SourceGutter::pressed, this, &RunSources::sentencePressed);
    }
    if (!m_gutter)
        return;
    m_gutter->setLook(m_look);
    m_gutter->setSentences(m_display ? m_display->sentences : QList<SourcedSentence>());
}

void RunSources::setGutterLook(SourceGutter::Look look)
{
    m_look = look;
    if (m_gutter)
        m_gutter->setLook(look);
}

void RunSources::setTraced(bool traced)
{
    if (std::exchange(m_traced, traced) == traced)
        return;
    m_panes.updateMode();
    if (m_display)
        m_panes.showLayerOf(m_display->references);
}

QString RunSources::reason() const
{
    const RunPresenter &presenter = m_panes.presenter();
    if (presenter.isRunning())
        return tr("Sources are shown when the synthesis is done.");
    switch (m_panes.analysis().state()) {
    case AnalysisPresenter::State::None:
        return presenter.scene().hasRun() ? tr("This run has no synthesis, so nothing has sources.") : QString();
    case AnalysisPresenter::State::Waiting:
    case AnalysisPresenter::State::Working:
        return tr("Finding sources…");
    case AnalysisPresenter::State::Cancelled:
        return tr("Finding sources was cancelled.");
    case AnalysisPresenter::State::Ready:
        return m_display ? QString() : tr("This aggregator has no synthesis, or read no answer.");
    }
    Q_UNREACHABLE();
}

void RunSources::copyWithSources() const
{
    if (!m_display)
        return;
    const RunPresenter &presenter = m_panes.presenter();
    QGuiApplication::clipboard()->setText(
        withFootnotes(presenter.answer(m_display->aggregator), *m_display, presenter.scene(),
                      [&presenter](const AgentId &agent) { return presenter.answer(agent); }));
}

} // namespace tributary
