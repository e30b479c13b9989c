// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace tributary {

class LocalModelStarter;
class SignLine;
class ThemeController;

/// A model that runs on this computer through llama-server: what it does, what it writes, and its end. Hidden until one
/// was started.
class LocalModelPanel : public QWidget
{
    Q_OBJECT

public:
    LocalModelPanel(LocalModelStarter &starter, const ThemeController &themes, QWidget *parent = nullptr);

private:
    void refresh();

    LocalModelStarter &m_starter;
    SignLine *m_state;
    QPushButton *m_stop;
    QPlainTextEdit *m_log;
};

} // namespace tributary
