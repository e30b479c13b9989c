// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunArguments.h"

#include "cli/AttachmentArguments.h"
#include "cli/GraphArgument.h"
#include "cli/Interrupt.h"
#include "demo/DemoServer.h"
#include "report/ReportFormat.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::RunArguments)
};

/// Far above every model's context; keeps a wrong file from filling the memory.
constexpr qint64 largestPromptFile = 64LL * 1024 * 1024;

Result<QString> readText(QFile &file, const QString &what)
{
    const QByteArray bytes = file.read(largestPromptFile + 1);
    if (bytes.size() > largestPromptFile)
        return fail(ErrorKind::InvalidInput, Text::tr("%1 is larger than %2 MB. Give the models a shorter text.")
                                                 .arg(what)
                                                 .arg(largestPromptFile >> 20));
    if (bytes.contains('\0'))
        return fail(ErrorKind::InvalidInput, Text::tr("%1 is not text.").arg(what));
    return QString::fromUtf8(bytes);
}

Result<QString> readPromptFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, Text::tr("Cannot read the prompt file %1: %2.").arg(path, file.errorString()));
    return readText(file, path);
}

Result<QString> readStandardInput()
{
    QFile input;
    if (!input.open(0, QIODevice::ReadOnly))
        return fail(ErrorKind::Io, Text::tr("Cannot read standard input: %1.").arg(input.errorString()));
    const EndAtOnce whileReading;
    return readText(input, Text::tr("Standard input"));
}

} // namespace

void describePrompt(QCommandLineParser &parser)
{
    parser.addOption({u"prompt"_s, Text::tr("What to ask."), u"TEXT"_s});
    parser.addOption({u"prompt-file"_s, Text::tr("A file with what to ask."), u"FILE"_s});
    parser.addPositionalArgument(u"-"_s, Text::tr("Reads what to ask from standard input."), u"[-]"_s);
}

void describeRun(QCommandLineParser &parser)
{
    describePrompt(parser);
    describeAttachments(parser);
    parser.addOption({u"budget"_s, Text::tr("Starts no call that is certain to exceed this much money."), u"USD"_s});
    describeCache(parser);
    describeRunOutput(parser);
}

void describeCache(QCommandLineParser &parser)
{
    parser.addOption(
        {u"no-cache"_s, Text::tr("Asks every model, also where an answer is cached, and caches the new answers.")});
}

void describeRunOutput(QCommandLineParser &parser)
{
    parser.addOption({u"events"_s, Text::tr("Prints what happens, one JSON object a line, instead of the synthesis.")});
    parser.addOption({u"json"_s, Text::tr("Prints the run record at the end instead of the synthesis.")});
    parser.addOption(
        {u"out"_s, Text::tr("Also writes the run to a file: %1. May be repeated.").arg(reportEndings()), u"FILE"_s});
}

CacheUse readCache(const QCommandLineParser &parser)
{
    return parser.isSet(u"no-cache"_s) ? CacheUse::Bypass : CacheUse::Use;
}

RunOutput readRunOutput(const QCommandLineParser &parser)
{
    return {parser.isSet(u"events"_s), parser.isSet(u"json"_s), parser.values(u"out"_s)};
}

Result<QString> readPrompt(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    const bool fromInput = words.value(1) == "-"_L1;
    if (words.size() > (fromInput ? 2 : 1))
        return fail(
            ErrorKind::InvalidInput,
            Text::tr("\"%1\" is one argument too many. Put the prompt in quotes after --prompt.").arg(words.last()));
    if (int(fromInput) + int(parser.isSet(u"prompt"_s)) + int(parser.isSet(u"prompt-file"_s)) > 1)
        return fail(ErrorKind::InvalidInput, Text::tr("Give one prompt: --prompt, --prompt-file or -."));
    if (parser.isSet(u"prompt"_s))
        return parser.value(u"prompt"_s);
    if (parser.isSet(u"prompt-file"_s))
        return readPromptFile(parser.value(u"prompt-file"_s));
    if (fromInput)
        return readStandardInput();
    if (words.value(0) == demoPreset)
        return DemoServer::questions().constFirst().prompt;
    return fail(ErrorKind::InvalidInput,
                Text::tr("Give a prompt: --prompt TEXT, --prompt-file FILE, or - for standard input."));
}

Result<std::optional<double>> readBudget(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"budget"_s))
        return std::nullopt;
    bool isNumber = false;
    const double usd = parser.value(u"budget"_s).toDouble(&isNumber);
    if (!isNumber || !(usd >= 0.0))
        return fail(ErrorKind::InvalidInput,
                    Text::tr("--budget %1: expected an amount in US dollars, for example 0.50.")
                        .arg(parser.value(u"budget"_s)));
    return usd;
}

Result<RunArguments> readRunArguments(const QCommandLineParser &parser)
{
    RunArguments arguments;
    arguments.cache = readCache(parser);
    arguments.output = readRunOutput(parser);
    const auto budget = readBudget(parser);
    if (!budget)
        return tl::unexpected(budget.error());
    arguments.budgetUsd = *budget;
    auto prompt = readPrompt(parser);
    if (!prompt)
        return tl::unexpected(prompt.error());
    arguments.prompt = *prompt;
    return arguments;
}

} // namespace tributary
