// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/AttachmentTray.h"

#include <QWidget>

class QToolButton;

namespace tributary {

class ElidedLabel;
class TextStyle;

/// One attached file: its kind, its name and size, and a button that removes it. A file that could not be read says
/// why. Its button takes the focus; Delete and Backspace remove the file too.
class AttachmentChip : public QWidget
{
    Q_OBJECT

public:
    AttachmentChip(const RunContext &context, const AttachmentDisplay &display, QWidget *parent = nullptr);

    void setDisplay(const AttachmentDisplay &display);

    [[nodiscard]] int id() const { return m_display.id; }

    [[nodiscard]] bool holdsFocus() const;
    void takeFocus();

Q_SIGNALS:
    void removeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showDisplay();

    RunContext m_context;
    AttachmentDisplay m_display;
    ElidedLabel *m_text;
    TextStyle *m_textStyle;
    QToolButton *m_remove;
};

} // namespace tributary
