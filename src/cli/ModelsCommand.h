// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Command.h"
#include "cli/Services.h"
#include "provider/ModelList.h"

#include <QJsonArray>

#include <memory>

namespace tributary {

/// `models`: what the providers offer. Asks those over the network that have no models in the providers file; the demo
/// stands in while no provider is configured.
class ModelsCommand final : public Command
{
    Q_OBJECT

public:
    ModelsCommand(Terminal &terminal, double demoPace);
    ~ModelsCommand() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;

private:
    void listNext();
    void ask(const Provider &provider);
    void askWith(const Provider &provider, const Secret &key);
    void report(const Provider &provider, const QList<ProviderModel> &models);
    void finishList();

    std::unique_ptr<Services> m_services;
    QList<Provider> m_waiting;
    std::unique_ptr<ModelListing> m_listing;
    QJsonArray m_models;
    bool m_asJson = false;
    bool m_anyListed = false;
};

} // namespace tributary
