// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/TimelineTree.h"

#include "ui/common/ThemeController.h"
#include "ui/timeline/TimelineDelegate.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

/// Kept free at the right for the figures of the longest bar.
constexpr int figuresRoom = 250;
constexpr int leastBarRoom = 120;
constexpr double wheelStep = 1.2;

QList<int> attemptsOf(const AgentTimes &times)
{
    QList<int> attempts;
    for (const CallSpan &span : times.spans) {
        const bool sent = span.kind != CallSpan::Kind::Waiting && span.kind != CallSpan::Kind::BackOff;
        if (sent && !attempts.contains(span.attempt))
            attempts.append(span.attempt);
    }
    return attempts;
}

} // namespace

TimelineTree::TimelineTree(TimelineModel &model, const ThemeController &theme, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
    , m_delegate(new TimelineDelegate(theme, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Calls over time"));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setAllColumnsShowFocus(true);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    header()->setMinimumSectionSize(1);
    header()->setStretchLastSection(true);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_kept = currentAgent(); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        expandAll();
        setCurrentAgent(m_kept);
    });
    connect(&theme, &ThemeController::changed, viewport(), qOverload<>(&QWidget::update));
}

void TimelineTree::setNameWidth(int width)
{
    m_nameWidth = width;
    applyScale();
}

TimelineScale TimelineTree::scale() const
{
    const Milliseconds total = std::max(Milliseconds(1), m_model.timeline().total);
    TimelineScale scale;
    scale.left = m_nameWidth;
    const int room = viewport()->width() - m_nameWidth;
    scale.width = std::max(leastBarRoom, m_zoom.isWhole() ? room - figuresRoom : room);
    scale.from = m_zoom.from(total);
    scale.span = m_zoom.span(total);
    return scale;
}

void TimelineTree::applyScale()
{
    header()->resizeSection(TimelineModel::NameColumn, m_nameWidth);
    const TimelineDisplay &timeline = m_model.timeline();
    m_delegate->setScale(scale(), timeline.isLive ? std::optional(timeline.total) : std::nullopt);
    viewport()->update();
    Q_EMIT scaleChanged();
}

void TimelineTree::refresh()
{
    applyScale();
}

AgentId TimelineTree::currentAgent() const
{
    const TimelineRow *row = m_model.row(currentIndex());
    return row ? row->display.id : AgentId{};
}

void TimelineTree::setCurrentAgent(const AgentId &agent)
{
    if (const QModelIndex index = m_model.indexOf(agent); index.isValid())
        setCurrentIndex(index);
}

void TimelineTree::zoomIn()
{
    zoomBy(TimelineZoom::step, middle());
}

void TimelineTree::zoomOut()
{
    zoomBy(1 / TimelineZoom::step, middle());
}

void TimelineTree::showAll()
{
    m_zoom.reset();
    applyScale();
}

void TimelineTree::showFrom(Milliseconds from)
{
    m_zoom.setFrom(from);
    applyScale();
}

double TimelineTree::middle() const
{
    const TimelineScale scale = this->scale();
    return scale.left + scale.width / 2.0;
}

void TimelineTree::zoomBy(double factor, double x)
{
    m_zoom.zoom(factor, scale().timeAt(x), std::max(Milliseconds(1), m_model.timeline().total));
    applyScale();
}

void TimelineTree::moveAttempt(int step)
{
    const TimelineRow *row = m_model.row(currentIndex());
    if (!row)
        return;
    const QList<int> attempts = attemptsOf(row->times);
    if (attempts.isEmpty())
        return;
    const qsizetype now = attempts.indexOf(m_attempt);
    const qsizetype next =
        now < 0 ? (step > 0 ? 0 : attempts.size() - 1) : std::clamp<qsizetype>(now + step, 0, attempts.size() - 1);
    m_attempt = attempts.at(next);
    m_delegate->setAttempt(row->display.id, m_attempt);
    viewport()->update();
    Q_EMIT attemptChanged(m_attempt);
}

void TimelineTree::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return moveAttempt(-1);
    case Qt::Key_Right:
        return moveAttempt(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_0:
        return showAll();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!currentAgent().isEmpty())
            Q_EMIT detailsRequested();
        return;
    default:
        QTreeView::keyPressEvent(event);
    }
}

void TimelineTree::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier) && event->angleDelta().y() != 0) {
        zoomBy(event->angleDelta().y() > 0 ? wheelStep : 1 / wheelStep, event->position().x());
        event->accept();
        return;
    }
    QTreeView::wheelEvent(event);
}

void TimelineTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    applyScale();
}

void TimelineTree::mouseDoubleClickEvent(QMouseEvent *event)
{
    QTreeView::mouseDoubleClickEvent(event);
    if (!currentAgent().isEmpty())
        Q_EMIT detailsRequested();
}

/// Layers are headings: the keyboard goes on to the next agent.
void TimelineTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (current.isValid() && !m_model.row(current)) {
        const bool up = previous.isValid() && previous.parent().row() == current.row();
        const int layer = up ? current.row() - 1 : current.row();
        const QModelIndex parent = m_model.index(std::max(layer, 0), 0);
        const int row = up && layer >= 0 ? m_model.rowCount(parent) - 1 : 0;
        setCurrentIndex(m_model.index(row, 0, parent));
        return;
    }
    m_attempt = 0;
    m_delegate->setAttempt({}, 0);
    viewport()->update();
    Q_EMIT agentChanged();
}

void TimelineTree::focusInEvent(QFocusEvent *event)
{
    QTreeView::focusInEvent(event);
    if (!currentIndex().isValid() && m_model.rowCount() > 0)
        setCurrentIndex(m_model.index(0, 0, m_model.index(0, 0)));
}

bool TimelineTree::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QTreeView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const TimelineRow *row = m_model.row(indexAt(help->pos()));
    QStringList lines;
    if (row) {
        lines.append(row->display.modelName);
        for (const CallSpan &span : row->times.spans)
            lines.append(describeSpan(span));
    }
    // A model's name is no markup, whatever it looks like.
    const QString text = lines.join(u'\n').toHtmlEscaped().replace(u'\n', "<br>"_L1);
    QToolTip::showText(help->globalPos(), text.isEmpty() ? text : u"<qt>%1</qt>"_s.arg(text), this);
    return true;
}

void TimelineTree::drawBranches(QPainter *, const QRect &, const QModelIndex &) const {}

} // namespace tributary
