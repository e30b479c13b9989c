// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/BatchInput.h"

#include "base/Formatting.h"
#include "graph/Packing.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::BatchInput)
};

/// Far above the longest prompt in any notation; keeps a file without line ends from filling the memory.
constexpr qint64 longestLine = 8 * longestPrompt;
constexpr qsizetype mostLinesNamed = 20;

tl::unexpected<Error> badLine(qsizetype line, const QString &what)
{
    return fail(ErrorKind::InvalidInput, Text::tr("line %1: %2").arg(line).arg(what));
}

/// Qt reads documents of objects and arrays only, so the line becomes the only element of one.
std::optional<QJsonValue> parseLine(const QByteArray &line)
{
    QJsonParseError error{};
    const QJsonArray array = QJsonDocument::fromJson('[' + line + ']', &error).array();
    if (error.error != QJsonParseError::NoError || array.size() != 1)
        return std::nullopt;
    return array.first();
}

QString problemOf(const QString &prompt)
{
    if (prompt.trimmed().isEmpty())
        return Text::tr("the prompt is empty");
    if (prompt.size() > longestPrompt)
        return Text::tr("the prompt has %1 characters; at most %2 are sent")
            .arg(formatCount(prompt.size()), formatCount(longestPrompt));
    return {};
}

/// Equal for equal prompts, and short.
QByteArray digestOf(const QString &prompt)
{
    return QCryptographicHash::hash(prompt.toUtf8(), QCryptographicHash::Blake2b_160);
}

/// Of a file that is something else entirely there may be many; a few say enough.
struct BadLines
{
    qsizetype count = 0;
    QStringList named;

    void add(const Error &error)
    {
        if (++count <= mostLinesNamed)
            named.append(error.message);
    }

    [[nodiscard]] QString describe() const
    {
        const QString lines = named.join(u'\n') + u'\n';
        return count > named.size() ? lines + Text::tr("and %1 more").arg(count - named.size()) : lines;
    }
};

void addPrompt(BatchOutline &outline, QHash<QByteArray, qsizetype> &seen, const BatchPrompt &prompt)
{
    const QByteArray digest = digestOf(prompt.prompt);
    if (const auto first = seen.constFind(digest); first != seen.constEnd()) {
        outline.sameAs.insert(prompt.index, *first);
    } else {
        seen.insert(digest, prompt.index);
        outline.characters += prompt.prompt.size();
    }
    ++outline.prompts;
}

} // namespace

Result<void> BatchReader::open()
{
    if (m_file.open(QIODevice::ReadOnly))
        return {};
    return fail(ErrorKind::Io,
                Text::tr("Cannot read the prompts %1: %2.").arg(m_file.fileName(), m_file.errorString()));
}

Result<std::optional<BatchPrompt>> BatchReader::next()
{
    QByteArray bytes;
    do {
        if (m_file.atEnd())
            return std::nullopt;
        bytes = m_file.readLine(longestLine);
        ++m_line;
    } while (bytes.trimmed().isEmpty());
    if (m_line == 1 && bytes.startsWith("\xef\xbb\xbf"))
        bytes.remove(0, 3);
    BatchPrompt prompt;
    prompt.index = m_index++;
    prompt.line = m_line;
    if (bytes.size() >= longestLine - 1)
        return badLine(m_line, Text::tr("longer than %1 MB").arg(longestLine >> 20));
    const auto value = parseLine(bytes);
    if (!value)
        return badLine(m_line, Text::tr("not JSON"));
    if (value->isObject()) {
        prompt.members = value->toObject();
        const QJsonValue text = prompt.members.take("prompt"_L1);
        if (!text.isString())
            return badLine(m_line, Text::tr("\"prompt\": expected a string"));
        prompt.prompt = text.toString();
    } else if (value->isString()) {
        prompt.prompt = value->toString();
    } else {
        return badLine(m_line, Text::tr("expected {\"prompt\": \"...\"} or a string"));
    }
    if (const QString problem = problemOf(prompt.prompt); !problem.isEmpty())
        return badLine(m_line, problem);
    return prompt;
}

Result<BatchOutline> outlineBatch(const QString &path)
{
    BatchReader reader(path);
    if (const auto opened = reader.open(); !opened)
        return tl::unexpected(opened.error());
    BatchOutline outline;
    QHash<QByteArray, qsizetype> seen;
    BadLines bad;
    for (;;) {
        const auto prompt = reader.next();
        if (!prompt)
            bad.add(prompt.error());
        else if (*prompt)
            addPrompt(outline, seen, **prompt);
        else
            break;
    }
    if (bad.count > 0)
        return fail(ErrorKind::InvalidInput, Text::tr("%1 is no list of prompts. Nothing was asked.").arg(path),
                    bad.describe());
    if (outline.prompts == 0)
        return fail(ErrorKind::InvalidInput,
                    Text::tr("%1 holds no prompt. Write one JSON object a line: {\"prompt\": \"...\"}.").arg(path));
    return outline;
}

} // namespace tributary
