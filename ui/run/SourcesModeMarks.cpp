// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How mode Sources looks: what is marked where, dimmed, scrolled to, and previewed.

#include "ui/common/MarkdownView.h"
#include "ui/common/ThemeController.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/ComparisonBar.h"
#include "ui/run/RunPanes.h"
#include "ui/run/SourcePreview.h"
#include "ui/run/SourcesMode.h"
#include "ui/run/SynthesisPane.h"

#include <algorithm>

namespace tributary {

namespace {

constexpr qsizetype longestExcerpt = 90;
/// Of the agent's colour, over its tint: the words that agree.
constexpr double wordTint = 0.16;

QColor mixed(const QColor &under, const QColor &over, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {mix(under.red(), over.red()), mix(under.green(), over.green()), mix(under.blue(), over.blue())};
}

} // namespace

void SourcesMode::show()
{
    showInSynthesis();
    showInCards();
}

void SourcesMode::showInSynthesis()
{
    MarkdownView *view = synthesisView();
    if (!view)
        return;
    QList<MarkedPassage> passages;
    const SourcesDisplay *display = m_entered ? sources() : nullptr;
    const Theme &theme = panes().context().theme.theme();
    const QList<SourcedSentence> sentences = display ? display->sentences : QList<SourcedSentence>();
    for (int i = 0; i < sentences.size(); ++i) {
        const SourcedSentence &sentence = sentences.at(i);
        const bool looked = m_users.isEmpty() ? i == m_sentence : m_users.contains(i);
        if (!looked && !sentence.lacksSource)
            continue;
        MarkedPassage passage{.source = sentence.range};
        if (looked) {
            passage.tint = theme.colour(Colour::Surface2);
            passage.leftLine = theme.colour(Colour::Text2);
        }
        if (sentence.lacksSource) {
            passage.underline = theme.colour(Colour::Text3);
            passage.underlineStyle = Qt::DotLine;
        }
        passages.append(passage);
    }
    view->setPassages(passages);
}

void SourcesMode::showInCards()
{
    const QList<SourceMark> marks = marksShown();
    const QList<AnswerCard *> &cards = panes().cardArea()->cards();
    for (AnswerCard *card : cards) {
        const QList<MarkedPassage> passages = passagesIn(card->agent(), marks);
        card->body()->view()->setPassages(passages);
        card->setDimmed(m_sentence >= 0 && m_users.isEmpty() && passages.isEmpty());
    }
}

/// Of the sentence that is looked at; from a card, what its sentences have in that card.
QList<SourceMark> SourcesMode::marksShown() const
{
    const SourcesDisplay *display = m_entered ? sources() : nullptr;
    if (!display || m_sentence < 0)
        return {};
    if (m_users.isEmpty())
        return display->sentences.at(m_sentence).marks;
    QList<SourceMark> marks;
    for (const int user : m_users) {
        const QList<SourceMark> &all = display->sentences.at(user).marks;
        std::ranges::copy_if(all, std::back_inserter(marks),
                             [this](const SourceMark &mark) { return mark.agent == m_fromAgent; });
    }
    return marks;
}

QList<MarkedPassage> SourcesMode::passagesIn(const AgentId &agent, const QList<SourceMark> &marks) const
{
    const Theme &theme = panes().context().theme.theme();
    QList<MarkedPassage> passages;
    for (const SourceMark &mark : marks) {
        if (mark.agent != agent)
            continue;
        const ProposerLook look = theme.proposer(mark.paletteIndex);
        MarkedPassage whole{.source = mark.range, .tint = look.tint, .underline = look.line};
        whole.underlineStyle = mark.strong ? Qt::SolidLine : Qt::DashLine;
        passages.append(whole);
        for (const TextRange &word : mark.words)
            passages.append({.source = word, .tint = mixed(look.tint, look.line, wordTint)});
    }
    return passages;
}

bool SourcesMode::isInView(const SourceMark &mark) const
{
    const AnswerCard *card = panes().card(mark.agent);
    if (!card || !card->isVisible())
        return false;
    MarkdownView *view = card->body()->view();
    const QList<QRect> lines = view->rectsOf(mark.range);
    return std::ranges::any_of(lines, [view](const QRect &line) { return view->viewport()->rect().intersects(line); });
}

void SourcesMode::scrollCards()
{
    if (!panes().bar()->isSynced())
        return;
    const QList<SourceMark> marks = marksShown();
    QSet<AgentId> done;
    for (const SourceMark &mark : marks) {
        MarkdownView *view = viewOf(mark.agent);
        // The best match first; whoever reads the card keeps the place.
        if (!view || done.contains(mark.agent) || view->hasFocus() || view->underMouse())
            continue;
        done.insert(mark.agent);
        view->scrollToSource(mark.range);
    }
}

void SourcesMode::showPreview()
{
    // A card that was not laid out yet when the sentence was chosen is now.
    scrollCards();
    QList<SourceExcerpt> excerpts;
    const QList<SourceMark> marks = marksShown();
    for (const SourceMark &mark : marks) {
        if (!isInView(mark))
            excerpts.append({mark, excerptOf(panes().presenter().answer(mark.agent), mark.range, longestExcerpt)});
    }
    MarkdownView *view = synthesisView();
    const SourcesDisplay *display = sources();
    if (!view || !display || m_sentence < 0 || !m_users.isEmpty())
        return m_preview->hide();
    const QList<QRect> lines = view->rectsOf(display->sentences.at(m_sentence).range);
    const QPoint top = lines.isEmpty() ? QPoint() : lines.first().topLeft();
    const QPoint edge(panes().synthesis()->mapTo(&panes(), QPoint()).x() - CardArea::margin,
                      view->viewport()->mapTo(&panes(), QPoint(0, qMax(0, top.y()))).y());
    m_preview->show(excerpts, edge);
}

} // namespace tributary
