// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Command.h"
#include "cli/Services.h"
#include "provider/LocalServerSearch.h"
#include "provider/ProviderCheck.h"

#include <memory>

namespace tributary {

/// `providers`: what is connected, what can be, whether it works, and keys in the system's keyring.
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
    void list(const QCommandLineParser &parser);
    void listServices();
    void test(const QCommandLineParser &parser);
    void testNext();
    void report(const CheckStep &step);
    void find();
    void report(const QList<FoundServer> &servers);
    void setKey(const QCommandLineParser &parser);
    void forgetKey(const QCommandLineParser &parser);
    /// The one named by the second word; says what is wrong and ends when there is none.
    std::optional<Provider> chosenProvider(const QCommandLineParser &parser);
    void endKey(const Result<Secret> &result, const QString &done);

    std::unique_ptr<Services> m_services;
    QList<Provider> m_waiting;
    std::unique_ptr<ProviderCheck> m_check;
    std::unique_ptr<LocalServerSearch> m_search;
    bool m_asJson = false;
    bool m_allPassed = true;
};

} // namespace tributary
