// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/GraphStrip.h"

#include "ui/canvas/EdgePainting.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunLook.h"
#include "ui/run/StripAgent.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace tributary {

namespace {

constexpr int sideMargin = 24;
constexpr int collapsedMargin = 12;
constexpr int promptWidth = 120;
constexpr int promptHeight = 84;
constexpr int rowsTop = 24;
constexpr int largestColumn = 220;
constexpr int largestGap = 88;
constexpr int smallestGap = 32;
constexpr int aggregatorHeight = 52;
constexpr int mostRows = 6;
constexpr int bandWidth = 10;
constexpr int bandOverhang = 3;
constexpr int buttonWidth = 108;
constexpr int buttonHeight = 28;

QLabel *captionLabel(const RunContext &context, const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    new TextStyle(label, context.theme, TypeRole::Caption, Colour::Text2);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

GraphStrip::GraphStrip(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_agents(new QPushButton(tr("Agents…"), this))
    , m_toggle(new QPushButton(this))
{
    setAccessibleName(tr("Layer graph"));
    m_agents->setAccessibleName(tr("Choose models for the agents"));
    m_agents->setToolTip(tr("Choose models for the agents (F9)"));
    setButtonLook(*m_toggle, ButtonLook::Flat);
    setFixedHeight(expandedHeight);
    connect(m_agents, &QPushButton::clicked, this, &GraphStrip::agentsRequested);
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        setCollapsed(!m_collapsed);
        Q_EMIT toggled(m_collapsed);
    });
    connect(&context.theme, &ThemeController::changed, this, &GraphStrip::arrange);
    updateTexts();
}

void GraphStrip::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_toggle->setHidden(readOnly);
    arrange();
}

void GraphStrip::setGraph(const QList<LayerDisplay> &layers, const QHash<AgentId, AgentDisplay> &agents,
                          const QList<LayerLinks> &links)
{
    m_links = links;
    for (const Column &column : std::as_const(m_columns)) {
        // Later, because a press on one of them may be what led here.
        for (StripAgent *agent : column.agents) {
            agent->hide();
            agent->deleteLater();
        }
        delete column.title;
        delete column.more;
    }
    m_columns.clear();
    for (const LayerDisplay &layer : layers)
        addColumn(layer, agents);
    arrange();
}

void GraphStrip::addColumn(const LayerDisplay &layer, const QHash<AgentId, AgentDisplay> &agents)
{
    Column column;
    column.layer = layer;
    column.title = captionLabel(m_context, layer.title, this);
    for (const AgentId &id : layer.agents) {
        auto *agent = new StripAgent(m_context, id, this);
        agent->setDisplay(agents.value(id));
        connect(agent, &QAbstractButton::clicked, this, [this, id] { Q_EMIT agentChosen(id); });
        connect(agent, &StripAgent::opened, this, [this, id] { Q_EMIT agentOpened(id); });
        column.agents.append(agent);
    }
    column.more = captionLabel(m_context, QString(), this);
    m_columns.append(column);
}

void GraphStrip::updateDisplay(const AgentDisplay &display)
{
    for (const Column &column : std::as_const(m_columns)) {
        for (StripAgent *agent : column.agents) {
            if (agent->agent() != display.id)
                continue;
            const bool newEdges = isSilent(agent->display()) != isSilent(display);
            const int before = agent->sizeHint().width();
            agent->setDisplay(display);
            if (newEdges)
                update();
            if (m_collapsed && agent->sizeHint().width() != before)
                arrange();
        }
    }
}

void GraphStrip::setPromptLine(const QString &line)
{
    if (m_promptLine == line)
        return;
    m_promptLine = line;
    update(m_promptRect);
}

void GraphStrip::setCollapsed(bool collapsed)
{
    if (m_collapsed == collapsed)
        return;
    m_collapsed = collapsed;
    setFixedHeight(collapsed ? collapsedHeight : expandedHeight);
    updateTexts();
    arrange();
}

void GraphStrip::updateTexts()
{
    const QString text = m_collapsed ? tr("Show graph") : tr("Hide graph");
    m_toggle->setText(text);
    m_toggle->setAccessibleName(text);
    m_toggle->setToolTip(tr("%1 (Ctrl+Shift+L)").arg(text));
}

void GraphStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void GraphStrip::arrange()
{
    if (m_collapsed)
        arrangeCollapsed();
    else
        arrangeExpanded();
    update();
}

void GraphStrip::arrangeExpanded()
{
    const int buttonLeft = width() - collapsedMargin - buttonWidth;
    m_agents->setGeometry(buttonLeft, spacing::Small, buttonWidth, buttonHeight);
    m_toggle->setGeometry(buttonLeft, spacing::Small + buttonHeight + spacing::Tiny, buttonWidth, buttonHeight);
    m_agents->setHidden(m_readOnly);
    m_promptRect = QRect(sideMargin, rowsTop, promptWidth, promptHeight);
    m_arrows.clear();
    const int columns = static_cast<int>(m_columns.size());
    if (columns == 0)
        return;
    const int room = buttonLeft - spacing::Large - m_promptRect.right();
    const int columnGap = qBound(smallestGap, (room - columns * largestColumn) / columns, largestGap);
    const int columnWidth = qBound(1, room / columns - columnGap, largestColumn);
    int left = m_promptRect.right() + 1 + columnGap;
    for (const Column &column : std::as_const(m_columns)) {
        arrangeColumn(column, left, columnWidth);
        left += columnWidth + columnGap;
    }
}

