// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ProviderForm.h"

#include "provider/Http.h"
#include "provider/ProvidersFile.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ProviderForm)
};

constexpr int longestId = 40;
/// A longer word in place of a variable's name is rather a key.
constexpr int longestVariable = 48;

FieldNote problem(const QString &text)
{
    return {text, Tone::Error, true};
}

QString withScheme(const QString &text)
{
    if (text.contains("://"_L1))
        return text;
    const QUrl guess(u"http://"_s + text);
    Provider local;
    local.baseUrl = guess;
    return (local.isLoopback() ? u"http://"_s : u"https://"_s) + text;
}

/// What makes an address unusable whatever its host; empty when nothing does.
QString objectionTo(const QUrl &url)
{
    const bool web = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!url.isValid() || url.host().isEmpty() || !web)
        return Text::tr("Write an address such as https://api.together.xyz/v1 or http://localhost:11434/v1.");
    // Either could be a key, which would then stand in the providers file.
    if (!url.userInfo().isEmpty())
        return Text::tr("Take the name or password before the @ out of the address; the key has its own field.");
    // Azure's version is no secret.
    static const QRegularExpression version(u"^api-version=[0-9a-z-]*$"_s);
    if (url.hasQuery() && !version.match(url.query()).hasMatch())
        return Text::tr("Take the part after the question mark out of the address; the key has its own field.");
    return {};
}

bool isOpenHttp(const QUrl &url)
{
    Provider provider;
    provider.baseUrl = url;
    return url.scheme() == "http"_L1 && !provider.isLoopback();
}

FieldNote noteOfRepair(const QString &typed, const QUrl &url, DialectKind dialect)
{
    const QString address = url.toString();
    QString plain = typed;
    while (plain.endsWith(u'/'))
        plain.chop(1);
    if (plain.contains("/v1/v1"_L1))
        return {Text::tr("The doubled /v1 is left out: %1").arg(address)};
    // A host without a dot is either this computer or still being typed.
    const bool named = url.host().contains(u'.') || url.port() > 0 || url.host() == "localhost"_L1;
    if (plain != address && named)
        return {Text::tr("Used as %1").arg(address)};
    if (url.path().isEmpty() && named && dialect == DialectKind::ChatCompletions)
        return {Text::tr("Most servers expect /v1 at the end: %1/v1").arg(address)};
    return {};
}

} // namespace

AddressReading readAddress(const ProviderForm &form)
{
    const QString typed = form.address.simplified().remove(u' ');
    if (typed.isEmpty())
        return {{}, problem(Text::tr("Enter the server's address.")), false};
    const QUrl url = cleanBaseUrl(withScheme(typed));
    if (const QString objection = objectionTo(url); !objection.isEmpty())
        return {{}, problem(objection), false};
    if (!isOpenHttp(url))
        return {url, noteOfRepair(typed, url, form.dialect), false};
    if (form.allowInsecure)
        return {url, {Text::tr("Keys and prompts travel unencrypted to %1.").arg(url.host()), Tone::Warning}, true};
    return {{},
            problem(Text::tr("Plain http to another machine sends the key and every prompt unencrypted. Use https.")),
            true};
}

bool isUnfinishedAddress(const QString &typed)
{
    const QStringList beginnings{u"https://"_s, u"http://localhost"_s, u"http://127.0.0.1"_s, u"http://[::1]"_s};
    return std::ranges::any_of(beginnings, [&typed](const QString &one) { return one.startsWith(typed.trimmed()); });
}

FieldNote noteOfVariable(const QString &variable)
{
    static const QRegularExpression name(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    const QString trimmed = variable.trimmed();
    if (trimmed.isEmpty())
        return problem(Text::tr("Enter the variable's name, such as TOGETHER_API_KEY."));
    // What was typed may be a key; it is not repeated.
    if (!name.match(trimmed).hasMatch() || trimmed.size() > longestVariable)
        return problem(Text::tr("This is no variable's name. Enter the name, not the key."));
    if (qEnvironmentVariableIsEmpty(trimmed.toUtf8().constData()))
        return {Text::tr("%1 is not set. Set it, then start Tributary again.").arg(trimmed), Tone::Warning};
    return {Text::tr("%1 is set.").arg(trimmed), Tone::Success};
}

FieldNote noteOfName(const QString &name, const QStringList &others)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return problem(Text::tr("Enter a name for this provider."));
    if (others.contains(trimmed, Qt::CaseInsensitive))
        return problem(Text::tr("Another provider has this name. Choose a different one."));
    return {};
}

