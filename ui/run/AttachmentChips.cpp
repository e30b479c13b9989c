// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/AttachmentChips.h"

#include "ui/common/Tokens.h"
#include "ui/run/AttachmentChip.h"
#include "ui/run/FlowLayout.h"

#include <algorithm>

namespace tributary {

AttachmentChips::AttachmentChips(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    setAccessibleName(tr("Attachments"));
    auto *flow = new FlowLayout(spacing::Small, this);
    flow->setContentsMargins(0, 0, 0, 0);
    setVisible(false);
}

/// Chips that stay keep their widgets, and with them the focus.
void AttachmentChips::setAttachments(const QList<AttachmentDisplay> &attachments)
{
    for (qsizetype i = m_chips.size() - 1; i >= 0; --i) {
        const int id = m_chips.at(i)->id();
        if (std::ranges::none_of(attachments, [id](const AttachmentDisplay &display) { return display.id == id; }))
            removeChip(i);
    }
    // New ones come last, so the chips that are left have the order of the list.
    for (qsizetype i = 0; i < attachments.size(); ++i) {
        if (i < m_chips.size())
            m_chips.at(i)->setDisplay(attachments.at(i));
        else
            m_chips.append(makeChip(attachments.at(i)));
    }
    setVisible(!m_chips.isEmpty());
    updateGeometry();
}

int AttachmentChips::wantedHeight(int width) const
{
    return m_chips.isEmpty() ? 0 : layout()->heightForWidth(width);
}

AttachmentChip *AttachmentChips::makeChip(const AttachmentDisplay &display)
{
    auto *chip = new AttachmentChip(m_context, display, this);
    layout()->addWidget(chip);
    connect(chip, &AttachmentChip::removeRequested, this, [this, chip] { Q_EMIT removeRequested(chip->id()); });
    chip->show();
    return chip;
}

void AttachmentChips::removeChip(qsizetype index)
{
    AttachmentChip *chip = m_chips.takeAt(index);
    const bool focused = chip->holdsFocus();
    layout()->removeWidget(chip);
    chip->hide();
    // Later, because its button may be what led here.
    chip->deleteLater();
    if (!focused)
        return;
    if (m_chips.isEmpty())
        Q_EMIT focusLeft();
    else
        m_chips.at(std::min(index, m_chips.size() - 1))->takeFocus();
}

} // namespace tributary
