// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ModelPicker.h"

#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"
#include "ui/models/ModelPalette.h"
#include "viewmodel/ModelChoices.h"

#include <QKeyEvent>
#include <QPainter>

namespace tributary {

namespace {

constexpr int leastWidth = 120;
constexpr int arrowWidth = 24;

} // namespace

ModelPicker::ModelPicker(ModelChoices &choices, const ThemeController &themes, QWidget *parent)
    : QPushButton(parent)
    , m_choices(choices)
    , m_themes(themes)
{
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPushButton::clicked, this, [this] { openPalette(); });
    connect(&choices, &QAbstractItemModel::modelReset, this, &ModelPicker::showModel);
    showModel();
}

void ModelPicker::setCurrentModel(const ModelRef &model)
{
    m_model = model;
    showModel();
}

void ModelPicker::openPalette(const QString &words)
{
    if (m_palette)
        return;
    m_palette = new ModelPalette(m_choices, m_themes, ModelPalette::Purpose::Choose, this);
    connect(m_palette, &ModelPalette::chosen, this, &ModelPicker::take);
    connect(m_palette, &ModelPalette::modelsRequested, this, &ModelPicker::modelsRequested);
    connect(m_palette, &ModelPalette::closed, this, &ModelPicker::dismissed);
    m_palette->setCurrentModel(m_model);
    if (!words.isEmpty())
        m_palette->setWords(words);
    m_palette->openBelow(*this);
}

ModelPalette *ModelPicker::openedPalette() const
{
    return m_palette;
}

void ModelPicker::take(const ModelRef &model)
{
    disconnect(m_palette, &ModelPalette::closed, this, nullptr);
    if (model == m_model)
        return Q_EMIT dismissed();
    m_model = model;
    showModel();
    Q_EMIT modelChosen(model);
}

void ModelPicker::showModel()
{
    const int row = m_choices.rowOf(m_model);
    m_shown = m_model.isEmpty() ? tr("Choose a model") : row >= 0 ? m_model.model : m_model.toString();
    setToolTip(m_model.isEmpty() ? QString() : m_model.toString());
    setAccessibleDescription(m_shown);
    update();
}

QSize ModelPicker::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_shown) + arrowWidth + 2 * spacing::Medium,
            qMax(spacing::ControlHeight, fontMetrics().height() + 2 * spacing::ControlVertical)};
}

QSize ModelPicker::minimumSizeHint() const
{
    return {leastWidth, sizeHint().height()};
}

void ModelPicker::keyPressEvent(QKeyEvent *event)
{
    const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    const QString text = event->text();
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_F4 || event->key() == Qt::Key_Return ||
        event->key() == Qt::Key_Enter)
        openPalette();
    else if (plain && !text.isEmpty() && text.front().isPrint() && !text.front().isSpace())
        openPalette(text);
    else
        QPushButton::keyPressEvent(event);
}

void ModelPicker::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_themes.theme();
    paintField(painter, theme, rect(), isEnabled(), hasFocus(), theme.colour(Colour::Surface));
    const QRect body = rect().adjusted(spacing::Small + spacing::Hair, 0, -arrowWidth, 0);
    painter.setFont(font());
    painter.setPen(theme.colour(!isEnabled()        ? Colour::DisabledText
                                : m_model.isEmpty() ? Colour::Text2
                                                    : Colour::Text));
    painter.drawText(body, Qt::AlignVCenter | Qt::AlignLeading,
                     fontMetrics().elidedText(m_shown, Qt::ElideMiddle, body.width()));
    paintGlyph(painter, Glyph::ChevronDown, QRect(width() - arrowWidth, 0, arrowWidth - spacing::Tiny, height()),
               theme.colour(isEnabled() ? Colour::Text2 : Colour::DisabledText));
}

} // namespace tributary
