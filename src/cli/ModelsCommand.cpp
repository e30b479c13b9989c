// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/ModelsCommand.h"

#include "base/Formatting.h"
#include "cli/GraphArgument.h"
#include "cli/ProviderChoice.h"

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
QJsonValue nullable(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonObject toJson(const ModelRef &ref, const ProviderModel &model)
{
    return {{u"id"_s, ref.toString()},
            {u"provider"_s, ref.provider.value},
            {u"contextTokens"_s, nullable(model.contextTokens)},
            {u"inputUsdPerMTok"_s, nullable(model.inputUsdPerMTok)},
            {u"outputUsdPerMTok"_s, nullable(model.outputUsdPerMTok)}};
}

QString describeModel(const ModelRef &ref, const ProviderModel &model)
{
    QStringList facts;
    if (model.contextTokens)
        facts.append(ModelsCommand::tr("%1 tokens").arg(formatCount(*model.contextTokens)));
    if (model.inputUsdPerMTok && model.outputUsdPerMTok)
        facts.append(ModelsCommand::tr("%1 in, %2 out per million tokens")
                         .arg(formatMoney(*model.inputUsdPerMTok), formatMoney(*model.outputUsdPerMTok)));
    else
        facts.append(ModelsCommand::tr("price unknown"));
    return u"%1  %2"_s.arg(ref.toString(), facts.join(", "_L1));
}

} // namespace

ModelsCommand::ModelsCommand(Terminal &terminal, double demoPace)
    : Command(terminal, demoPace)
{}

ModelsCommand::~ModelsCommand() = default;

QString ModelsCommand::name() const
{
    return u"models"_s;
}

QString ModelsCommand::summary() const
{
    return tr("Lists the models that the providers offer.");
}

void ModelsCommand::describe(QCommandLineParser &parser) const
{
    describeProviderChoice(parser);
    parser.addOption({u"provider"_s, tr("Only this provider."), u"ID"_s});
    parser.addOption({u"json"_s, tr("Prints the models as JSON.")});
}

void ModelsCommand::start(const QCommandLineParser &parser)
{
    m_services = std::make_unique<Services>(demoPace());
    m_asJson = parser.isSet(u"json"_s);
    auto chosen = chooseProviders(parser, parser.value(u"provider"_s), *m_services);
    if (!chosen) {
        endWith(describeError(chosen.error()));
        return;
    }
    m_waiting = std::move(*chosen);
    listNext();
}

void ModelsCommand::listNext()
{
    while (!m_waiting.isEmpty()) {
        const Provider provider = m_waiting.takeFirst();
        if (provider.models.isEmpty()) {
            ask(provider);
            return;
        }
        report(provider, provider.models);
    }
    finishList();
}

void ModelsCommand::ask(const Provider &provider)
{
    m_services->credentials().whenKnown(provider, this, [this, provider](const Result<Secret> &key) {
        if (key)
            return askWith(provider, *key);
        terminal().tell(key.error().message);
        listNext();
    });
}

void ModelsCommand::askWith(const Provider &provider, const Secret &key)
{
    m_listing = std::make_unique<ModelListing>(m_services->network(), m_services->clock(), provider, key);
    connect(m_listing.get(), &ModelListing::finished, this, [this, provider](const Result<QList<ListedModel>> &listed) {
        m_listing.release()->deleteLater();
        if (!listed) {
            terminal().tell(listed.error().message);
        } else {
            QList<ProviderModel> models;
            for (const ListedModel &model : *listed)
                models.append(model.model);
            report(provider, models);
        }
        listNext();
    });
}

void ModelsCommand::report(const Provider &provider, const QList<ProviderModel> &models)
{
    m_anyListed = true;
    for (const ProviderModel &model : models) {
        const ModelRef ref{provider.id, model.id};
        if (m_asJson)
            m_models.append(toJson(ref, model));
        else
            terminal().writeLine(describeModel(ref, model));
    }
}

void ModelsCommand::finishList()
{
    if (m_asJson)
        terminal().writeDocument({{u"models"_s, m_models}});
    end(m_anyListed ? ExitCode::Success : ExitCode::BadInput);
}

} // namespace tributary
