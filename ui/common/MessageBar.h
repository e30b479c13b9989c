// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Notice.h"

#include <QFrame>

class QHBoxLayout;

namespace tributary {

class ThemeController;

/// A message in the layout, next to what it concerns: icon, sentence, buttons, close.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    MessageBar(const ThemeController &themes, const Notice &notice, QWidget *parent = nullptr);

    const Notice &notice() const { return m_notice; }

    static constexpr int Height = 36;

Q_SIGNALS:
    /// The person closed it or pressed one of its buttons.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addIcon(QHBoxLayout &row);
    void addButtons(QHBoxLayout &row);
    void addCloseButton(QHBoxLayout &row);

    const ThemeController &m_themes;
    Notice m_notice;
};

/// The messages of a view or window, newest below. Takes no room when there are none.
class MessageStack : public QWidget
{
    Q_OBJECT

public:
    explicit MessageStack(const ThemeController &themes, QWidget *parent = nullptr);

    void show(const Notice &notice);
    /// Shows exactly these; bars whose sentence stays the same are left as they are.
    void setNotices(const QList<Notice> &notices);
    void remove(const QString &id);
    QList<Notice> notices() const;

Q_SIGNALS:
    /// The person closed it or pressed one of its buttons.
    void dismissed(const QString &id);
    /// A new sentence is on screen; for announcing it.
    void shown(const QString &text, tributary::NoticeKind kind);

private:
    MessageBar *find(const QString &id) const;

    const ThemeController &m_themes;
};

} // namespace tributary
