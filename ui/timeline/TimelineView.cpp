// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/TimelineView.h"

#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "ui/timeline/CallPanel.h"
#include "ui/timeline/RequestDialog.h"
#include "ui/timeline/TimelineAxis.h"
#include "ui/timeline/TimelineTree.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int barHeight = 36;
constexpr int buttonHeight = 28;
constexpr int summaryHeight = 56;
constexpr int wideNames = 220;
constexpr int mediumNames = 168;
constexpr int narrowestEmptyText = 260;
constexpr int widestEmptyText = 380;

/// A band along an edge of the view, with its hairline.
class Band : public QWidget
{
public:
    Band(const ThemeController &theme, bool lineAtTop, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
        , m_lineAtTop(lineAtTop)
    {}

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme &theme = m_theme.theme();
        painter.fillRect(rect(), theme.colour(Colour::Surface));
        painter.fillRect(QRect(0, m_lineAtTop ? 0 : height() - 1, width(), 1), theme.colour(Colour::Border));
    }

private:
    const ThemeController &m_theme;
    bool m_lineAtTop;
};

} // namespace

TimelineView::TimelineView(TimelinePresenter &presenter, const ThemeController &theme, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_theme(theme)
    , m_sorted(new QSortFilterProxyModel(this))
    , m_tree(new TimelineTree(m_model, theme, this))
    , m_axis(new TimelineAxis(theme, this))
    , m_scroll(new QScrollBar(Qt::Horizontal, this))
    , m_table(new QTableView(this))
    , m_pages(new QStackedWidget(this))
    , m_panel(new CallPanel(theme, this))
{
    setAccessibleName(tr("Timeline"));
    m_chartPage = buildChart();
    m_tablePage = buildTable();
    m_emptyPage = buildEmpty();
    for (QWidget *page : {m_emptyPage, m_chartPage, m_tablePage})
        m_pages->addWidget(page);
    m_bar = buildBar();
    m_summary = buildSummary();
    m_row = new QHBoxLayout;
    m_row->setSpacing(0);
    m_row->addWidget(m_pages, 1);
    m_row->addWidget(m_panel);
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_bar);
    m_column->addLayout(m_row, 1);
    m_column->addWidget(m_summary);
    setFocusProxy(m_emptyPage);
    connectParts();
    connectPanel();
    refresh();
}

QPushButton *TimelineView::barButton(const QString &text, const QString &toolTip)
{
    auto *button = new QPushButton(text, m_bar);
    button->setFixedHeight(buttonHeight);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip.isEmpty() ? text : toolTip);
    return button;
}

QWidget *TimelineView::buildBar()
{
    m_bar = new Band(m_theme, false, this);
    m_bar->setFixedHeight(barHeight);
    m_onlyCritical = new QCheckBox(tr("Only critical path"), m_bar);
    m_onlyCritical->setToolTip(tr("Show only the calls that determined how long the run took"));
    m_asTable = new QCheckBox(tr("Show as table"), m_bar);
    m_out = barButton(u"\u2212"_s, tr("Zoom out (−)"));
    m_in = barButton(u"+"_s, tr("Zoom in (+)"));
    m_all = barButton(tr("Fit"), tr("Show the whole run (0)"));
    m_export = barButton(tr("Export"), tr("Export the calls"));
    auto *menu = new QMenu(m_export);
    connect(menu->addAction(tr("Table (CSV)…")), &QAction::triggered, this,
            [this] { Q_EMIT exportRequested(u"csv"_s); });
    connect(menu->addAction(tr("Calls with all their parts (JSON)…")), &QAction::triggered, this,
            [this] { Q_EMIT exportRequested(u"json"_s); });
    m_export->setMenu(menu);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(spacing::Medium, 0, spacing::Medium, 1);
    row->setSpacing(spacing::Small);
    row->addWidget(m_onlyCritical);
    row->addSpacing(spacing::Small);
    row->addWidget(m_asTable);
    row->addStretch(1);
    for (QPushButton *button : {m_out, m_in, m_all, m_export})
        row->addWidget(button);
    return m_bar;
}

QWidget *TimelineView::buildChart()
{
    auto *page = new QWidget(this);
    m_scroll->setAccessibleName(tr("Time that is shown"));
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_axis);
    column->addWidget(m_tree, 1);
    column->addWidget(m_scroll);
    return page;
}

