// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/OutFile.h"

#include "graph/AgentLabel.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tributary::OutFile)
};

QByteArray toJsonText(const RunRecord &record)
{
    return QJsonDocument(toJson(record)).toJson(QJsonDocument::Indented);
}

QByteArray toPlainText(const RunRecord &record)
{
    return record.synthesis().toUtf8() + '\n';
}

QString describeAnswer(const AgentState &state)
{
    if (state.isUsable())
        return state.answer;
    if (state.error)
        return Words::tr("*No answer: %1*").arg(state.error->message);
    return Words::tr("*Not asked or stopped.*");
}

QByteArray toMarkdown(const RunRecord &record)
{
    const RunState state = replay(record.events);
    const QString synthesis = record.synthesis();
    QString text = Words::tr("# Synthesis\n\n%1\n\n## Prompt\n\n%2\n\n## Answers\n")
                       .arg(synthesis.isEmpty() ? Words::tr("*No synthesis.*") : synthesis, record.prompt);
    for (qsizetype layer = 0; layer + 1 < record.graph.layers.size(); ++layer) {
        const QList<Agent> &agents = record.graph.layers[layer].agents;
        for (qsizetype i = 0; i < agents.size(); ++i) {
            const AgentState &answer = state.agent(agents[i].id);
            text += Words::tr("\n### %1, layer %2 (%3)\n\n%4\n")
                        .arg(agentLabel(agents[i], i, false))
                        .arg(layer + 1)
                        .arg(answer.model.toString(), describeAnswer(answer));
        }
    }
    return text.toUtf8();
}

struct Format
{
    QLatin1StringView ending;
    QByteArray (*write)(const RunRecord &);
};

constexpr Format formats[]{
    {".md"_L1, toMarkdown},
    {".txt"_L1, toPlainText},
    {".json"_L1, toJsonText},
    {".moarun"_L1, toJsonText},
};

const Format *formatOf(const QString &path)
{
    const auto found = std::find_if(std::begin(formats), std::end(formats), [&path](const Format &format) {
        return path.endsWith(format.ending, Qt::CaseInsensitive);
    });
    return found == std::end(formats) ? nullptr : found;
}

tl::unexpected<Error> cannotWrite(const QString &path, const QString &reason)
{
    return fail(ErrorKind::Io, Words::tr("Cannot write %1: %2.").arg(path, reason));
}

} // namespace

QString outFileEndings()
{
    QStringList endings;
    for (const Format &format : formats)
        endings.append(format.ending);
    return endings.join(", "_L1);
}

Result<void> checkOutFile(const QString &path)
{
    if (!formatOf(path))
        return fail(ErrorKind::InvalidInput,
                    Words::tr("--out %1: a run is written as %2.").arg(path, outFileEndings()));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(path, file.errorString());
    file.cancelWriting();
    return {};
}

Result<void> writeOutFile(const RunRecord &record, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(path, file.errorString());
    file.write(formatOf(path)->write(record));
    if (!file.commit())
        return cannotWrite(path, file.errorString());
    return {};
}

} // namespace tributary
