// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/RunButtons.h"

#include "ui/run/RunLook.h"

#include <QCoreApplication>
#include <QMenu>
#include <QToolButton>

namespace tributary {

namespace {

constexpr int buttonSize = 24;
constexpr int iconSize = 16;

} // namespace

QToolButton *smallButton(const ThemeController &theme, const QString &icon, const QString &name, const QString &toolTip,
                         QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setFixedSize(buttonSize, buttonSize);
    button->setIconSize({iconSize, iconSize});
    button->setIcon(namedIcon(theme, icon, Colour::Text2));
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    return button;
}

void fillCallActions(QMenu *menu, const AgentDisplay &display, const std::function<void(const Action &)> &perform)
{
    if (display.state == DisplayState::Ready || display.state == DisplayState::NotSetUp)
        return;
    const auto offer = [&](Action::Kind kind, const QString &text) {
        const Action action{.kind = kind, .text = text, .agent = display.id};
        QObject::connect(menu->addAction(text), &QAction::triggered, menu, [perform, action] { perform(action); });
    };
    offer(Action::Kind::ShowPromptSent, QCoreApplication::translate("RunButtons", "Show prompt sent"));
    offer(Action::Kind::ShowInTimeline, QCoreApplication::translate("RunButtons", "Show in timeline"));
}

} // namespace tributary