QWidget *TimelineView::buildTable()
{
    m_sorted->setSourceModel(&m_calls);
    m_sorted->setSortRole(TimelineTable::RawRole);
    m_table->setModel(m_sorted);
    m_table->setAccessibleName(tr("Calls as a table"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(TimelineTable::StartColumn, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    return m_table;
}

QWidget *TimelineView::buildEmpty()
{
    auto *page = new QWidget(this);
    auto *text = new QLabel(tr("No run yet. Run a prompt to see how long each call takes."), page);
    new TextStyle(text, m_theme, TypeRole::Section, Colour::Text2);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    text->setMaximumWidth(widestEmptyText);
    text->setMinimumWidth(narrowestEmptyText);
    // Through a row of its own: an aligned label would get the height of one line.
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(text, 100);
    row->addStretch(1);
    auto *go = new QPushButton(tr("Go to Run"), page);
    go->setAccessibleName(go->text());
    connect(go, &QPushButton::clicked, this, &TimelineView::runViewRequested);
    auto *column = new QVBoxLayout(page);
    column->setSpacing(spacing::Large);
    column->addStretch(1);
    column->addLayout(row);
    column->addWidget(go, 0, Qt::AlignHCenter);
    column->addStretch(1);
    page->setFocusProxy(go);
    return page;
}

QWidget *TimelineView::buildSummary()
{
    auto *band = new Band(m_theme, true, this);
    band->setFixedHeight(summaryHeight);
    m_summaryText = new QLabel(band);
    m_summaryText->setTextFormat(Qt::PlainText);
    m_summaryText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    new TextStyle(m_summaryText, m_theme, TypeRole::Strong, Colour::Text);
    auto *legend =
        new QLabel(tr("outline: waiting · hatched: first token · filled: streaming · ✕: failed · dots: pause"), band);
    new TextStyle(legend, m_theme, TypeRole::Caption, Colour::Text2);
    auto *column = new QVBoxLayout(band);
    column->setContentsMargins(spacing::Medium, spacing::Small, spacing::Medium, spacing::Small);
    column->setSpacing(spacing::Hair);
    column->addWidget(m_summaryText);
    column->addWidget(legend);
    return band;
}

void TimelineView::connectParts()
{
    connect(&m_presenter, &TimelinePresenter::changed, this, &TimelineView::refresh);
    connect(m_tree, &TimelineTree::scaleChanged, this, &TimelineView::applyScale);
    connect(m_tree, &TimelineTree::agentChanged, this, &TimelineView::updateDetails);
    connect(m_tree, &TimelineTree::detailsRequested, this, [this] { setDetailsOpen(true); });
    connect(m_scroll, &QScrollBar::valueChanged, this, [this](int value) { m_tree->showFrom(Milliseconds(value)); });
    connect(m_onlyCritical, &QCheckBox::toggled, this, &TimelineView::refresh);
    connect(m_asTable, &QCheckBox::toggled, this, &TimelineView::showTable);
    connect(m_out, &QPushButton::clicked, m_tree, &TimelineTree::zoomOut);
    connect(m_in, &QPushButton::clicked, m_tree, &TimelineTree::zoomIn);
    connect(m_all, &QPushButton::clicked, m_tree, &TimelineTree::showAll);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TimelineView::chooseFromTable);
    connect(m_table, &QTableView::activated, this, [this] { setDetailsOpen(true); });
}

void TimelineView::connectPanel()
{
    connect(m_panel, &CallPanel::closeRequested, this, [this] { setDetailsOpen(false); });
    connect(m_panel, &CallPanel::promptRequested, this, &TimelineView::openPrompt);
    connect(m_panel, &CallPanel::curlRequested, this, &TimelineView::copyCurl);
}

QList<QWidget *> TimelineView::regions() const
{
    QList<QWidget *> regions{m_bar, m_pages->currentWidget() == m_chartPage ? m_tree : m_pages->currentWidget()};
    if (m_panel->isVisible())
        regions.append(m_panel);
    return regions;
}

void TimelineView::showAgent(const AgentId &agent)
{
    m_onlyCritical->setChecked(false);
    m_asTable->setChecked(false);
    m_tree->setCurrentAgent(agent);
    setDetailsOpen(true);
    m_tree->setFocus(Qt::OtherFocusReason);
}

void TimelineView::refresh()
{
    const TimelineDisplay &timeline = m_presenter.timeline();
    m_model.show(m_onlyCritical->isChecked() ? onlyCritical(timeline) : timeline);
    m_calls.show(m_presenter.scene(), timeline);
    const bool hasRun = !timeline.layers.isEmpty();
    QWidget *page = !hasRun ? m_emptyPage : m_asTable->isChecked() ? m_tablePage : m_chartPage;
    if (m_pages->currentWidget() != page)
        turnTo(page);
    for (QWidget *control : {static_cast<QWidget *>(m_export), static_cast<QWidget *>(m_asTable)})
        control->setEnabled(hasRun);
    m_onlyCritical->setEnabled(hasRun && page == m_chartPage);
    m_tree->refresh();
    refreshSummary();
    updateDetails();
}

/// The focus goes along, so that it does not fall off a page that is gone.
void TimelineView::turnTo(QWidget *page)
{
    const bool hadFocus = m_pages->isAncestorOf(QApplication::focusWidget());
    setFocusProxy(page == m_chartPage ? m_tree : page);
    m_pages->setCurrentWidget(page);
    m_table->resizeColumnsToContents();
    chooseSomething();
    applySize();
    if (hadFocus)
        focusProxy()->setFocus();
}

void TimelineView::chooseSomething()
{
    if (m_tree->currentAgent().isEmpty() && m_model.rowCount() > 0)
        m_tree->setCurrentIndex(m_model.index(0, 0, m_model.index(0, 0)));
}

void TimelineView::refreshSummary()
{
    const QStringList &parts = m_presenter.timeline().summary;
    m_summary->setVisible(!parts.isEmpty());
    m_summaryText->setText(parts.join(u" · "_s));
}

void TimelineView::applyScale()
{
    const TimelineScale scale = m_tree->scale();
    const TimelineDisplay &timeline = m_presenter.timeline();
    m_axis->show(timeline, scale);
    const bool chart = m_pages->currentWidget() == m_chartPage;
    const bool whole = m_tree->zoom().isWhole();
    m_in->setEnabled(chart && m_tree->zoom().factor() < TimelineZoom::most);
    m_out->setEnabled(chart && !whole);
    m_all->setEnabled(chart && !whole);
    const QSignalBlocker quiet(m_scroll);
    m_scroll->setVisible(!whole);
    const auto most = static_cast<int>(std::min<qint64>((timeline.total - scale.span).count(), INT_MAX));
    m_scroll->setRange(0, std::max(0, most));
    m_scroll->setPageStep(static_cast<int>(std::min<qint64>(scale.span.count(), INT_MAX)));
    m_scroll->setSingleStep(std::max(1, m_scroll->pageStep() / 10));
    m_scroll->setValue(static_cast<int>(std::min<qint64>(scale.from.count(), INT_MAX)));
}

void TimelineView::showTable(bool table)
{
    refresh();
    if (table && m_pages->currentWidget() == m_tablePage)
        m_table->setFocus();
    else if (!table)
        m_tree->setFocus();
}

void TimelineView::chooseFromTable()
{
    const QModelIndex index = m_sorted->mapToSource(m_table->currentIndex());
    if (index.isValid())
        m_tree->setCurrentAgent(m_calls.agentAt(index.row()));
}

/// Beside the chart where there is room; below it, and closed at first, where there is not.
void TimelineView::applySize()
{
    m_width = widthClassOf(window()->width());
    const bool wide = m_width == WidthClass::Wide;
    m_tree->setNameWidth(wide ? wideNames : mediumNames);
    const bool inRow = m_row->indexOf(m_panel) >= 0;
    if (wide != inRow) {
        (inRow ? static_cast<QBoxLayout *>(m_row) : m_column)->removeWidget(m_panel);
        if (wide)
            m_row->addWidget(m_panel);
        else
            m_column->insertWidget(2, m_panel);
    }
    m_panel->setFixedSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    m_panel->setMinimumSize(0, 0);
    if (wide)
        m_panel->setFixedWidth(CallPanel::fixedWidth);
    else
        m_panel->setFixedHeight(CallPanel::drawerHeight);
    m_panel->setVisible(m_detailsChoice.value_or(wide) && m_pages->currentWidget() != m_emptyPage);
    applyScale();
}

void TimelineView::setDetailsOpen(bool open)
{
    const bool hadFocus = m_panel->isAncestorOf(focusWidget());
    m_detailsChoice = open;
    applySize();
    updateDetails();
    if (!open && hadFocus)
        focusProxy()->setFocus();
}

void TimelineView::updateDetails()
{
    if (!m_panel->isHidden())
        m_panel->show(m_presenter.details(m_tree->currentAgent()));
}

void TimelineView::openPrompt()
{
    const CallDetails details = m_presenter.details(m_tree->currentAgent());
    if (!details.requests.isEmpty())
        (new RequestDialog(details.title, details.requests, m_theme, window()))->open();
}

void TimelineView::copyCurl()
{
    const CallDetails details = m_presenter.details(m_tree->currentAgent());
    if (details.requests.isEmpty())
        return;
    const auto chosen = std::ranges::find(details.requests, m_tree->attempt(), &SentRequest::attempt);
    const SentRequest &request = chosen == details.requests.end() ? details.requests.constLast() : *chosen;
    QApplication::clipboard()->setText(curlCommand(request, m_presenter.providers()));
    Q_EMIT told(tr("Copied. Set the key in the variable that the line names before running it."));
}

void TimelineView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_presenter.setActive(true);
    applySize();
    chooseSomething();
}

void TimelineView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_presenter.setActive(false);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applySize();
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_panel->isVisible() && m_width != WidthClass::Wide)
        setDetailsOpen(false);
    else
        QWidget::keyPressEvent(event);
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.theme().colour(Colour::Surface));
}

} // namespace tributary
