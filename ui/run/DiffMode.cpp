// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/DiffMode.h"

#include "ui/common/DiffView.h"
#include "ui/common/SegmentedControl.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunPanes.h"
#include "viewmodel/AnalysisPresenter.h"
#include "viewmodel/RunPresenter.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QToolButton>
#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

/// Above it the difference takes longer than a frame.
constexpr qsizetype charactersAtOnce = 20000;
constexpr int pickerWidth = 220;

enum DiffLayout { SideBySide, Inline };

} // namespace

DiffMode::DiffMode(RunPanes &panes)
    : RunMode(panes)
    , m_page(new QWidget(&panes))
    , m_bar(new QWidget(m_page))
    , m_first(buildPicker(tr("First text")))
    , m_second(buildPicker(tr("Second text")))
    , m_layout(new SegmentedControl(tr("How the texts stand"), m_bar))
    , m_view(new DiffView(panes.context().theme, m_page))
    , m_note(new QLabel(m_page))
{
    m_layout->setSegments({tr("Side by side"), tr("Inline")});
    buildPage();
    m_page->hide();
    connect(m_first, &QComboBox::activated, this, [this] { choose(true); });
    connect(m_second, &QComboBox::activated, this, [this] { choose(false); });
    connect(m_layout, &SegmentedControl::currentChanged, this,
            [this](int layout) { m_view->setInline(layout == Inline); });
    connect(m_view, &DiffView::changeShown, this,
            [this](const QString &change) { Q_EMIT this->panes().presenter().announce(change, false); });
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &DiffMode::showResult);
    const auto *next =
        new QShortcut(QKeySequence(Qt::Key_F7), m_page, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(next, &QShortcut::activated, m_view, &DiffView::nextChange);
    const auto *previous =
        new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F7), m_page, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(previous, &QShortcut::activated, m_view, &DiffView::previousChange);
}

DiffMode::~DiffMode() = default;

QComboBox *DiffMode::buildPicker(const QString &name)
{
    auto *picker = new QComboBox(m_bar);
    picker->setAccessibleName(name);
    picker->setToolTip(name);
    picker->setMinimumWidth(pickerWidth);
    picker->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    picker->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return picker;
}

QWidget *DiffMode::buildPage()
{
    auto *with = new QLabel(tr("with"), m_bar);
    auto *swap = new QToolButton(m_bar);
    swap->setText(tr("Swap"));
    swap->setToolTip(tr("Swap the two texts"));
    connect(swap, &QToolButton::clicked, this,
            [this] { compare(m_second->currentData().toInt(), m_first->currentData().toInt()); });
    new TextStyle(m_note, panes().context().theme, TypeRole::Body, Colour::Text2);
    m_note->setWordWrap(true);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins({});
    row->setSpacing(spacing::Small);
    row->addWidget(m_first, 1);
    row->addWidget(with);
    row->addWidget(m_second, 1);
    row->addWidget(swap);
    row->addSpacing(spacing::Medium);
    row->addWidget(m_layout);
    auto *column = new QVBoxLayout(m_page);
    column->setContentsMargins(spacing::Medium, spacing::Medium, spacing::Medium, spacing::Medium);
    column->setSpacing(spacing::Small);
    column->addWidget(m_bar);
    column->addWidget(m_note);
    column->addWidget(m_view, 1);
    return m_page;
}

void DiffMode::enter()
{
    m_active = true;
    panes().showInsteadOfAll(m_page);
    update();
}

void DiffMode::leave()
{
    m_active = false;
    panes().showInsteadOfAll(nullptr);
}

void DiffMode::update()
{
    if (!m_active)
        return;
    AnalysisPresenter &analysis = panes().analysis();
    if (analysis.state() == AnalysisPresenter::State::Waiting)
        analysis.request(); // for what the layers added
    const RunRecord *record = analysis.record();
    m_view->setVisible(record != nullptr);
    m_bar->setVisible(record != nullptr);
    m_note->setAlignment(record ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignCenter);
    if (!record) {
        m_run = {};
        m_note->setText(tr("Texts can be compared when the run has ended with a synthesis."));
        m_note->show();
        return;
    }
    const bool analysed = analysis.analysis() != nullptr;
    if (record->id != m_run || analysed != m_analysed)
        fillPickers();
}

