// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/ProvidersCommand.h"

#include "cli/GraphArgument.h"
#include "cli/ProviderChoice.h"
#include "provider/ServicePreset.h"

#include <QFile>
#include <QJsonArray>

#include <unistd.h>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestKey = 16 * 1024;

QString markOf(CheckStep::State state)
{
    switch (state) {
    case CheckStep::State::Passed:
        return ProvidersCommand::tr("ok    ");
    case CheckStep::State::Failed:
        return ProvidersCommand::tr("failed");
    case CheckStep::State::Skipped:
        return ProvidersCommand::tr("-     ");
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const Provider &provider)
{
    return {{u"id"_s, provider.id.value},
            {u"name"_s, provider.name},
            {u"baseUrl"_s, provider.baseUrl.toString()},
            {u"key"_s, provider.key.toString()},
            {u"models"_s, provider.models.size()}};
}

QJsonObject toJson(const ServicePreset &service)
{
    return {{u"id"_s, service.id},
            {u"name"_s, service.name},
            {u"local"_s, service.kind == ServicePreset::Kind::Local},
            {u"dialect"_s, words::word(words::dialectNames, service.dialect)},
            {u"baseUrl"_s, service.baseUrl},
            {u"keyNeeded"_s, service.key == ServicePreset::Key::Needed},
            {u"variable"_s, service.variable},
            {u"keyPage"_s, service.keyPage.toString()},
            {u"parallel"_s, service.parallel},
            {u"note"_s, service.note}};
}

QStringList idsOf(const FoundServer &server)
{
    QStringList ids;
    for (const ListedModel &listed : server.models)
        ids.append(listed.model.id);
    return ids;
}

QJsonObject toJson(const FoundServer &server)
{
    return {{u"service"_s, server.service},
            {u"name"_s, server.name},
            {u"dialect"_s, words::word(words::dialectNames, server.dialect)},
            {u"baseUrl"_s, server.baseUrl.toString()},
            {u"models"_s, QJsonArray::fromStringList(idsOf(server))}};
}

template <typename T>
QJsonArray toJsonArray(const QList<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(toJson(value));
    return array;
}

} // namespace

ProvidersCommand::ProvidersCommand(Terminal &terminal, double demoPace)
    : Command(terminal, demoPace)
{}

ProvidersCommand::~ProvidersCommand() = default;

QString ProvidersCommand::name() const
{
    return u"providers"_s;
}

QString ProvidersCommand::summary() const
{
    return tr("Lists the providers, tries them, finds local servers, keeps keys.");
}

void ProvidersCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(
        u"what"_s,
        tr("list: the connected ones. services: those that can be connected. test: tries all or one, step by step. "
           "find: servers on this computer. set-key: puts a key, read from standard input, into the system keyring. "
           "forget-key: deletes it there."),
        u"list|services|test|find|set-key|forget-key"_s);
    parser.addPositionalArgument(u"id"_s, tr("The provider to test, or whose key it is."), u"[ID]"_s);
    describeProviderChoice(parser);
    parser.addOption({u"json"_s, tr("Prints lists as JSON.")});
}

void ProvidersCommand::start(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    const QString what = words.value(0, u"list"_s);
    m_asJson = parser.isSet(u"json"_s);
    m_services = std::make_unique<Services>(demoPace());
    if (what == "list"_L1 && words.size() <= 1)
        return list(parser);
    if (what == "services"_L1 && words.size() == 1)
        return listServices();
    if (what == "find"_L1 && words.size() == 1)
        return find();
    if (what == "test"_L1 && words.size() <= 2)
        return test(parser);
    if (what == "set-key"_L1 && words.size() == 2)
        return setKey(parser);
    if (what == "forget-key"_L1 && words.size() == 2)
        return forgetKey(parser);
    endWith(tr("Use: tributary-cli providers [list | services | test [ID] | find | set-key ID | forget-key ID]."));
}

void ProvidersCommand::list(const QCommandLineParser &parser)
{
    if (const auto loaded = m_services->loadProviders(parser.value(u"providers"_s)); !loaded)
        return endWith(describeError(loaded.error()));
    if (m_asJson)
        terminal().writeDocument({{u"providers"_s, toJsonArray(m_services->providers())}});
    const QList<Provider> providers = m_asJson ? QList<Provider>() : m_services->providers();
    for (const Provider &provider : providers)
        terminal().writeLine(
            u"%1  %2  %3"_s.arg(provider.id.value, provider.baseUrl.toString(), provider.key.toString()));
    end(ExitCode::Success);
}