void GraphStrip::arrangeColumn(const Column &column, int left, int columnWidth)
{
    const QFontMetrics metrics(column.title->font());
    const QString title = metrics.horizontalAdvance(column.layer.title) <= columnWidth + smallestGap / 2
                              ? column.layer.title
                              : column.layer.shortTitle;
    column.title->setText(title);
    column.title->setGeometry(left, 5, columnWidth + smallestGap, 16);
    column.title->show();
    const int count = static_cast<int>(column.agents.size());
    const int rows = count > mostRows ? mostRows - 1 : count;
    const bool boxed = column.layer.isLast && count == 1;
    const int rowHeight = boxed ? aggregatorHeight : rows <= 3 ? 28 : 18;
    const int pitch = rows <= 3 ? 34 : count > mostRows ? 18 : qMin(20, 106 / rows);
    const int used = boxed ? aggregatorHeight : (rows - 1) * pitch + rowHeight;
    // Columns of up to three rows stand around the middle of the prompt.
    int top = rows <= 3 ? m_promptRect.center().y() - used / 2 + 6 : rowsTop - 2;
    for (int i = 0; i < count; ++i) {
        StripAgent *agent = column.agents.at(i);
        agent->setVisible(i < rows);
        agent->setShape(boxed ? StripAgent::Shape::Box : StripAgent::Shape::Row);
        agent->setGeometry(left, top, columnWidth, rowHeight);
        top += pitch;
    }
    column.more->setVisible(rows < count);
    column.more->setText(tr("+%1 more").arg(count - rows));
    column.more->setGeometry(left + 10, top - 2, columnWidth, 16);
}

void GraphStrip::arrangeCollapsed()
{
    m_agents->hide();
    m_promptRect = {};
    m_arrows.clear();
    const int buttonLeft = width() - collapsedMargin - (m_readOnly ? 0 : buttonWidth);
    m_toggle->setGeometry(buttonLeft, (height() - buttonHeight) / 2, buttonWidth, buttonHeight);
    int x = collapsedMargin;
    for (int i = 0; i < m_columns.size(); ++i) {
        const Column &column = m_columns.at(i);
        column.more->hide();
        if (i > 0) {
            m_arrows.append(x + spacing::Small);
            x += spacing::Wide;
        }
        column.title->setText(column.layer.shortTitle);
        const int titleWidth = QFontMetrics(column.title->font()).horizontalAdvance(column.layer.shortTitle);
        column.title->setGeometry(x, (height() - 16) / 2, titleWidth + 2, 16);
        column.title->setVisible(x + titleWidth < buttonLeft);
        x += titleWidth + spacing::Small;
        for (StripAgent *agent : column.agents) {
            const QSize size = agent->sizeHint();
            agent->setShape(StripAgent::Shape::Compact);
            agent->setVisible(x + size.width() < buttonLeft);
            agent->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
            x += size.width() + spacing::Tiny;
        }
    }
}

StripAgent *GraphStrip::find(const AgentId &id) const
{
    for (const Column &column : m_columns) {
        for (StripAgent *agent : column.agents) {
            if (agent->agent() == id)
                return agent;
        }
    }
    return nullptr;
}

GraphLayout GraphStrip::layoutNow() const
{
    GraphLayout layout;
    layout.prompt = QRectF(m_promptRect);
    layout.measures.railWidth = bandWidth;
    layout.measures.railOverhang = bandOverhang;
    double right = layout.prompt.right();
    for (const Column &column : m_columns) {
        ColumnSpot spot;
        spot.layer = static_cast<int>(layout.columns.size());
        for (const StripAgent *agent : column.agents) {
            if (!agent->isHidden())
                spot.agents.append(
                    {agent->agent(), spot.layer, static_cast<int>(spot.agents.size()), QRectF(agent->geometry())});
        }
        if (!spot.agents.isEmpty()) {
            const QRectF first = spot.agents.first().rect;
            layout.measures.columnGap = first.left() - right;
            layout.measures.lane = qMin(4.0, first.height() / 5.0);
            right = first.right();
        }
        layout.columns.append(spot);
    }
    return layout;
}

void GraphStrip::paintLinks(QPainter &painter) const
{
    const GraphLayout layout = layoutNow();
    for (const LayerLinks &links : m_links) {
        if (links.toLayer >= layout.columns.size() || layout.columns.at(links.toLayer).agents.isEmpty())
            continue;
        const DrawnEdges edges = edgesInto(layout, links, [this](const AgentId &id) {
            const StripAgent *agent = find(id);
            return agent ? sourceOf(agent->display()) : EdgeSource{};
        });
        paintEdges(painter, m_context.theme.theme(), edges, EdgeSize::Small);
    }
}

void GraphStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    painter.fillRect(rect(), theme.colour(Colour::Canvas));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.colour(Colour::Border));
    if (m_collapsed) {
        const QIcon arrow = namedIcon(m_context.theme, QStringLiteral("arrow-right"), Colour::Text3);
        for (const int x : std::as_const(m_arrows))
            arrow.paint(&painter, QRect(x, (height() - 14) / 2, 14, 14));
        return;
    }
    paintLinks(painter);
    paintBox(painter, m_promptRect, radius::Card, theme.colour(Colour::Surface), theme.colour(Colour::Border));
    const QRect inside = m_promptRect.adjusted(12, 10, -8, -8);
    painter.setFont(stateFont(theme));
    painter.setPen(theme.colour(Colour::Text2));
    painter.drawText(inside, Qt::AlignTop | Qt::AlignLeft, tr("Prompt"));
    painter.setFont(theme.font(TypeRole::Caption));
    painter.setPen(theme.colour(Colour::Text3));
    painter.drawText(inside.adjusted(0, 18, 0, 0), Qt::AlignTop | Qt::AlignLeft,
                     m_promptLine.isEmpty() ? tr("Empty") : m_promptLine);
}

} // namespace tributary
