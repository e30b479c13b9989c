// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/AttachmentTray.h"

#include <QList>
#include <QWidget>

namespace tributary {

class AttachmentChip;

/// The files that go along with the prompt, a chip each, in as many lines as they need; hidden without files.
class AttachmentChips : public QWidget
{
    Q_OBJECT

public:
    explicit AttachmentChips(const RunContext &context, QWidget *parent = nullptr);

    void setAttachments(const QList<AttachmentDisplay> &attachments);

    /// In so much width; 0 without files.
    [[nodiscard]] int wantedHeight(int width) const;

Q_SIGNALS:
    void removeRequested(int id);
    /// The last chip was removed while it had the focus.
    void focusLeft();

private:
    [[nodiscard]] AttachmentChip *makeChip(const AttachmentDisplay &display);
    void removeChip(qsizetype index);

    RunContext m_context;
    QList<AttachmentChip *> m_chips;
};

} // namespace tributary