ProviderForm formOf(const Provider &provider)
{
    ProviderForm form{provider.name,         provider.baseUrl.toString(), KeyPlace::Keyring,
                      provider.key.variable, provider.allowInsecure,      provider.dialect,
                      provider.parallel,     provider.requestsPerMinute,  provider.tokensPerMinute,
                      provider.retries,      provider.timeoutMs};
    switch (provider.key.kind) {
    case KeySource::Kind::Session:
        form.keyPlace = KeyPlace::Session;
        break;
    case KeySource::Kind::Environment:
        form.keyPlace = KeyPlace::Environment;
        break;
    case KeySource::Kind::None:
        form.keyPlace = KeyPlace::None;
        break;
    case KeySource::Kind::Keyring:
        form.keyPlace = KeyPlace::Keyring;
        break;
    }
    return form;
}

ProviderForm formOf(const ServicePreset &service)
{
    ProviderForm form;
    form.name = service.id == "other"_L1 ? QString() : service.name;
    form.address = service.baseUrl;
    form.variable = service.variable;
    form.dialect = service.dialect;
    form.parallel = service.parallel;
    const bool isSet =
        !service.variable.isEmpty() && !qEnvironmentVariableIsEmpty(service.variable.toUtf8().constData());
    if (isSet)
        form.keyPlace = KeyPlace::Environment;
    else
        form.keyPlace = service.key == ServicePreset::Key::Needed ? KeyPlace::Keyring : KeyPlace::None;
    return form;
}

KeySource keySourceOf(const ProviderForm &form)
{
    switch (form.keyPlace) {
    case KeyPlace::Session:
        return {KeySource::Kind::Session, {}};
    case KeyPlace::Environment:
        return {KeySource::Kind::Environment, form.variable.trimmed()};
    case KeyPlace::None:
        return {KeySource::Kind::None, {}};
    case KeyPlace::Keyring:
        return {KeySource::Kind::Keyring, {}};
    }
    Q_UNREACHABLE();
}

ProviderId freeProviderId(const QString &name, const QList<Provider> &taken)
{
    static const QRegularExpression other(u"[^a-z0-9]+"_s);
    static const QRegularExpression edges(u"^-+|-+$"_s);
    // Decomposed, an accented letter leaves its plain one behind.
    QString base = name.normalized(QString::NormalizationForm_KD).toLower();
    base.remove(QRegularExpression(u"\\p{Mn}"_s));
    base = base.replace(other, u"-"_s).left(longestId).remove(edges);
    if (base.isEmpty())
        base = u"provider"_s;
    const auto isTaken = [&taken](const QString &id) {
        return id == "demo"_L1 ||
               std::ranges::any_of(taken, [&id](const Provider &provider) { return provider.id.value == id; });
    };
    QString id = base;
    for (int number = 2; isTaken(id); ++number)
        id = u"%1-%2"_s.arg(base).arg(number);
    return {id};
}

QList<DialectChoice> dialectChoices()
{
    return {
        {DialectKind::ChatCompletions, Text::tr("Chat Completions (OpenAI and most others)")},
        {DialectKind::Anthropic, Text::tr("Anthropic Messages")},
        {DialectKind::Gemini, Text::tr("Gemini")},
        {DialectKind::Ollama, Text::tr("Ollama")},
    };
}

std::optional<DialectKind> dialectAt(const QString &address)
{
    const QUrl typed = cleanBaseUrl(withScheme(address.simplified().remove(u' ')));
    for (const ServicePreset &service : servicePresets()) {
        const QUrl known(service.baseUrl);
        const bool local = isLoopback(known);
        const bool same = local ? isLoopback(typed) && typed.port() == known.port() : typed.host() == known.host();
        // Both services and Ollama speak Chat Completions too, below other paths.
        if (same && !known.isEmpty() &&
            (typed.path().isEmpty() || typed.path() == known.path() || known.path().startsWith(typed.path())))
            return service.dialect;
    }
    return std::nullopt;
}

} // namespace tributary
