// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Spinner.h"
#include "ui/run/RunContext.h"
#include "viewmodel/RunPresenter.h"

#include <QHash>
#include <QSet>
#include <QWidget>

class QUrl;

namespace tributary {

class AnswerBody;
class AnswerCard;
class CardArea;
class ComparisonBar;
class GraphStrip;
class RunSplitter;
class SyncedScrolling;
class SynthesisPane;

/// The answers and the synthesis of a run, to read: the Run view without what starts or changes one.
class RunReader : public QWidget
{
    Q_OBJECT

public:
    RunReader(RunPresenter &presenter, const ThemeController &theme, RenderScheduler &scheduler,
              QWidget *parent = nullptr);
    ~RunReader() override;

    /// In reading order, for the keyboard.
    [[nodiscard]] QList<QWidget *> parts() const;

Q_SIGNALS:
    void linkActivated(const QUrl &url);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectPresenter();
    void connectParts();
    void rebuild();
    void showLayer();
    void updateAgents(const QList<AgentId> &agents);
    void updateRun();
    void applyPanes();
    void goToAgent(const AgentId &agent);
    AnswerCard *makeCard(const AgentId &agent);
    void fillBody(const AgentId &agent);
    [[nodiscard]] AnswerBody *bodyOf(const AgentId &agent) const;
    [[nodiscard]] QList<AgentId> allAgents() const;

    RunPresenter &m_presenter;
    Spinner m_spinner;
    RunContext m_context;
    QList<LayerDisplay> m_layers;
    QHash<AgentId, AnswerCard *> m_cards;
    QSet<AgentId> m_hiddenCards;
    GraphStrip *m_strip;
    ComparisonBar *m_bar;
    CardArea *m_cardArea;
    SynthesisPane *m_synthesis;
    RunSplitter *m_panes;
    SyncedScrolling *m_sync;
};

} // namespace tributary
