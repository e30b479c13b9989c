// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QWidget>

class QPushButton;

namespace tributary {

class Announcer;
class ProviderEditor;
class SignLine;
class StyledLabel;
class ThemeController;

/// The test of a connection: its button, what has become of it, and a line per step.
class ConnectionPanel : public QWidget
{
    Q_OBJECT

public:
    ConnectionPanel(ProviderEditor &editor, const ThemeController &themes, QWidget *parent = nullptr);

    [[nodiscard]] QPushButton *button() const { return m_button; }

private:
    void pressButton();
    void refresh();

    ProviderEditor &m_editor;
    QPushButton *m_button;
    StyledLabel *m_state;
    QList<SignLine *> m_lines;
    Announcer *m_announcer;
};

} // namespace tributary
