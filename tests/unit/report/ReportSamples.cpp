// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ReportSamples.h"

#include <QtEndian>

#include <algorithm>
#include <zlib.h>

namespace tributary::tests {

using namespace Qt::StringLiterals;

namespace {

Agent agentOf(const char *id, const char *model)
{
    Agent agent;
    agent.id = {QString::fromLatin1(id)};
    agent.model = *ModelRef::fromString(QString::fromLatin1(model));
    return agent;
}

void addCall(RunRecord &record, const Agent &agent, int layer, const SampleAnswers &answers)
{
    const Milliseconds start(layer * 1000 + 1);
    const auto add = [&](int ms, RunEventBody body) {
        record.events.append({start + Milliseconds(ms), agent.id, layer, std::move(body)});
    };
    event::CallQueued queued;
    queued.model = agent.model;
    if (layer > 0)
        queued.references = {{u"a"_s}, {u"b"_s}};
    add(0, queued);
    add(0, event::CallStarted{agent.model, 1});
    if (!answers.contains(agent.id.value)) {
        add(10, event::CallFailed{ErrorKind::Overloaded, u"busy at openai"_s, {}, {}});
        return;
    }
    const QString answer = answers.value(agent.id.value);
    add(10, event::Text{TextChannel::Answer, answer});
    event::CallFinished finished;
    finished.textLength = answer.size();
    finished.usage.inUncached = 1200;
    finished.usage.outVisible = 340;
    // One price is not known.
    if (agent.id.value != "b"_L1)
        finished.costUsd = 0.02;
    finished.servedModel = agent.model.model + u"-2024-05-13"_s;
    add(500, finished);
}

quint32 numberAt(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<quint32>(bytes.constData() + at);
}

/// Qt's qUncompress wants a checksum that archives do not have.
QByteArray inflated(QByteArray packed, quint32 size)
{
    QByteArray data(size, 0);
    z_stream stream{};
    stream.next_in = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_in = uInt(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(data.data());
    stream.avail_out = size;
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return {};
    const bool isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out == 0;
    inflateEnd(&stream);
    return isWhole ? data : QByteArray();
}

} // namespace

RunRecord reportedRun(const SampleAnswers &answers, const QString &prompt)
{
    RunRecord record;
    record.id = {u"run-1"_s};
    record.started = QDateTime(QDate(2030, 1, 2), QTime(3, 4), Qt::UTC);
    record.prompt = prompt;
    record.graph.name = u"GPT and Claude"_s;
    record.graph.layers.resize(2);
    record.graph.layers[0].agents = {agentOf("a", "openai/gpt-4o"), agentOf("b", "together/Qwen/Qwen1.5-72B-Chat")};
    record.graph.layers[1].agents = {agentOf("s", "anthropic/claude-3-opus")};
    record.events.append({Milliseconds(0), {}, -1, event::RunStarted{record.id, record.graph.name, 3}});
    for (const Agent &agent : std::as_const(record.graph.layers[0].agents))
        addCall(record, agent, 0, answers);
    std::stable_sort(record.events.begin(), record.events.end(),
                     [](const RunEvent &one, const RunEvent &other) { return one.time < other.time; });
    record.events.append({Milliseconds(900), {}, 0, event::LayerFinished{1, 2}});
    addCall(record, record.graph.layers[1].agents.constFirst(), 1, answers);
    const RunOutcome outcome = answers.contains(u"s"_s) ? RunOutcome::Synthesis : RunOutcome::NoSynthesis;
    record.events.append({Milliseconds(2000), {}, -1, event::RunFinished{outcome, 0.04, 1, {}, Milliseconds(2000)}});
    return record;
}

SampleAnswers skyAnswers()
{
    return {
        {u"a"_s, u"# Short\n\nShorter waves are scattered most by the air.\n\nI am GPT-4o, made by OpenAI.\n"_s},
        {u"b"_s, u"The eye sees blue better than violet.\n\nSunsets are red because the way is longer.\n"_s},
        {u"s"_s, u"Shorter waves are scattered most by the air.\n\nThe eye sees blue better than violet.\n\n"
                 u"Oceans have nothing to do with it at all.\n"_s},
    };
}

RunAnalysis analysisByLine(const RunRecord &record)
{
    const RunState state = replay(record.events);
    ReaderAnalysis reader;
    reader.agent = {u"s"_s};
    reader.sources.threshold = 0.73;
    reader.sources.noise = 0.04;
    reader.sources.newShare = 0.3;
    const QString synthesis = state.agent({u"s"_s}).answer;
    qsizetype start = 0;
    const QStringList lines = synthesis.split(u'\n');
    for (const QString &line : lines) {
        SentenceSources sentence;
        sentence.range = {start, line.size()};
        for (const QString &id : {u"a"_s, u"b"_s}) {
            const qsizetype at = line.isEmpty() ? -1 : state.agent({id}).answer.indexOf(line);
            if (at < 0)
                continue;
            SourcePassage passage;
            passage.agent = {id};
            passage.range = {at, line.size()};
            passage.score = 0.91;
            sentence.sources.append(passage);
            sentence.label = SourceLabel::Verbatim;
            sentence.strongCount = sentence.sources.size();
        }
        if (!line.isEmpty())
            reader.sources.sentences.append(sentence);
        start += line.size() + 1;
    }
    reader.sources.contribution = {{{u"a"_s}, 0.42}, {{u"b"_s}, 0.28}};
    for (const QString &id : {u"a"_s, u"b"_s}) {
        AnswerCoverage coverage;
        coverage.agent = {id};
        const QString answer = state.agent({id}).answer;
        const qsizetype last = answer.trimmed().lastIndexOf(u'\n') + 1;
        AnswerPoint used;
        used.range = {0, std::max<qsizetype>(0, last - 1)};
        used.use = PointUse::Used;
        AnswerPoint left;
        left.range = {last, answer.trimmed().size() - last};
        coverage.points = {used, left};
        reader.coverage.append(coverage);
    }
    RunAnalysis analysis;
    analysis.readers = {reader};
    return analysis;
}

RunReport skyReport(const ReportChoices &choices)
{
    const RunRecord record = reportedRun(skyAnswers());
    return makeRunReport(record, analysisByLine(record), choices);
}

QString hostileMarkdown()
{
    return QStringLiteral(
               "</script><script>alert(1)</script> <img src=x onerror=alert(2)>\n\n"
               "]]> <!-- & &amp; \"quotes\" 'single'\n\n"
               "[click](javascript:alert(3)) [file](file:///etc/passwd) [ok](https://example.org/?a=1&b='2')\n\n"
               "![picture](https://example.org/x.png) <https://example.org/auto>\n\n"
               "| a | b |\n|---|---|\n| <td> | `]]>` |\n\n"
               "- one\n  - two\n\n    | n | t |\n    |---|---|\n    | 1 | 2 |\n\n  1. three\n\n"
               "> quote\n>> deeper\n\n"
               "שלום עולם זה טקסט\n\n你好，世界。这是一个测试。\n\n\u202Eoverride\n\n"
               "controls: ") +
           QChar(0) + QChar(1) + QChar(8) + QChar(0x1b) + QChar(0xfffe) + QChar(0xffff) + QChar(0xd800) + u"x"_s +
           QChar(0xdc00) + u"\U0001F600\n\n[^A1]: my own footnote\n\nsee [^A1]\n\n```html\n</code></pre><b>\n"_s;
}

QHash<QString, QByteArray> unzipped(const QByteArray &archive)
{
    QHash<QString, QByteArray> files;
    constexpr qsizetype headerSize = 30;
    for (qsizetype at = 0; at + headerSize < archive.size() && numberAt(archive, at) == 0x04034b50;) {
        const bool isDeflated = archive[at + 8] == 8;
        const quint32 packed = numberAt(archive, at + 18);
        const quint32 size = numberAt(archive, at + 22);
        const auto nameSize = qFromLittleEndian<quint16>(archive.constData() + at + 26);
        const QString name = QString::fromLatin1(archive.mid(at + headerSize, nameSize));
        QByteArray data = archive.mid(at + headerSize + nameSize, packed);
        if (isDeflated)
            data = inflated(data, size);
        files.insert(name, data);
        at += headerSize + nameSize + packed;
    }
    return files;
}

} // namespace tributary::tests
