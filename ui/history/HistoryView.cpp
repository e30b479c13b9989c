// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/HistoryView.h"

#include "base/Formatting.h"
#include "ui/common/DialogService.h"
#include "ui/common/DiffView.h"
#include "ui/common/MessageBar.h"
#include "ui/common/ThemeController.h"
#include "ui/common/Toast.h"
#include "ui/common/WidthClass.h"
#include "ui/history/ComparePage.h"
#include "ui/history/HistoryFilterPanel.h"
#include "ui/history/HistoryList.h"
#include "ui/history/HistoryListPane.h"
#include "ui/history/RunPreviewPane.h"
#include "ui/history/TagDialog.h"
#include "ui/run/FocusOrder.h"
#include "viewmodel/HistoryViewModel.h"
#include "viewmodel/RunPreview.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

int listWidth(WidthClass width)
{
    switch (width) {
    case WidthClass::Wide:
        return 440;
    case WidthClass::Medium:
        return 380;
    case WidthClass::Narrow:
        return 320;
    }
    Q_UNREACHABLE();
}

} // namespace

HistoryView::HistoryView(const HistoryParts &parts, QWidget *parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_messages(new MessageStack(parts.theme, this))
    , m_pages(new QStackedWidget(this))
    , m_browser(new QWidget(this))
    , m_filters(
          new HistoryFilterPanel(parts.history, parts.preview.presenter().scene().providers, parts.theme, m_browser))
    , m_list(new HistoryListPane(parts.history, parts.theme, m_browser))
    , m_preview(new RunPreviewPane(parts.history, parts.preview, parts.theme, parts.scheduler, m_browser))
    , m_compare(new ComparePage(parts.theme, this))
{
    layOut();
    connectModel();
    connectList();
    connectPreview();
    setFocusProxy(&m_list->list());
    load();
}

void HistoryView::layOut()
{
    auto *row = new QHBoxLayout(m_browser);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_filters);
    row->addWidget(m_list);
    row->addWidget(m_preview, 1);
    m_pages->addWidget(m_browser);
    m_pages->addWidget(m_compare);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
}

void HistoryView::connectModel()
{
    HistoryViewModel &history = m_parts.history;
    connect(&history, &HistoryViewModel::listChanged, this, &HistoryView::load);
    connect(&history, &HistoryViewModel::filterChanged, m_filters, &HistoryFilterPanel::load);
    connect(&history, &HistoryViewModel::filterChanged, m_list, &HistoryListPane::load);
    connect(&history, &HistoryViewModel::failed, this, [this](const QString &message) {
        m_messages->show({.id = u"failed"_s, .kind = NoticeKind::Error, .text = message});
    });
    connect(&history, &HistoryViewModel::trashed, this, [this](const QList<RunId> &runs, const QString &text) {
        new Toast(
            m_parts.theme, text, [this, runs] { m_parts.history.restore(runs); }, this);
        Q_EMIT announce(text);
    });
    connect(m_filters, &HistoryFilterPanel::emptyTrashRequested, this, &HistoryView::emptyTrash);
    connect(m_filters, &HistoryFilterPanel::closeRequested, this, [this] {
        if (m_filtersOverlay)
            toggleFilters(false);
    });
    connect(m_compare, &ComparePage::closeRequested, this, &HistoryView::closeComparison);
    connect(&m_compare->diff(), &DiffView::changeShown, this, &HistoryView::announce);
}

void HistoryView::connectList()
{
    connect(&m_list->list(), &HistoryList::selectionMoved, this, &HistoryView::showSelection);
    connect(&m_list->list(), &HistoryList::starRequested, this, &HistoryView::star);
    connect(m_list, &HistoryListPane::filtersRequested, this, [this] { toggleFilters(m_filters->isHidden()); });
    connect(m_list, &HistoryListPane::openRequested, this, [this] {
        const QList<RunId> runs = selected();
        if (runs.size() == 1 && !m_parts.history.filter().trash)
            Q_EMIT openRequested(runs.constFirst());
    });
    connect(m_list, &HistoryListPane::compareRequested, this, &HistoryView::compareSelected);
    connect(m_list, &HistoryListPane::exportRequested, this, [this] { Q_EMIT exportRequested(selected()); });
    connect(m_list, &HistoryListPane::tagRequested, this, [this] { tagRuns(selected()); });
    connect(m_list, &HistoryListPane::deleteRequested, this, [this] { deleteRuns(selected()); });
    connect(m_list, &HistoryListPane::restoreRequested, this, [this] { m_parts.history.restore(selected()); });
}

