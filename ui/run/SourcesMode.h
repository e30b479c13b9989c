// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunMode.h"
#include "viewmodel/SourceDisplay.h"

#include <QPointer>
#include <QSet>
#include <QTimer>

#include <memory>

class QShortcut;
class QWidget;

namespace tributary {

class MarkdownView;
class SourceLine;
class SourcePreview;
struct MarkedPassage;

/// Which sentence of the synthesis came from which passage of the answers. The sentence under the pointer or the caret
/// is marked, and with it what it matches in each card; or, from a passage in a card, the sentences that use it.
/// Alt+Down and Alt+Up walk through the sentences, Return and Shift+Return through the sources of one, Esc clears; a
/// click holds a sentence until the next one.
class SourcesMode : public RunMode
{
    Q_OBJECT

public:
    explicit SourcesMode(RunPanes &panes);
    ~SourcesMode() override;

    void enter() override;
    void leave() override;
    void update() override;

    /// Index from 0; as soon as there are sources.
    void showSentence(int sentence);

    /// -1: none.
    [[nodiscard]] int sentence() const { return m_sentence; }

    [[nodiscard]] bool isPinned() const { return m_pinned; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildKeys();
    /// The views are made anew for each run.
    void followViews();
    void follow(MarkdownView *view, const std::function<void(qsizetype, bool pin)> &at);
    void look(int sentence, bool pin);
    void lookFromCard(const AgentId &agent, qsizetype offset, bool pin);
    void step(int by);
    void goToSource(int by);
    void reveal(const SourceMark &mark, bool focus);
    bool escape();
    void clear();

    void show();
    void showInSynthesis();
    void showInCards();
    void showPreview();
    void scrollCards();
    [[nodiscard]] QList<SourceMark> marksShown() const;
    [[nodiscard]] QList<MarkedPassage> passagesIn(const AgentId &agent, const QList<SourceMark> &marks) const;
    [[nodiscard]] bool isInView(const SourceMark &mark) const;
    [[nodiscard]] MarkdownView *synthesisView() const;
    [[nodiscard]] MarkdownView *viewOf(const AgentId &agent) const;
    [[nodiscard]] const SourcesDisplay *sources() const;

    SourceLine *m_line;
    SourcePreview *m_preview;
    QList<QShortcut *> m_keys;
    QTimer m_previewDelay;
    std::unique_ptr<QObject> m_links;
    QList<QPointer<QWidget>> m_watched;
    AgentId m_aggregator;
    bool m_entered = false;
    int m_sentence = -1;
    /// Looked at from a card: the sentences that use the passage.
    AgentId m_fromAgent;
    QList<int> m_users;
    bool m_pinned = false;
    int m_source = -1;
    int m_wanted = -1;
};

} // namespace tributary
