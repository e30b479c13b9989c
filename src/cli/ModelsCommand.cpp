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
void insertFact(QJsonObject &object, const QString &member, const std::optional<DatedFact<T>> &fact)
{
    object.insert(member, fact ? QJsonValue(fact->value) : QJsonValue(QJsonValue::Null));
}

QJsonObject toJson(const CatalogueModel &model)
{
    QJsonObject object{{u"id"_s, model.ref.toString()},
                       {u"provider"_s, model.ref.provider.value},
                       {u"name"_s, model.name},
                       {u"capabilities"_s, QJsonArray::fromStringList(model.capabilities)}};
    insertFact(object, u"contextTokens"_s, model.contextTokens);
    insertFact(object, u"inputUsdPerMTok"_s, model.inputUsdPerMTok);
    insertFact(object, u"outputUsdPerMTok"_s, model.outputUsdPerMTok);
    if (const auto &price = model.inputUsdPerMTok)
        object.insert(u"priceFrom"_s, describe(price->origin, price->date));
    return object;
}

QString describeModel(const CatalogueModel &model)
{
    QStringList facts;
    if (model.contextTokens)
        facts.append(ModelsCommand::tr("%1 tokens").arg(formatCount(model.contextTokens->value)));
    if (model.inputUsdPerMTok && model.outputUsdPerMTok) {
        facts.append(ModelsCommand::tr("%1 in, %2 out per million tokens")
                         .arg(formatMoney(model.inputUsdPerMTok->value), formatMoney(model.outputUsdPerMTok->value)));
        if (model.inputUsdPerMTok->origin != FactOrigin::User)
            facts.append(describe(model.inputUsdPerMTok->origin, model.inputUsdPerMTok->date));
    } else {
        facts.append(ModelsCommand::tr("price unknown"));
    }
    return u"%1  %2"_s.arg(model.ref.toString(), (facts + model.capabilities).join(", "_L1));
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
    parser.addOption({u"refresh"_s, tr("Asks every provider for its list again.")});
}

void ModelsCommand::start(const QCommandLineParser &parser)
{
    m_services = std::make_unique<Services>(demoPace());
    m_asJson = parser.isSet(u"json"_s);
    m_refresh = parser.isSet(u"refresh"_s);
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
        if (m_refresh || m_services->catalogue().models(provider).isEmpty())
            return ask(provider);
        report(provider);
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
        takeList(provider, listed);
        listNext();
    });
}

void ModelsCommand::takeList(const Provider &provider, const Result<QList<ListedModel>> &listed)
{
    if (!listed) {
        terminal().tell(listed.error().message);
        // What was listed before, or written in the providers file, is better than nothing.
        if (!m_services->catalogue().models(provider).isEmpty())
            report(provider);
        return;
    }
    if (const auto kept = m_services->keepListing(provider, *listed); !kept)
        terminal().tell(kept.error().message);
    report(provider);
}

void ModelsCommand::report(const Provider &provider)
{
    m_anyListed = true;
    const QList<CatalogueModel> models = m_services->catalogue().models(provider);
    for (const CatalogueModel &model : models) {
        if (m_asJson)
            m_models.append(toJson(model));
        else
            terminal().writeLine(describeModel(model));
    }
}

void ModelsCommand::finishList()
{
    if (m_asJson)
        terminal().writeDocument({{u"models"_s, m_models}});
    end(m_anyListed ? ExitCode::Success : ExitCode::BadInput);
}

} // namespace tributary