void HistoryView::connectPreview()
{
    const auto shown = [this] { return m_parts.preview.summary().id; };
    connect(m_preview, &RunPreviewPane::openRequested, this, [this, shown] { Q_EMIT openRequested(shown()); });
    connect(m_preview, &RunPreviewPane::runAgainRequested, this, [this, shown] { Q_EMIT runAgainRequested(shown()); });
    connect(m_preview, &RunPreviewPane::useGraphRequested, this, [this, shown] { Q_EMIT useGraphRequested(shown()); });
    connect(m_preview, &RunPreviewPane::resumeRequested, this, [this, shown] { Q_EMIT resumeRequested(shown()); });
    connect(m_preview, &RunPreviewPane::exportRequested, this, [this, shown] { Q_EMIT exportRequested({shown()}); });
    connect(m_preview, &RunPreviewPane::restoreRequested, this, [this, shown] { m_parts.history.restore({shown()}); });
    connect(m_preview, &RunPreviewPane::deleteRequested, this, [this, shown] { deleteRuns({shown()}); });
    connect(m_preview, &RunPreviewPane::linkActivated, this, &HistoryView::linkActivated);
}

QList<QWidget *> HistoryView::regions() const
{
    if (m_pages->currentWidget() == m_compare)
        return {m_compare};
    QList<QWidget *> regions;
    if (!m_filters->isHidden())
        regions << m_filters;
    return regions << m_list << m_preview;
}

void HistoryView::focusSearch()
{
    closeComparison();
    m_list->focusSearch();
}

QList<RunId> HistoryView::selected() const
{
    return m_parts.history.runs().idsOf(m_list->list().selectedRuns());
}

void HistoryView::load()
{
    const QString readOnly = m_parts.history.readOnlyReason();
    if (readOnly.isEmpty())
        m_messages->remove(u"readOnly"_s);
    else
        m_messages->show({.id = u"readOnly"_s,
                          .kind = NoticeKind::Warning,
                          .text = readOnly + u' ' + tr("Stars, tags, notes and the Trash wait."),
                          .dismissible = false});
    m_filters->load();
    m_list->load();
    m_list->list().selectSomething();
    m_parts.preview.refresh();
    showSelection();
}

void HistoryView::showSelection()
{
    const QList<RunId> runs = m_list->list().selectedRuns().size() > 2 ? QList<RunId>() : selected();
    const qsizetype count = m_list->list().selectedRuns().size();
    if (count > 1)
        m_preview->setPlaceholder(count == 2 ? tr("2 runs selected. Compare shows them side by side.")
                                             : tr("%1 runs selected.").arg(formatCount(count)));
    else
        m_preview->setPlaceholder(m_parts.history.runs().runCount() > 0 ? tr("Choose a run to read it.") : QString());
    const RunId shown = runs.size() == 1 ? runs.constFirst() : RunId();
    if (m_parts.preview.summary().id != shown)
        m_parts.preview.show(shown);
}

void HistoryView::compareSelected()
{
    const QList<RunId> runs = selected();
    // The list has the newer one first; one reads from the older to the newer.
    if (runs.size() == 2) {
        const QModelIndexList rows = m_list->list().selectedRuns();
        const bool firstIsNewer = rows.at(0).row() < rows.at(1).row();
        compare(runs.at(firstIsNewer ? 1 : 0), runs.at(firstIsNewer ? 0 : 1));
    }
}

