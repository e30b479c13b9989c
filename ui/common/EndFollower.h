// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <functional>

class QTextEdit;
class QToolButton;

namespace tributary {

/// Keeps a growing text view at its end while the reader is there. Any upward wheel, key or drag of the scroll bar and
/// any selection stops that at once; reaching the end again, or the "New text" button, resumes it.
class EndFollower : public QObject
{
    Q_OBJECT

public:
    explicit EndFollower(QTextEdit &view);

    /// Off: the view stays where it is, and no button appears.
    void setEnabled(bool enabled);

    bool isFollowing() const { return m_enabled && m_following; }

    void resume();

    /// Does what adds text; the reader's place stays (the end, or what is now on screen), and whoever is not at the
    /// end is offered the button.
    void addText(const std::function<void()> &add);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void stop();
    void goToEnd();
    void valueChanged();
    void updateButton();
    void placeButton();
    bool isAtEnd() const;

    QTextEdit &m_view;
    QToolButton *m_button = nullptr;
    bool m_enabled = true;
    bool m_following = true;
    bool m_newText = false;
    bool m_moving = false; // by us, not by the reader
};

} // namespace tributary