void DiffMode::fillPickers()
{
    const AnalysisPresenter &analysis = panes().analysis();
    const RunRecord &record = *analysis.record();
    const bool sameRun = record.id == m_run;
    const QString firstBefore = sameRun ? m_first->currentText() : QString();
    const QString secondBefore = sameRun ? m_second->currentText() : QString();
    m_run = record.id;
    m_analysed = analysis.analysis() != nullptr;
    m_choices = diffChoices(record, analysis.analysis());
    const qsizetype own = m_choices.size();
    if (panes().earlierSyntheses().list)
        m_choices += panes().earlierSyntheses().list(record);
    for (QComboBox *picker : {m_first, m_second}) {
        picker->clear();
        for (qsizetype i = 0; i < m_choices.size(); ++i) {
            if (i == own)
                picker->insertSeparator(picker->count());
            if (picker == m_first || m_choices.at(i).additionsOf == 0)
                picker->addItem(m_choices.at(i).title, int(i));
        }
    }
    const auto indexOf = [this](const QString &title, int otherwise) {
        const auto found = std::ranges::find(m_choices, title, &DiffChoice::title);
        return found == m_choices.end() ? otherwise : int(found - m_choices.begin());
    };
    const auto synthesis = std::ranges::find_if(m_choices, &DiffChoice::isSynthesis);
    const int second = synthesis == m_choices.end() ? 0 : int(synthesis - m_choices.begin());
    compare(indexOf(firstBefore, 0), indexOf(secondBefore, second));
}

void DiffMode::compare(int first, int second)
{
    m_first->setCurrentIndex(m_first->findData(first));
    m_second->setCurrentIndex(std::max(0, m_second->findData(second)));
    choose(true);
}

/// What a layer added can only be shown in a text of that layer.
void DiffMode::choose(bool firstChanged)
{
    const int added = m_choices.value(m_first->currentData().toInt()).additionsOf;
    const DiffChoice &second = m_choices.value(m_second->currentData().toInt());
    if (added > 0 && (!second.run.isEmpty() || second.layer != added)) {
        const auto fits = std::ranges::find_if(m_choices, [added](const DiffChoice &choice) {
            return choice.run.isEmpty() && choice.additionsOf == 0 && choice.layer == added;
        });
        if (firstChanged && fits != m_choices.end())
            m_second->setCurrentIndex(m_second->findData(int(fits - m_choices.begin())));
        else if (!firstChanged)
            m_first->setCurrentIndex(0);
    }
    show();
}

QString DiffMode::textOf(int choice)
{
    DiffChoice &chosen = m_choices[choice];
    if (chosen.text.isEmpty() && !chosen.run.isEmpty() && panes().earlierSyntheses().load)
        chosen.text = panes().earlierSyntheses().load(chosen.run);
    return chosen.text;
}

void DiffMode::show()
{
    const int first = m_first->currentData().toInt();
    const int second = m_second->currentData().toInt();
    if (first >= m_choices.size() || second >= m_choices.size())
        return;
    m_note->hide();
    m_layout->setSegmentEnabled(SideBySide, true);
    m_view->setNames(m_choices.at(first).title, m_choices.at(second).title);
    m_view->setInline(m_layout->currentIndex() == Inline);
    if (m_choices.at(first).additionsOf > 0)
        return showAdditions(m_choices.at(first), m_choices.at(second));
    m_texts[0] = withPlainLineEnds(textOf(first));
    m_texts[1] = withPlainLineEnds(textOf(second));
    if (m_texts[0].size() + m_texts[1].size() <= charactersAtOnce) {
        m_watcher.setFuture({}); // what is computed is of another choice
        m_view->setDiff(m_texts[0], m_texts[1], diffTexts(m_texts[0], m_texts[1]));
        return;
    }
    m_note->setText(tr("Comparing…"));
    m_note->show();
    m_watcher.setFuture(QtConcurrent::run(diffTexts, m_texts[0], m_texts[1]));
}

void DiffMode::showAdditions(const DiffChoice &what, const DiffChoice &text)
{
    m_watcher.setFuture({});
    const RunAnalysis *analysis = panes().analysis().analysis();
    const auto addition = analysis ? std::ranges::find(analysis->additions, what.additionsOf, &LayerAddition::layer)
                                   : QList<LayerAddition>::const_iterator();
    if (!analysis || addition == analysis->additions.end())
        return;
    // Not withPlainLineEnds(): the passages count every character.
    m_view->setInline(true);
    m_layout->setSegmentEnabled(SideBySide, false, tr("There is one text only: what it read is many."));
    m_view->setDiff({}, text.text, additionDiff(text.text, addition->passages.value(text.agent)));
    m_note->setText(tr("Marked is what stands in none of the answers that this agent read, by text similarity."));
    m_note->show();
}

void DiffMode::showResult()
{
    if (m_watcher.isCanceled() || m_watcher.future().resultCount() == 0)
        return;
    m_note->hide();
    m_view->setDiff(m_texts[0], m_texts[1], m_watcher.result());
}

} // namespace tributary
