// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Command.h"
#include "cli/Services.h"
#include "provider/ProviderCheck.h"

#include <memory>

namespace tributary {

/// `providers test [ID]`: tries every provider, or one, step by step.
class ProvidersCommand final : public Command
{
    Q_OBJECT

public:
    ProvidersCommand(Terminal &terminal, double demoPace);
    ~ProvidersCommand() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;

private:
    void testNext();
    void report(const CheckStep &step);

    std::unique_ptr<Services> m_services;
    QList<Provider> m_waiting;
    std::unique_ptr<ProviderCheck> m_check;
    bool m_allPassed = true;
};

} // namespace tributary
