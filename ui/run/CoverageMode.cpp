// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/CoverageMode.h"

#include "base/Formatting.h"
#include "ui/common/MarkdownView.h"
#include "ui/common/SegmentedControl.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "ui/run/AnswerBody.h"
#include "ui/run/AnswerCard.h"
#include "ui/run/CardArea.h"
#include "ui/run/CheckColumn.h"
#include "ui/run/LeftOutList.h"
#include "ui/run/RunPanes.h"
#include "ui/run/SynthesisPane.h"
#include "viewmodel/AnalysisPresenter.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace tributary {

namespace {

constexpr std::array coverageFilters = {CoverageFilter::All, CoverageFilter::LeftOut, CoverageFilter::OnlyHere,
                                        CoverageFilter::Contradictions};

bool holdsKeyboard(const QWidget &widget)
{
    const QWidget *focus = widget.window()->focusWidget();
    return focus && (focus == &widget || widget.isAncestorOf(focus));
}

} // namespace

CoverageMode::CoverageMode(RunPanes &panes)
    : RunMode(panes)
    , m_filters(new SegmentedControl(tr("Points shown"), &panes))
    , m_status(new QLabel(&panes))
    , m_cancel(new QToolButton(&panes))
    , m_bar(buildBar())
    , m_list(new LeftOutList(panes.context(), panes.synthesis()))
{
    m_bar->hide();
    m_list->hide();
    connect(m_filters, &SegmentedControl::currentChanged, this, [this](int index) {
        if (index >= 0)
            setFilter(coverageFilters.at(std::size_t(index)));
    });
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        AnalysisPresenter &analysis = this->panes().analysis();
        if (analysis.state() == AnalysisPresenter::State::Cancelled)
            analysis.request();
        else
            analysis.cancel();
    });
    connect(&panes.analysis(), &AnalysisPresenter::progressChanged, this, &CoverageMode::updateStatus);
    connect(&panes.context().theme, &ThemeController::changed, m_list, [this] {
        if (m_active) // the badges in the list
            m_list->setCoverage(m_coverage, m_filter);
    });
    connectList();
}

CoverageMode::~CoverageMode() = default;

QWidget *CoverageMode::buildBar()
{
    auto *bar = new QWidget(&panes());
    const ThemeController &theme = panes().context().theme;
    auto *legend = new QLabel(tr("● used   ◐ partly   ○ left out"), bar);
    new TextStyle(legend, theme, TypeRole::Caption, Colour::Text2);
    new TextStyle(m_status, theme, TypeRole::Caption, Colour::Text3);
    m_status->setToolTip(tr("Points are compared by their wording. A match shows similarity, not proof of influence."));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(spacing::Medium, spacing::Tiny, spacing::Medium, spacing::Tiny);
    row->setSpacing(spacing::Medium);
    row->addWidget(m_filters);
    row->addWidget(legend);
    row->addStretch(1);
    row->addWidget(m_status);
    row->addWidget(m_cancel);
    if (panes().use() == RunPanes::Use::Live) {
        auto *check = new QToolButton(bar);
        check->setText(tr("Check with a model…"));
        check->setToolTip(
            tr("Ask a model where the answers agree and contradict each other; you see the estimate first."));
        connect(check, &QToolButton::clicked, &panes(), &RunPanes::modelCheckRequested);
        row->addWidget(check);
    }
    return bar;
}

void CoverageMode::connectList()
{
    connect(m_list, &LeftOutList::pointChosen, this, [this](const PointPlace &place) { showPoint(place, false); });
    connect(m_list, &LeftOutList::askAgainRequested, this, [this](const QList<PointPlace> &places) {
        QStringList points;
        for (const PointPlace &place : places) {
            if (const CoverageCard *from = card(place.agent))
                points += pointText(*from, place.point);
        }
        Q_EMIT panes().includeRequested(m_coverage.aggregator, points);
    });
}

void CoverageMode::enter()
{
    m_active = true;
    panes().showModeLine(m_bar);
    panes().synthesis()->showBelowText(m_list);
    const bool readOnly = panes().use() == RunPanes::Use::ReadOnly;
    m_list->setAskBlocked(readOnly ? tr("Show the run in the Run view to ask again.") : QString());
    update();
}

