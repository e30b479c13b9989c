// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Command.h"
#include "cli/Services.h"
#include "provider/ModelList.h"

#include <QJsonArray>

#include <memory>

namespace tributary {

/// `models`: what the providers offer, with what is known of it. Lists that a provider gave before are kept; one that
/// has neither such a list nor models in the providers file is asked, and with --refresh everyone. The demo stands in
/// while no provider is configured.
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
    void takeList(const Provider &provider, const Result<QList<ListedModel>> &listed);
    void report(const Provider &provider);
    void finishList();

    std::unique_ptr<Services> m_services;
    QList<Provider> m_waiting;
    std::unique_ptr<ModelListing> m_listing;
    QJsonArray m_models;
    bool m_asJson = false;
    bool m_refresh = false;
    bool m_anyListed = false;
};

} // namespace tributary
