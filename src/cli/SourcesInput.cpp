// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/SourcesInput.h"

#include "analysis/ReadAnswers.h"
#include "cli/LibraryArgument.h"
#include "cli/SourcesText.h"
#include "run/RunBundleFile.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QStringDecoder>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::SourcesInput)
};

constexpr qint64 largestText = 64LL * 1024 * 1024;

QStringConverter::Encoding encodingOf(const QByteArray &bytes)
{
    const bool marked = bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF");
    return marked ? QStringConverter::Utf16 : QStringConverter::Utf8;
}

Result<QString> readTextFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, Text::tr("Cannot read %1: %2.").arg(path, file.errorString()));
    const QByteArray bytes = file.read(largestText + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::Io, Text::tr("Cannot read %1: %2.").arg(path, file.errorString()));
    if (bytes.size() > largestText)
        return fail(ErrorKind::InvalidInput,
                    Text::tr("%1 is larger than %2 MiB: this is no answer.").arg(path).arg(largestText >> 20));
    // Without state, half a character at the end is an error too.
    QStringDecoder decoder(encodingOf(bytes), QStringConverter::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError() || !text.isValidUtf16())
        return fail(ErrorKind::InvalidInput, Text::tr("%1 is not UTF-8 text. Convert it first.").arg(path));
    return text;
}

Result<SourceReference> readReference(const QString &argument)
{
    const qsizetype equals = argument.indexOf(u'=');
    if (equals < 1 || equals + 1 == argument.size())
        return fail(ErrorKind::InvalidInput,
                    Text::tr("--reference %1 lacks a name or a file: --reference ID=FILE.").arg(argument));
    const AgentId agent{argument.first(equals)};
    if (isReservedContribution(agent.value))
        return fail(ErrorKind::InvalidInput,
                    Text::tr("A reference cannot be named \"%1\": that is what belongs to no reference. Name it "
                             "differently.")
                        .arg(agent.value));
    const auto text = readTextFile(argument.sliced(equals + 1));
    if (!text)
        return tl::unexpected(text.error());
    return SourceReference{agent, *text};
}

Result<SourceQuestion> readTextFiles(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.values(u"reference"_s);
    if (arguments.isEmpty())
        return fail(ErrorKind::InvalidInput,
                    Text::tr("Name what the synthesis was made from: --reference ID=FILE, once for each."));
    SourceQuestion question;
    for (const QString &argument : arguments) {
        const auto reference = readReference(argument);
        if (!reference)
            return tl::unexpected(reference.error());
        if (std::ranges::any_of(std::as_const(question.references),
                                [&](const SourceReference &known) { return known.agent == reference->agent; }))
            return fail(
                ErrorKind::InvalidInput,
                Text::tr("Two references are named \"%1\". Give each its own name.").arg(reference->agent.value));
        question.references.append(*reference);
    }
    const auto synthesis = readTextFile(parser.value(u"synthesis"_s));
    if (!synthesis)
        return tl::unexpected(synthesis.error());
    question.text = *synthesis;
    if (!parser.isSet(u"prompt-file"_s))
        return question;
    const auto prompt = readTextFile(parser.value(u"prompt-file"_s));
    if (!prompt)
        return tl::unexpected(prompt.error());
    question.prompt = *prompt;
    return question;
}

Result<SourceQuestion> questionOf(const RunRecord &record)
{
    const RunState state = replay(record.events);
    const QList<Agent> aggregators = record.graph.layers.isEmpty() ? QList<Agent>() : record.graph.layers.last().agents;
    const auto main = std::ranges::find_if(
        aggregators, [&](const Agent &aggregator) { return state.agent(aggregator.id).isUsable(); });
    if (main == aggregators.end())
        return fail(ErrorKind::Empty, Text::tr("Run %1 has no synthesis whose sources could be found. tributary-cli "
                                               "resume goes on with it.")
                                          .arg(record.id.value));
    return SourceQuestion{state.agent(main->id).answer, answersReadBy(record, state, main->id), record.prompt, {}};
}

Result<SourceQuestion> readRun(const QCommandLineParser &parser, Services &services)
{
    const auto library = openLibraryArgument(parser, WhenMissing::Fail, services);
    if (!library)
        return tl::unexpected(library.error());
    const auto run = (*library)->resolve(parser.positionalArguments().constFirst());
    const auto record = run ? (*library)->load(*run) : tl::unexpected(run.error());
    return record ? questionOf(*record) : tl::unexpected(record.error());
}

Result<void> checkUsage(const QCommandLineParser &parser)
{
    const qsizetype ways =
        parser.positionalArguments().size() + parser.values(u"bundle"_s).size() + parser.values(u"synthesis"_s).size();
    if (ways != 1)
        return fail(ErrorKind::InvalidInput,
                    Text::tr("Name one synthesis: a run's id, --bundle FILE or --synthesis FILE."));
    const bool files = parser.isSet(u"synthesis"_s);
    if (!files && (parser.isSet(u"reference"_s) || parser.isSet(u"prompt-file"_s)))
        return fail(ErrorKind::InvalidInput,
                    Text::tr("A run has its references and its prompt; --reference and --prompt-file go with "
                             "--synthesis."));
    if (parser.values(u"prompt-file"_s).size() > 1)
        return fail(ErrorKind::InvalidInput, Text::tr("--prompt-file may be given once."));
    return {};
}

} // namespace

void describeSourcesInput(QCommandLineParser &parser)
{
    parser.addPositionalArgument(u"run-id"_s, Text::tr("A run's id, or enough of its beginning."), u"[RUN-ID]"_s);
    parser.addOption({u"bundle"_s, Text::tr("A saved run (.moarun) instead of one of the library."), u"FILE"_s});
    parser.addOption({u"synthesis"_s, Text::tr("A text file instead of a run."), u"FILE"_s});
    parser.addOption({u"reference"_s,
                      Text::tr("A text file that the synthesis was made from, and what to call it. May be repeated."),
                      u"ID=FILE"_s});
    parser.addOption(
        {u"prompt-file"_s, Text::tr("What was asked: sentences that repeat it are attributed to nobody."), u"FILE"_s});
}

Result<SourceQuestion> readSourcesInput(const QCommandLineParser &parser, Services &services)
{
    if (const auto usable = checkUsage(parser); !usable)
        return tl::unexpected(usable.error());
    if (parser.isSet(u"synthesis"_s))
        return readTextFiles(parser);
    if (!parser.isSet(u"bundle"_s))
        return readRun(parser, services);
    const auto record = loadRunBundle(parser.value(u"bundle"_s));
    return record ? questionOf(*record) : tl::unexpected(record.error());
}

} // namespace tributary