void CoverageMode::leave()
{
    markSentence({});
    m_active = false;
    panes().showModeLine(nullptr);
    panes().synthesis()->showBelowText(nullptr);
    dropColumns();
}

void CoverageMode::update()
{
    if (!m_active)
        return;
    AnalysisPresenter &analysis = panes().analysis();
    if (analysis.state() == AnalysisPresenter::State::Waiting)
        analysis.request(); // comes back here, perhaps at once
    readAnalysis();
    updateStatus();
    updateColumns();
}

void CoverageMode::readAnalysis()
{
    const AnalysisPresenter &presenter = panes().analysis();
    const RunAnalysis *analysis = presenter.analysis();
    const AgentId aggregator = panes().synthesis()->current();
    if (!analysis) {
        m_coverage = {};
        m_run = {};
    } else if (presenter.record()->id == m_run && m_coverage.aggregator == aggregator) {
        return;
    } else {
        m_run = presenter.record()->id;
        m_coverage = coverageDisplay(*analysis, *presenter.record(), aggregator);
        QList<AgentId> agents;
        for (const CoverageCard &shown : std::as_const(m_coverage.cards))
            agents += shown.agent;
        panes().showLayerOf(agents);
    }
    updateFilters();
    m_list->setCoverage(m_coverage, m_filter);
}

void CoverageMode::updateStatus()
{
    const AnalysisPresenter &analysis = panes().analysis();
    using State = AnalysisPresenter::State;
    const State state = analysis.state();
    m_cancel->setVisible(state == State::Working || state == State::Cancelled);
    m_cancel->setText(state == State::Cancelled ? tr("Start again") : tr("Cancel"));
    switch (state) {
    case State::None:
        m_status->setText(tr("Coverage is shown when the run has ended with a synthesis."));
        return;
    case State::Waiting:
    case State::Working:
        m_status->setText(tr("Comparing the answers, %1").arg(formatPercent(analysis.progress())));
        return;
    case State::Cancelled:
        m_status->setText(tr("The comparison was cancelled."));
        return;
    case State::Ready:
        m_status->setText(m_coverage.cards.isEmpty() ? tr("This agent read no answers.")
                                                     : tr("Matched by text similarity."));
        return;
    }
}

void CoverageMode::updateFilters()
{
    const QStringList names = {tr("All"), tr("Left out"), tr("Only here"), tr("Contradictions")};
    QStringList texts;
    for (std::size_t i = 0; i < coverageFilters.size(); ++i) {
        const qsizetype count = countMatching(m_coverage, coverageFilters[i]);
        texts += tr("%1 %2").arg(names[qsizetype(i)], formatCount(count));
    }
    const QSignalBlocker quiet(m_filters);
    m_filters->setSegments(texts);
    m_filters->setCurrentIndex(int(std::ranges::find(coverageFilters, m_filter) - coverageFilters.begin()));
}

/// A column for each card on screen that has points, and none for others.
void CoverageMode::updateColumns()
{
    QHash<AgentId, QPointer<CheckColumn>> kept;
    const QList<AnswerCard *> cards = panes().cardArea()->cards();
    for (AnswerCard *answer : cards) {
        const CoverageCard *from = card(answer->agent());
        if (!from)
            continue;
        CheckColumn *column = columnIn(*answer);
        column->setCard(*from, m_filter);
        m_columns.remove(answer->agent());
        kept.insert(answer->agent(), column);
    }
    dropColumns();
    m_columns = kept;
}

CheckColumn *CoverageMode::columnIn(AnswerCard &card)
{
    const AgentId agent = card.agent();
    MarkdownView *view = card.body()->view();
    if (CheckColumn *there = m_columns.value(agent); there && there->parentWidget() == view)
        return there;
    auto *column = new CheckColumn(*view, panes().context().theme);
    connect(column, &CheckColumn::currentChanged, this, [this, agent](qsizetype point) {
        if (const CoverageCard *from = this->card(agent))
            markSentence(from->points.at(point).usedBy);
    });
    connect(column, &CheckColumn::activated, this, [this, agent](qsizetype point) { follow(agent, point); });
    card.installEventFilter(this);
    view->installEventFilter(this);
    column->installEventFilter(this);
    return column;
}

