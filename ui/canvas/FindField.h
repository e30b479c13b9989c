// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>

namespace tributary {

/// Looks for an agent of the canvas while a person types its letter, name or model. Enter goes to the next one, Escape
/// and Tab go away.
class FindField : public QLineEdit
{
    Q_OBJECT

public:
    explicit FindField(QWidget *parent);

    /// In the upper left corner of its parent, empty, with the focus.
    void open();

Q_SIGNALS:
    /// `next`: behind the present one.
    void wanted(const QString &words, bool next);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
};

} // namespace tributary
