// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Secret.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace tributary {

/// Where a key is typed or pasted: dots, unless a person asks to see it. It is hidden again when the window is left.
class KeyField : public QWidget
{
    Q_OBJECT

public:
    explicit KeyField(QWidget *parent = nullptr);

    /// The field itself, for focus and labels.
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }

    void clear();
    void setHint(const QString &hint);

Q_SIGNALS:
    void keyEdited(const tributary::Secret &key);

protected:
    bool event(QEvent *event) override;

private:
    void showKey(bool shown);
    void paste();

    QLineEdit *m_edit;
    QToolButton *m_show;
    QToolButton *m_paste;
};

} // namespace tributary