void CoverageMode::dropColumns()
{
    for (const QPointer<CheckColumn> &column : std::as_const(m_columns)) {
        if (column)
            column->takeAway();
    }
    m_columns.clear();
}

void CoverageMode::setFilter(CoverageFilter filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    {
        const QSignalBlocker quiet(m_filters); // its buttons may be what led here
        m_filters->setCurrentIndex(int(std::ranges::find(coverageFilters, filter) - coverageFilters.begin()));
    }
    applyFilter();
}

void CoverageMode::applyFilter()
{
    for (auto it = m_columns.cbegin(); it != m_columns.cend(); ++it) {
        const CoverageCard *from = card(it.key());
        if (from && it.value())
            it.value()->setCard(*from, m_filter);
    }
    m_list->setCoverage(m_coverage, m_filter);
}

const CoverageCard *CoverageMode::card(const AgentId &agent) const
{
    const auto found = std::ranges::find(m_coverage.cards, agent, &CoverageCard::agent);
    return found == m_coverage.cards.end() ? nullptr : &*found;
}

CheckColumn *CoverageMode::column(const AgentId &agent) const
{
    return m_columns.value(agent);
}

MarkdownView *CoverageMode::synthesis() const
{
    const AnswerBody *body = panes().synthesis()->body(m_coverage.aggregator);
    return body ? body->view() : nullptr;
}

bool CoverageMode::eventFilter(QObject *watched, QEvent *event)
{
    if (m_active && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool vertical = key->key() == Qt::Key_Down || key->key() == Qt::Key_Up;
        if (vertical && key->modifiers() == Qt::AltModifier) {
            step(key->key() == Qt::Key_Down ? 1 : -1);
            return true;
        }
    }
    return RunMode::eventFilter(watched, event);
}

void CoverageMode::step(int direction, bool leftOutOnly)
{
    CheckColumn *target = nullptr;
    const QList<AnswerCard *> cards = panes().cardArea()->cards();
    for (const AnswerCard *answer : cards) {
        CheckColumn *candidate = column(answer->agent());
        if (candidate && (!target || holdsKeyboard(*answer)))
            target = candidate;
    }
    if (target)
        target->step(direction, leftOutOnly);
}

void CoverageMode::showPoint(const PointPlace &place, bool focus)
{
    panes().cardArea()->showCard(place.agent, false);
    CheckColumn *target = column(place.agent);
    if (!target)
        return;
    target->setCurrent(place.point);
    if (focus)
        target->setFocus();
}

/// To the sentence that uses the point; of a contradiction, to the other passage.
void CoverageMode::follow(const AgentId &agent, qsizetype point)
{
    const CoverageCard *from = card(agent);
    if (!from)
        return;
    const CoveragePoint &chosen = from->points.at(point);
    if (m_filter == CoverageFilter::Contradictions && !chosen.contradictions.isEmpty()) {
        followContradiction(chosen.contradictions.constFirst());
        return;
    }
    MarkdownView *view = synthesis();
    if (!chosen.usedBy || !view)
        return;
    markSentence(chosen.usedBy);
    view->setCaretAtSource(chosen.usedBy->start);
    view->setFocus();
}

void CoverageMode::followContradiction(const ContradictingPassage &passage)
{
    const CoverageCard *there = card(passage.agent);
    if (!there)
        return;
    const auto hit = std::ranges::find_if(there->points, [&passage](const CoveragePoint &point) {
        return point.range.start < passage.range.end() && passage.range.start < point.range.end();
    });
    if (hit != there->points.end())
        showPoint({passage.agent, hit - there->points.begin()}, true);
}

void CoverageMode::markSentence(const std::optional<TextRange> &sentence)
{
    if (m_marked)
        m_marked->setPassages({});
    m_marked = sentence ? synthesis() : nullptr;
    if (!m_marked)
        return;
    MarkedPassage passage{*sentence};
    passage.tint = panes().context().theme.theme().colour(Colour::Selection);
    m_marked->setPassages({passage});
    m_marked->scrollToSource(*sentence);
}

} // namespace tributary
