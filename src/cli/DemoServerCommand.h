// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "cli/Command.h"

#include <memory>

namespace tributary {

class DemoServer;

/// `demo-server`: the built-in demo for other programs, until it is interrupted.
class DemoServerCommand final : public Command
{
    Q_OBJECT

public:
    explicit DemoServerCommand(Terminal &terminal);
    ~DemoServerCommand() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;

private:
    SystemClock m_clock;
    std::unique_ptr<DemoServer> m_server;
};

} // namespace tributary
