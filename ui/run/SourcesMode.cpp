// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/SourcesMode.h"

#include "ui/common/MarkdownView.h"
#include "ui/common/ThemeController.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/ComparisonBar.h"
#include "ui/run/RunPanes.h"
#include "ui/run/RunSources.h"
#include "ui/run/SourceLine.h"
#include "ui/run/SourcePreview.h"
#include "ui/run/SynthesisPane.h"
#include "viewmodel/AnalysisPresenter.h"

#include <QKeyEvent>
#include <QShortcut>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds previewDelay(300);

} // namespace

SourcesMode::SourcesMode(RunPanes &panes)
    : RunMode(panes)
    , m_line(new SourceLine(panes.context(), &panes))
    , m_preview(new SourcePreview(panes.context(), &panes))
{
    m_line->hide();
    m_previewDelay.setSingleShot(true);
    m_previewDelay.setInterval(previewDelay);
    connect(&m_previewDelay, &QTimer::timeout, this, &SourcesMode::showPreview);
    connect(m_preview, &SourcePreview::chosen, this, [this](const SourceMark &mark) { reveal(mark, true); });
    connect(m_line, &SourceLine::checkRequested, &panes, &RunPanes::modelCheckRequested);
    connect(m_line, &SourceLine::cancelRequested, &panes.analysis(), &AnalysisPresenter::cancel);
    connect(m_line, &SourceLine::startRequested, &panes.analysis(), &AnalysisPresenter::request);
    connect(&panes.analysis(), &AnalysisPresenter::progressChanged, m_line,
            [this] { m_line->showState(this->panes().analysis(), this->panes().sources()->reason()); });
    connect(panes.sources(), &RunSources::sentencePressed, this, [this](int sentence) { look(sentence, true); });
    buildKeys();
}

SourcesMode::~SourcesMode() = default;

void SourcesMode::buildKeys()
{
    for (const int by : {1, -1}) {
        const QKeySequence key(Qt::ALT | (by > 0 ? Qt::Key_Down : Qt::Key_Up));
        auto *shortcut = new QShortcut(key, &panes());
        // From the prompt too: sentences are looked at while one is thinking of the next question.
        shortcut->setContext(Qt::WindowShortcut);
        shortcut->setEnabled(false);
        connect(shortcut, &QShortcut::activated, this, [this, by] { step(by); });
        m_keys.append(shortcut);
    }
}

void SourcesMode::enter()
{
    m_entered = true;
    for (QShortcut *key : std::as_const(m_keys))
        key->setEnabled(true);
    panes().showModeLine(m_line);
    panes().sources()->setGutterLook(SourceGutter::Look::Badges);
    if (const SourcesDisplay *display = sources())
        panes().showLayerOf(display->references);
    panes().analysis().request();
    update();
}

void SourcesMode::leave()
{
    clear();
    m_entered = false;
    for (QShortcut *key : std::as_const(m_keys))
        key->setEnabled(false);
    panes().showModeLine(nullptr);
    panes().sources()->setGutterLook(SourceGutter::Look::Letters);
    followViews();
    show();
}

void SourcesMode::update()
{
    if (!m_entered)
        return;
    const SourcesDisplay *display = sources();
    const QString reason = panes().sources()->reason();
    m_line->setCheckOffered(panes().isModelCheckOffered());
    m_line->showState(panes().analysis(), reason);
    if (display)
        m_line->setMethod(display->methodText, display->weakLanguage);
    if (m_aggregator != (display ? display->aggregator : AgentId()) || !display ||
        m_sentence >= display->sentences.size()) {
        m_aggregator = display ? display->aggregator : AgentId();
        clear();
    }
    followViews();
    if (display && m_wanted >= 0) {
        look(std::exchange(m_wanted, -1), true);
        if (MarkdownView *view = synthesisView(); view && m_sentence >= 0)
            view->scrollToSource(display->sentences.at(m_sentence).range);
    }
    show();
    if (display && m_sentence < 0 && m_users.isEmpty())
        m_line->tell(display->withoutSourceText);
}

void SourcesMode::followViews()
{
    for (const QPointer<QWidget> &widget : std::as_const(m_watched)) {
        if (widget)
            widget->removeEventFilter(this);
    }
    m_watched.clear();
    m_links = std::make_unique<QObject>();
    if (MarkdownView *view = synthesisView()) {
        follow(view, [this](qsizetype offset, bool pin) {
            if (const SourcesDisplay *display = sources())
                look(display->sentenceAt(offset), pin);
        });
    }
    const QList<AnswerCard *> &cards = panes().cardArea()->cards();
    for (const AnswerCard *card : cards) {
        follow(card->body()->view(),
               [this, agent = card->agent()](qsizetype offset, bool pin) { lookFromCard(agent, offset, pin); });
    }
    if (m_entered) {
        panes().synthesis()->installEventFilter(this);
        m_watched.append(panes().synthesis());
    }
}

void SourcesMode::follow(MarkdownView *view, const std::function<void(qsizetype, bool)> &at)
{
    view->setSourceTracking(m_entered);
    if (!m_entered)
        return;
    view->installEventFilter(this);
    m_watched.append(view);
    connect(view, &MarkdownView::sourceHovered, m_links.get(), [this, at](qsizetype offset) {
        if (!m_pinned && offset >= 0)
            at(offset, false);
    });
    connect(view, &MarkdownView::caretMoved, m_links.get(), [at](qsizetype offset) { at(offset, false); });
    connect(view, &MarkdownView::sourceClicked, m_links.get(), [at](qsizetype offset) { at(offset, true); });
}

