// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/PresetMenu.h"

#include "graph/Plan.h"
#include "ui/canvas/GraphThumbnail.h"
#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPainter>
#include <QWidgetAction>

#include <algorithm>

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::PresetMenu)
};

constexpr int rowHeight = 56;
constexpr int rowWidth = 380;
constexpr QSize pictureSize(72, 44);

qsizetype callsOf(const Graph &graph)
{
    qsizetype calls = 0;
    for (const Layer &layer : graph.layers) {
        if (!layer.bypassed)
            calls += std::ranges::count_if(layer.agents, [](const Agent &agent) { return !agent.muted; });
    }
    return calls;
}

class PresetRowWidget : public QWidget
{
public:
    PresetRowWidget(const PresetRow &row, const QAction *action, const QMenu &menu, const ThemeController &theme,
                    QWidget *parent)
        : QWidget(parent)
        , m_row(row)
        , m_action(action)
        , m_menu(menu)
        , m_theme(theme)
    {
        // The menu takes the mouse itself, as for its other entries.
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFixedHeight(rowHeight);
        setMinimumWidth(rowWidth);
        setAccessibleName(row.name);
        setAccessibleDescription(row.line);
        connect(&menu, &QMenu::hovered, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme &theme = m_theme.theme();
        if (m_menu.activeAction() == m_action)
            paintBox(painter, QRectF(rect()).adjusted(4, 1, -4, -1), radius::Control, theme.colour(Colour::Selection),
                     {});
        const QRect picture(QPoint(spacing::Medium, (rowHeight - pictureSize.height()) / 2), pictureSize);
        paintBox(painter, picture, radius::Badge, theme.colour(Colour::Surface2), {});
        paintGraphThumbnail(painter, theme, QRectF(picture).adjusted(4, 4, -4, -4), m_row.graph);
        const int left = picture.right() + spacing::Medium;
        const qsizetype count = callsOf(m_row.graph);
        const QString calls = count == 1 ? Words::tr("1 call") : Words::tr("%1 calls").arg(count);
        painter.setFont(theme.font(TypeRole::Caption));
        painter.setPen(theme.colour(Colour::Text2));
        const int callsWidth = painter.fontMetrics().horizontalAdvance(calls);
        painter.drawText(QRect(width() - callsWidth - spacing::Large, 10, callsWidth, 18), Qt::AlignVCenter, calls);
        const int room = width() - left - spacing::Large;
        painter.drawText(QRect(left, 29, room, 16), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_row.line, Qt::ElideRight, room));
        painter.setFont(theme.font(TypeRole::Strong));
        painter.setPen(theme.colour(Colour::Text));
        const int nameRoom = room - callsWidth - spacing::Medium;
        painter.drawText(QRect(left, 10, nameRoom, 18), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_row.name, Qt::ElideRight, nameRoom));
    }

private:
    PresetRow m_row;
    const QAction *m_action;
    const QMenu &m_menu;
    const ThemeController &m_theme;
};

} // namespace

void fillPresetMenu(QMenu &menu, const PresetMenuContent &content, const ThemeController &theme,
                    const std::function<void(const QString &id)> &chosen)
{
    menu.clear();
    for (const PresetRow &row : content.rows) {
        auto *action = new QWidgetAction(&menu);
        action->setText(row.name);
        action->setToolTip(row.line);
        action->setMenuRole(QAction::NoRole);
        action->setDefaultWidget(new PresetRowWidget(row, action, menu, theme, &menu));
        QObject::connect(action, &QAction::triggered, &menu, [chosen, id = row.id] { chosen(id); });
        menu.addAction(action);
    }
}

} // namespace tributary