void ProvidersCommand::listServices()
{
    if (m_asJson) {
        terminal().writeDocument({{u"services"_s, toJsonArray(servicePresets())}});
        return end(ExitCode::Success);
    }
    for (const ServicePreset &service : servicePresets())
        terminal().writeLine(u"%1 %2 %3"_s.arg(service.name, -18)
                                 .arg(words::word(words::dialectNames, service.dialect), -17)
                                 .arg(service.baseUrl.isEmpty() ? tr("an address of your own") : service.baseUrl));
    end(ExitCode::Success);
}

void ProvidersCommand::test(const QCommandLineParser &parser)
{
    auto chosen = chooseProviders(parser, parser.positionalArguments().value(1), *m_services);
    if (!chosen)
        return endWith(describeError(chosen.error()));
    m_waiting = std::move(*chosen);
    testNext();
}

void ProvidersCommand::testNext()
{
    if (m_waiting.isEmpty()) {
        end(m_allPassed ? ExitCode::Success : ExitCode::BadInput);
        return;
    }
    const Provider provider = m_waiting.takeFirst();
    terminal().writeLine(u"%1  %2"_s.arg(provider.id.value, provider.baseUrl.toString()));
    m_check = std::make_unique<ProviderCheck>(m_services->network(), m_services->credentials(), m_services->clock(),
                                              provider);
    connect(m_check.get(), &ProviderCheck::stepDone, this, qOverload<const CheckStep &>(&ProvidersCommand::report));
    connect(m_check.get(), &ProviderCheck::finished, this, [this](bool passed) {
        m_allPassed = m_allPassed && passed;
        if (m_check->lacksCredit())
            terminal().writeLine(tr("  The key is valid, but there is no credit left."));
        m_check.release()->deleteLater();
        testNext();
    });
}

void ProvidersCommand::report(const CheckStep &step)
{
    terminal().writeLine(u"  %1  %2: %3"_s.arg(markOf(step.state), title(step.kind), step.message));
}

void ProvidersCommand::find()
{
    m_search = std::make_unique<LocalServerSearch>(m_services->network(), m_services->clock());
    connect(m_search.get(), &LocalServerSearch::finished, this,
            qOverload<const QList<FoundServer> &>(&ProvidersCommand::report));
}

void ProvidersCommand::report(const QList<FoundServer> &servers)
{
    if (m_asJson)
        terminal().writeDocument({{u"servers"_s, toJsonArray(servers)}});
    else if (servers.isEmpty())
        terminal().tell(tr("No server answers at the usual ports of this computer. Start one and try again."));
    for (const FoundServer &server : m_asJson ? QList<FoundServer>() : servers) {
        terminal().writeLine(u"%1  %2"_s.arg(server.name, server.baseUrl.toString()));
        const QStringList ids = idsOf(server);
        for (const QString &id : ids)
            terminal().writeLine(u"  "_s + id);
    }
    end(ExitCode::Success);
}

std::optional<Provider> ProvidersCommand::chosenProvider(const QCommandLineParser &parser)
{
    const auto chosen = chooseProviders(parser, parser.positionalArguments().value(1), *m_services);
    if (!chosen) {
        endWith(describeError(chosen.error()));
        return std::nullopt;
    }
    const Provider provider = chosen->first();
    if (provider.key.kind == KeySource::Kind::Keyring)
        return provider;
    endWith(tr("The key of %1 is not in the keyring: its providers file says \"key\": \"%2\".")
                .arg(provider.name, provider.key.toString()));
    return std::nullopt;
}

void ProvidersCommand::setKey(const QCommandLineParser &parser)
{
    const auto provider = chosenProvider(parser);
    if (!provider)
        return;
    if (::isatty(STDIN_FILENO) == 1)
        terminal().tell(tr("Paste the key of %1 and press Enter.").arg(provider->name));
    QFile input;
    // Read unbuffered, so that nothing of the key stays in a buffer of the file.
    const bool open = input.open(STDIN_FILENO, QIODevice::ReadOnly | QIODevice::Unbuffered);
    const Secret key(open ? input.readLine(longestKey) : QByteArray());
    if (key.isEmpty() || !key.fitsInHeader())
        return endWith(tr("There is no key on standard input: write it there as one line."));
    m_services->credentials().keep(*provider, key, this, [this](const Result<Secret> &result) {
        endKey(result, tr("The key is in the keyring."));
    });
}

void ProvidersCommand::forgetKey(const QCommandLineParser &parser)
{
    if (const auto provider = chosenProvider(parser))
        m_services->credentials().forget(*provider, this, [this](const Result<Secret> &result) {
            endKey(result, tr("The keyring holds no key of it any more."));
        });
}

void ProvidersCommand::endKey(const Result<Secret> &result, const QString &done)
{
    terminal().tell(result ? done : describeError(result.error()));
    end(result ? ExitCode::Success : ExitCode::BadInput);
}

} // namespace tributary
