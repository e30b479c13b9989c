// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/Recordings.h"

#include "base/JsonReader.h"

#include <QDir>
#include <QFile>

#include <algorithm>

// Must stand outside any namespace: a static library's resources are linked in only where this is called.
static void initDemoResources()
{
    Q_INIT_RESOURCE(demo_recordings);
}

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

// Long enough to belong to one answer only, short enough to survive any shortening of references.
constexpr qsizetype openingLength = 48;

QString openingWords(const QString &text)
{
    return text.simplified().left(openingLength);
}

// List items and table rows stand on lines of their own, sentences of a paragraph do not.
bool startsLine(const QString &text)
{
    return text.startsWith(u"- "_s) || text.startsWith(u'|') ||
           (text.size() > 2 && text[0].isDigit() && text[1] == u'.');
}

QString composeBlock(const QList<Segment> &block, const QSet<QString> &voicesRead)
{
    QString result;
    for (const Segment &segment : block) {
        if (!segment.mayBeSaid(voicesRead))
            continue;
        if (!result.isEmpty())
            result += startsLine(segment.text) ? u'\n' : u' ';
        result += segment.text;
    }
    return result;
}

Blocks readBlocks(JsonReader &reader, const char *member)
{
    Blocks blocks;
    for (JsonReader &blockReader : reader.objects(member)) {
        QList<Segment> block;
        for (JsonReader &segmentReader : blockReader.objects("segments")) {
            Segment segment;
            segmentReader.read("text", segment.text);
            segmentReader.read("from", segment.from);
            segmentReader.read("needsAll", segment.needsAll);
            block.append(segment);
        }
        blocks.append(block);
    }
    return blocks;
}

void readVoice(JsonReader &reader, Recording &recording)
{
    QString voice;
    QString reasoning;
    FirstAnswer first;
    reader.read("voice", voice);
    reader.read("reasoning", reasoning);
    reader.read("openings", first.openings);
    reader.read("body", first.body);
    if (first.openings.isEmpty())
        reader.addProblem("openings", u"is missing"_s);
    recording.first.insert(voice, first);
    if (!reasoning.isEmpty())
        recording.reasoning.insert(voice, reasoning);
    if (reader.contains("informed"))
        recording.informed.insert(voice, readBlocks(reader, "informed"));
}

Result<Recording> readRecordingFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, file.errorString(), path);
    return readRecording(file.readAll());
}

} // namespace

int FirstAnswer::sampleCount() const
{
    return openings.size() < 2 ? 1 : int(openings.size() * std::max<qsizetype>(1, body.size()));
}

QString FirstAnswer::text(qint64 sample) const
{
    const qint64 count = sampleCount();
    const qint64 index = ((sample % count) + count) % count;
    QStringList paragraphs = body;
    if (!paragraphs.isEmpty()) {
        const qint64 turns = index / openings.size();
        std::rotate(paragraphs.begin(), paragraphs.begin() + turns, paragraphs.end());
    }
    paragraphs.prepend(openings[index % openings.size()]);
    return paragraphs.join(u"\n\n"_s);
}

bool Segment::mayBeSaid(const QSet<QString> &voicesRead) const
{
    const auto read = [&](const QString &voice) { return voicesRead.contains(voice); };
    if (from.isEmpty())
        return true;
    return needsAll ? std::all_of(from.begin(), from.end(), read) : std::any_of(from.begin(), from.end(), read);
}

QString compose(const Blocks &blocks, const QSet<QString> &voicesRead)
{
    QStringList paragraphs;
    for (const QList<Segment> &block : blocks) {
        const QString text = composeBlock(block, voicesRead);
        if (!text.isEmpty())
            paragraphs.append(text);
    }
    return paragraphs.join(u"\n\n"_s);
}

QStringList openingsOf(const Recording &recording, const QString &voice)
{
    QStringList result;
    for (const QString &opening : recording.first.value(voice).openings)
        result.append(openingWords(opening));
    const Blocks informed = recording.informed.value(voice);
    if (!informed.isEmpty() && !informed.first().isEmpty())
        result.append(openingWords(informed.first().first().text));
    return result;
}

QSet<QString> Recording::voicesIn(const QString &text) const
{
    const QString simplified = text.simplified();
    QSet<QString> found;
    for (auto answer = first.keyBegin(); answer != first.keyEnd(); ++answer) {
        const QString &voice = *answer;
        const QStringList openings = openingsOf(*this, voice);
        if (std::any_of(openings.begin(), openings.end(),
                        [&](const QString &words) { return simplified.contains(words); }))
            found.insert(voice);
    }
    return found;
}

Result<Recording> readRecording(const QByteArray &json)
{
    const Result<QJsonObject> object = parseJsonObject(json);
    if (!object)
        return tl::unexpected(object.error());
    JsonReader reader(*object);
    Recording recording;
    reader.read("title", recording.question.title);
    reader.read("prompt", recording.question.prompt);
    reader.read("audience", recording.question.audience);
    for (JsonReader &voice : reader.objects("voices"))
        readVoice(voice, recording);
    recording.synthesis = readBlocks(reader, "synthesis");
    recording.check = readRecordedCheck(reader);
    if (!reader.problems().isEmpty()) {
        const JsonProblem &problem = reader.problems().first();
        return fail(ErrorKind::InvalidInput, u"%1 %2"_s.arg(problem.path, problem.message));
    }
    return recording;
}

Result<QList<Recording>> loadRecordings()
{
    initDemoResources();
    QList<Recording> recordings;
    const QDir folder(u":/tributary/demo"_s);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const Result<Recording> recording = readRecordingFile(folder.filePath(name));
        if (!recording)
            return tl::unexpected(recording.error());
        recordings.append(*recording);
    }
    return recordings;
}

} // namespace tributary
