// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/Provider.h"

#include "provider/Http.h"

#include <QHash>
#include <QStringList>

namespace tributary {

using namespace Qt::StringLiterals;

QString wireName(DialectKind dialect)
{
    return words::word(words::dialectNames, dialect);
}

std::optional<DialectKind> dialectFromString(QStringView name)
{
    return words::value(words::dialectNames, name);
}

QString KeySource::toString() const
{
    switch (kind) {
    case Kind::Keyring:
        return u"keyring"_s;
    case Kind::Environment:
        return u"env:"_s + variable;
    case Kind::Session:
        return u"session"_s;
    case Kind::None:
        return u"none"_s;
    }
    Q_UNREACHABLE();
}

std::optional<KeySource> KeySource::fromString(QStringView text)
{
    if (text == "keyring"_L1)
        return KeySource{Kind::Keyring, {}};
    if (text == "session"_L1)
        return KeySource{Kind::Session, {}};
    if (text == "none"_L1)
        return KeySource{Kind::None, {}};
    if (!text.startsWith("env:"_L1) || text.size() == 4 || text.contains(u'='))
        return std::nullopt;
    return KeySource{Kind::Environment, text.sliced(4).toString()};
}

bool Provider::isLoopback() const
{
    return tributary::isLoopback(baseUrl);
}

ModelLookup makeModelLookup(const QList<Provider> &providers)
{
    QHash<ProviderId, Provider> known;
    for (const Provider &provider : providers)
        known.insert(provider.id, provider);
    return [known](const ModelRef &ref) -> std::optional<ModelFacts> {
        const auto provider = known.constFind(ref.provider);
        if (provider == known.cend() || ref.model.isEmpty())
            return std::nullopt;
        ModelFacts facts;
        facts.local = provider->isLoopback();
        if (provider->models.isEmpty())
            return facts;
        for (const ProviderModel &model : provider->models) {
            if (model.id != ref.model)
                continue;
            facts.contextTokens = model.contextTokens;
            facts.inputUsdPerMTok = model.inputUsdPerMTok;
            facts.outputUsdPerMTok = model.outputUsdPerMTok;
            return facts;
        }
        return std::nullopt;
    };
}

} // namespace tributary