void HistoryView::compare(const RunId &first, const RunId &second)
{
    const Result<RunComparison> comparison = m_parts.history.compare(first, second);
    if (!comparison) {
        m_messages->show({.id = u"failed"_s, .kind = NoticeKind::Error, .text = comparison.error().message});
        return;
    }
    m_compare->show(*comparison);
    m_pages->setCurrentWidget(m_compare);
    chainFocus(m_compare->parts());
    m_compare->diff().setFocus();
    m_compare->parts().constFirst()->setFocus(Qt::OtherFocusReason);
    Q_EMIT announce(m_compare->diff().summary());
}

void HistoryView::closeComparison()
{
    if (m_pages->currentWidget() != m_compare)
        return;
    m_pages->setCurrentWidget(m_browser);
    m_list->list().setFocus();
}

void HistoryView::star(const QModelIndexList &runs)
{
    const QList<RunId> ids = m_parts.history.runs().idsOf(runs);
    const bool allStarred = std::ranges::all_of(
        runs, [this](const QModelIndex &index) { return m_parts.history.runs().run(index.row()).starred; });
    m_parts.history.setStarred(ids, !allStarred);
}

void HistoryView::deleteRuns(const QList<RunId> &runs)
{
    if (runs.isEmpty() || m_parts.history.isReadOnly())
        return;
    if (!m_parts.history.filter().trash)
        return m_parts.history.moveToTrash(runs);
    const QString count = formatCount(runs.size());
    const Question question{.title = runs.size() == 1 ? tr("Delete this run for good?")
                                                      : tr("Delete %1 runs for good?").arg(count),
                            .text = tr("Prompts, answers, syntheses and notes are lost. This cannot be undone."),
                            .accept = tr("Delete for good"),
                            .decline = tr("Keep in Trash"),
                            .dangerous = true};
    m_parts.dialogs.ask(this, question, [this, runs](bool accepted) {
        if (accepted)
            m_parts.history.eraseForGood(runs);
    });
}

void HistoryView::emptyTrash()
{
    const QList<RunId> runs = m_parts.history.trash();
    if (!runs.isEmpty())
        deleteRuns(runs);
}

void HistoryView::tagRuns(const QList<RunId> &runs)
{
    if (runs.isEmpty())
        return;
    auto *dialog = new TagDialog(runs.size(), m_parts.history.commonTags(runs), m_parts.theme, this);
    connect(dialog, &TagDialog::chosen, this,
            [this, runs](const QStringList &tags) { m_parts.history.replaceCommonTags(runs, tags); });
    dialog->open();
}

void HistoryView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applySize();
}

void HistoryView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    applySize();
    QList<QWidget *> order{m_filters, m_list};
    chainFocus(order << m_preview->parts());
    if (m_parts.history.runs().runCount() == 0)
        m_list->search().setFocus();
}

void HistoryView::applySize()
{
    const WidthClass width = widthClassOf(window()->width());
    m_list->setFixedWidth(listWidth(width));
    const bool overlay = width != WidthClass::Wide;
    m_list->setFilterButton(overlay);
    if (overlay == m_filtersOverlay) {
        placeFilters();
        return;
    }
    m_filtersOverlay = overlay;
    if (overlay)
        m_browser->layout()->removeWidget(m_filters);
    else
        static_cast<QHBoxLayout *>(m_browser->layout())->insertWidget(0, m_filters);
    toggleFilters(!overlay);
}

void HistoryView::toggleFilters(bool open)
{
    const bool hadFocus = m_filters->isAncestorOf(focusWidget());
    m_filters->setVisible(open);
    m_list->filterButton().setChecked(open);
    placeFilters();
    if (!m_filtersOverlay)
        return;
    if (open)
        m_filters->setFocus(Qt::OtherFocusReason);
    else if (hadFocus)
        m_list->filterButton().setFocus();
}

/// Over the preview, beside the list that it changes.
void HistoryView::placeFilters()
{
    if (!m_filtersOverlay || m_filters->isHidden())
        return;
    m_filters->setGeometry(m_list->width(), 0, HistoryFilterPanel::fixedWidth, m_browser->height());
    m_filters->raise();
}

} // namespace tributary
