// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/ProviderChoice.h"

#include "provider/ProvidersFile.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ProviderChoice)
};

} // namespace

void describeProviderChoice(QCommandLineParser &parser)
{
    parser.addOption({u"providers"_s, Text::tr("Providers file to use instead of the usual one."), u"FILE"_s});
}

Result<QList<Provider>> chooseProviders(const QCommandLineParser &parser, const QString &id, Services &services)
{
    const bool wantsDemo = id == Services::demoProvider().value;
    if (!wantsDemo) {
        if (const auto loaded = services.loadProviders(parser.value(u"providers"_s)); !loaded)
            return tl::unexpected(loaded.error());
    }
    if (wantsDemo || (id.isEmpty() && services.providers().isEmpty())) {
        if (const auto started = services.startDemo(); !started)
            return tl::unexpected(started.error());
    }
    if (id.isEmpty())
        return services.providers();
    for (const Provider &provider : services.providers()) {
        if (provider.id.value == id)
            return QList<Provider>{provider};
    }
    return fail(ErrorKind::InvalidInput,
                Text::tr("There is no provider \"%1\". Providers are listed in %2.").arg(id, defaultProvidersPath()));
}

} // namespace tributary
