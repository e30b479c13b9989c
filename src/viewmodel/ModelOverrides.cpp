// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ModelOverrides.h"

#include "provider/ChatRequest.h"
#include "provider/TailoredRequest.h"

#include <QRegularExpression>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QList<ModelParameter> parametersOf(OverridableTrait trait)
{
    switch (trait) {
    case OverridableTrait::SystemPrompt:
        return {ModelParameter::SystemPrompt};
    case OverridableTrait::Sampling:
        return {ModelParameter::Temperature, ModelParameter::TopP};
    }
    Q_UNREACHABLE();
}

QString onlyThis(const QString &model)
{
    return u'^' + QRegularExpression::escape(model) + u'$';
}

/// Speaks of this model alone, whatever else it says of it.
bool isAbout(const CapabilityRule &rule, const QString &model)
{
    return rule.models == onlyThis(model) && rule.dialects.isEmpty() && rule.hosts.isEmpty() &&
           rule.reasoning.isEmpty();
}

bool holdsAll(const QList<ModelParameter> &list, const QList<ModelParameter> &wanted)
{
    return std::ranges::all_of(wanted, [&list](ModelParameter one) { return list.contains(one); });
}

} // namespace

TraitUse overrideOf(const Provider &provider, const QString &model, OverridableTrait trait)
{
    TraitUse use = TraitUse::AsKnown;
    for (const CapabilityRule &rule : provider.rules) {
        if (!isAbout(rule, model))
            continue;
        if (holdsAll(rule.accepts, parametersOf(trait)))
            use = TraitUse::Sent;
        if (holdsAll(rule.refuses, parametersOf(trait)))
            use = TraitUse::LeftOut;
    }
    return use;
}

bool isSentAsKnown(const Provider &provider, const QString &model, OverridableTrait trait)
{
    Provider plain = provider;
    plain.rules.removeIf([&model](const CapabilityRule &rule) { return isAbout(rule, model); });
    ChatRequest request;
    request.model = {provider.id, model};
    const QList<ModelParameter> refused = rulesFor(request, plain).refused;
    return !holdsAll(refused, parametersOf(trait));
}

void setOverride(Provider &provider, const QString &model, OverridableTrait trait, TraitUse use)
{
    const QList<ModelParameter> parameters = parametersOf(trait);
    CapabilityRule own;
    own.models = onlyThis(model);
    provider.rules.removeIf([&](const CapabilityRule &rule) {
        if (!isAbout(rule, model))
            return false;
        own = rule;
        return true;
    });
    for (const ModelParameter parameter : parameters) {
        own.accepts.removeAll(parameter);
        own.refuses.removeAll(parameter);
    }
    if (use == TraitUse::Sent)
        own.accepts += parameters;
    else if (use == TraitUse::LeftOut)
        own.refuses += parameters;
    // Qt compares an emptied list with one that never held anything through a null pointer.
    for (QList<ModelParameter> *list : {&own.accepts, &own.refuses}) {
        if (list->isEmpty())
            *list = {};
    }
    CapabilityRule nothing;
    nothing.models = own.models;
    if (own != nothing)
        provider.rules.append(own);
}

} // namespace tributary