void SourcesMode::showSentence(int sentence)
{
    m_wanted = sentence;
    update();
}

void SourcesMode::look(int sentence, bool pin)
{
    const SourcesDisplay *display = sources();
    if (!display || sentence < 0 || sentence >= display->sentences.size())
        return;
    const bool same = sentence == m_sentence && m_users.isEmpty();
    if (same && pin == m_pinned)
        return;
    m_pinned = pin;
    m_users.clear();
    m_fromAgent = {};
    m_sentence = sentence;
    if (same)
        return;
    m_source = -1;
    m_line->tell(display->sentenceText(sentence));
    show();
    scrollCards();
    m_preview->hide();
    m_previewDelay.start();
}

void SourcesMode::lookFromCard(const AgentId &agent, qsizetype offset, bool pin)
{
    const SourcesDisplay *display = sources();
    // The caret is put into a card by going to a source; that is still the same sentence.
    if (!display || m_source >= 0)
        return;
    const QList<int> users = display->sentencesFrom(agent, offset);
    if (users.isEmpty() || (users == m_users && agent == m_fromAgent))
        return;
    m_pinned = pin;
    m_fromAgent = agent;
    m_users = users;
    m_sentence = users.first();
    m_preview->hide();
    QStringList numbers;
    for (const int user : users)
        numbers.append(QString::number(user + 1));
    const QString letter = panes().presenter().agent(agent).letter;
    m_line->tell(users.size() == 1 ? tr("%1: used in sentence %2.").arg(letter, numbers.first())
                                   : tr("%1: used in sentences %2.").arg(letter, numbers.join(u", "_s)));
    show();
    MarkdownView *view = synthesisView();
    if (view && panes().bar()->isSynced() && !view->hasFocus())
        view->scrollToSource(display->sentences.at(m_sentence).range);
}

void SourcesMode::step(int by)
{
    const SourcesDisplay *display = sources();
    MarkdownView *view = synthesisView();
    if (!display || !view || display->sentences.isEmpty())
        return;
    const int last = static_cast<int>(display->sentences.size()) - 1;
    const int next = m_sentence < 0 ? (by > 0 ? 0 : last) : qBound(0, m_sentence + by, last);
    look(next, true);
    view->scrollToSource(display->sentences.at(next).range);
}

void SourcesMode::goToSource(int by)
{
    const QList<SourceMark> marks = marksShown();
    if (marks.isEmpty())
        return;
    const int count = static_cast<int>(marks.size());
    m_source = by == 0 ? 0 : (m_source + by + count) % count;
    m_pinned = true;
    const SourceMark &mark = marks.at(m_source);
    reveal(mark, true);
    m_line->tell(tr("Source %1 of %2: %3, %4.")
                     .arg(QString::number(m_source + 1), QString::number(count), mark.letter,
                          mark.strong ? tr("strong match") : tr("weak match")));
}

void SourcesMode::reveal(const SourceMark &mark, bool focus)
{
    m_preview->hide();
    panes().showLayerOf({mark.agent});
    panes().cardArea()->showCard(mark.agent, false);
    MarkdownView *view = viewOf(mark.agent);
    if (!view)
        return;
    m_source = qMax(0, m_source);
    view->setCaretAtSource(mark.range.start);
    view->scrollToSource(mark.range);
    if (focus)
        view->setFocus(Qt::OtherFocusReason);
}

bool SourcesMode::escape()
{
    if (m_preview->isVisible()) {
        m_preview->hide();
        return true;
    }
    MarkdownView *view = synthesisView();
    if (std::exchange(m_source, -1) >= 0 && view) {
        view->setFocus(Qt::OtherFocusReason);
        return true;
    }
    const bool shown = m_sentence >= 0;
    clear();
    show();
    return shown;
}

void SourcesMode::clear()
{
    m_sentence = -1;
    m_users.clear();
    m_fromAgent = {};
    m_pinned = false;
    m_source = -1;
    m_previewDelay.stop();
    m_preview->hide();
}

bool SourcesMode::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return RunMode::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const Qt::KeyboardModifiers modifiers = key->modifiers() & ~Qt::KeypadModifier;
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && modifiers == Qt::NoModifier && m_sentence >= 0) {
        goToSource(0);
        return true;
    }
    if (enter && modifiers == Qt::ShiftModifier && m_sentence >= 0) {
        goToSource(1);
        return true;
    }
    if (key->key() == Qt::Key_Escape && modifiers == Qt::NoModifier && escape())
        return true;
    return RunMode::eventFilter(watched, event);
}

MarkdownView *SourcesMode::synthesisView() const
{
    const AnswerBody *body = panes().synthesis()->body(panes().synthesis()->current());
    return body ? body->view() : nullptr;
}

MarkdownView *SourcesMode::viewOf(const AgentId &agent) const
{
    const AnswerCard *card = panes().card(agent);
    return card ? card->body()->view() : nullptr;
}

const SourcesDisplay *SourcesMode::sources() const
{
    return panes().sources()->display();
}

} // namespace tributary
