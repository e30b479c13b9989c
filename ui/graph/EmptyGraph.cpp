// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/EmptyGraph.h"

#include "graph/Presets.h"
#include "ui/common/Painting.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "viewmodel/GraphEditor.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int textWidth = 280;

} // namespace

EmptyGraph::EmptyGraph(GraphEditor &editor, const ThemeController &theme, const QList<QWidget *> &views,
                       QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_theme(theme)
    , m_views(views)
    , m_start(new QPushButton(this))
{
    auto *text = new QLabel(tr("A graph needs one proposer and one aggregator."), this);
    new TextStyle(text, theme, TypeRole::Section, Colour::Text2);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    text->setFixedWidth(textWidth);
    const std::optional<Preset> preset = findPreset(defaultPreset);
    m_start->setText(tr("Start with %1").arg(preset ? preset->name : QString()));
    m_start->setAccessibleName(m_start->text());
    m_start->setAccessibleDescription(text->text());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Wide, spacing::Wide, spacing::Wide, spacing::Wide);
    column->setSpacing(spacing::Large);
    column->addWidget(text);
    column->addWidget(m_start, 0, Qt::AlignHCenter);
    connect(m_start, &QPushButton::clicked, this, &EmptyGraph::fill);
    connect(&editor.document(), &GraphDocument::changed, this, &EmptyGraph::follow);
    for (QWidget *view : std::as_const(m_views))
        view->installEventFilter(this);
    follow();
}

void EmptyGraph::fill()
{
    m_editor.model().loadPreset(defaultPreset);
    Q_EMIT filled();
}

void EmptyGraph::follow()
{
    const QList<Layer> &layers = m_editor.document().graph().layers;
    const bool empty = std::ranges::all_of(layers, [](const Layer &layer) { return layer.agents.isEmpty(); });
    const auto under =
        std::ranges::find_if(std::as_const(m_views), [](const QWidget *view) { return !view->isHidden(); });
    setVisible(empty && under != m_views.cend());
    if (isHidden())
        return;
    adjustSize();
    QRect place = rect();
    place.moveCenter((*under)->geometry().center());
    setGeometry(place);
}

bool EmptyGraph::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Move:
    case QEvent::ShowToParent:
    case QEvent::HideToParent:
        follow();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void EmptyGraph::paintEvent(QPaintEvent *)
{
    // A ground of its own: headers of empty layers and the Outline's rows lie under it.
    QPainter painter(this);
    const Theme &theme = m_theme.theme();
    paintBox(painter, rect(), radius::Card, theme.colour(Colour::Surface), theme.colour(Colour::Border));
}

} // namespace tributary
