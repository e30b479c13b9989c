// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/SignLine.h"

#include "ui/common/Icons.h"
#include "ui/common/ThemeController.h"
#include "ui/common/ToneColour.h"
#include "ui/models/StyledLabel.h"

#include <QHBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int signSize = 16;

QString signOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
    case Tone::Active:
    case Tone::Cached:
        return {};
    case Tone::Success:
        return u"circle-check"_s;
    case Tone::Warning:
        return u"triangle-alert"_s;
    case Tone::Error:
        return u"circle-alert"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

SignLine::SignLine(const ThemeController &themes, TypeRole role, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_sign(new QLabel(this))
    , m_title(new StyledLabel(themes, TypeRole::Strong, Colour::Text, {}, this))
    , m_text(new StyledLabel(themes, role, Colour::Text2, {}, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(role == TypeRole::Caption ? spacing::Tiny : spacing::Small);
    for (QLabel *label : {m_sign, static_cast<QLabel *>(m_title), static_cast<QLabel *>(m_text)})
        row->addWidget(label, label == m_text ? 1 : 0, Qt::AlignTop);
    m_text->setWordWrap(true);
    m_sign->hide();
    m_title->hide();
    connect(&themes, &ThemeController::changed, this, &SignLine::drawSign);
    drawSign();
}

QString SignLine::text() const
{
    return m_text->text();
}

void SignLine::showNote(const FieldNote &note)
{
    setSign(signOf(note.tone), note.tone);
    m_text->setText(note.text);
    m_text->setColour(note.blocks ? Colour::Error : Colour::Text2);
}

void SignLine::showLine(const CheckLine &line)
{
    setSign(line.icon, line.tone);
    m_title->setText(line.title);
    m_title->setFixedWidth(m_title->fontMetrics().horizontalAdvance(tr("Certificate")) + spacing::Medium);
    m_title->show();
    m_text->setText(line.text);
    m_text->setColour(line.tone == Tone::Neutral ? Colour::Text2 : Colour::Text);
    m_text->setToolTip(line.detail);
    setAccessibleName(u"%1, %2, %3"_s.arg(line.title, line.word, line.text));
}

void SignLine::setSign(const QString &name, Tone tone)
{
    m_signName = name;
    m_tone = tone;
    m_sign->setVisible(!name.isEmpty());
    drawSign();
}

void SignLine::drawSign()
{
    // The sign stands beside the first line of a sentence that may have several.
    const int line = qMax(signSize, m_text->fontMetrics().height());
    m_sign->setFixedHeight(line);
    m_text->setMinimumHeight(line);
    if (m_signName.isEmpty())
        return;
    const QIcon sign = icon(m_themes, QLatin1StringView(m_signName.toLatin1()), colourOf(m_tone));
    m_sign->setPixmap(sign.pixmap(QSize(signSize, signSize), devicePixelRatioF()));
}

} // namespace tributary
