// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/LetterChips.h"

#include "ui/common/Painting.h"
#include "ui/common/Spinner.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunLook.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace tributary {

/// A letter with the state of its agent; outlined while its card is on screen.
class LetterChip : public QAbstractButton
{
public:
    LetterChip(const RunContext &context, QWidget *parent)
        : QAbstractButton(parent)
        , m_context(context)
    {
        setFixedSize(44, 24);
        setFocusPolicy(Qt::StrongFocus);
        connect(&context.spinner, &Spinner::turned, this, [this] {
            if (m_display.busy && isVisible())
                update();
        });
    }

    [[nodiscard]] const AgentDisplay &display() const { return m_display; }

    void setDisplay(const AgentDisplay &display)
    {
        if (m_display == display)
            return;
        m_display = display;
        setAccessibleName(LetterChips::tr("Show %1").arg(display.accessibleName));
        setToolTip(QStringLiteral("%1 · %2").arg(display.modelName, display.stateText).toHtmlEscaped());
        update();
    }

    void setShown(bool shown)
    {
        m_shown = shown;
        setAccessibleDescription(shown ? LetterChips::tr("On screen") : QString());
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme &theme = m_context.theme.theme();
        const QColor line = theme.colour(m_shown ? Colour::Accent : Colour::Control);
        paintBox(painter, rect(), radius::Control, theme.colour(Colour::Surface), line, m_shown ? 2 : 1);
        paintAgentBadge(painter, QRect(4, 4, 16, 16), theme, m_display);
        paintStateIcon(painter, QRect(25, 5, 14, 14), m_context.theme, m_display, m_context.spinner.degrees());
        if (hasFocus())
            paintFocusRing(painter, theme, QRectF(rect()).adjusted(3, 3, -3, -3), radius::Badge);
    }

private:
    RunContext m_context;
    AgentDisplay m_display;
    bool m_shown = false;
};

LetterChips::LetterChips(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_row(new QWidget(this))
    , m_range(new QLabel(this))
    , m_all(new QPushButton(tr("Show all"), this))
{
    setFixedHeight(fixedHeight);
    new TextStyle(m_range, context.theme, TypeRole::Caption, Colour::Text2);
    m_all->setToolTip(tr("Show all answers side by side (Esc)"));
    m_all->setAccessibleName(tr("Show all answers"));
    setButtonLook(*m_all, ButtonLook::Flat);
    m_all->setFixedHeight(24);
    auto *chips = new QHBoxLayout(m_row);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(spacing::Tiny);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, spacing::Tiny);
    row->setSpacing(spacing::Medium);
    row->addWidget(m_row);
    row->addWidget(m_range);
    row->addWidget(m_all);
    row->addStretch(1);
    connect(m_all, &QPushButton::clicked, this, &LetterChips::allRequested);
}

void LetterChips::setAgents(const QList<AgentDisplay> &agents)
{
    for (LetterChip *chip : std::as_const(m_chips)) {
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    for (const AgentDisplay &display : agents) {
        auto *chip = new LetterChip(m_context, m_row);
        chip->setDisplay(display);
        m_row->layout()->addWidget(chip);
        m_chips.append(chip);
        connect(chip, &QAbstractButton::clicked, this, [this, id = display.id] { Q_EMIT chosen(id); });
    }
}

void LetterChips::setDisplay(const AgentDisplay &display)
{
    for (LetterChip *chip : std::as_const(m_chips)) {
        if (chip->display().id == display.id)
            chip->setDisplay(display);
    }
}

void LetterChips::setShown(int first, int count, bool single)
{
    for (int i = 0; i < m_chips.size(); ++i)
        m_chips.at(i)->setShown(i >= first && i < first + count);
    m_range->setText(count == 1 ? tr("Showing %1 of %2").arg(first + 1).arg(m_chips.size())
                                : tr("Showing %1–%2 of %3").arg(first + 1).arg(first + count).arg(m_chips.size()));
    m_all->setVisible(single);
}

} // namespace tributary
