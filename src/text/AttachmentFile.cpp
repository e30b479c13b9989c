// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/AttachmentFile.h"

#include "base/Formatting.h"
#include "text/TextDecoding.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#endif

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::AttachmentFile)
};

constexpr qint64 megabyte = 1024 * 1024;

QString megabytes(qint64 bytes)
{
    return displayLocale().toString(double(bytes) / double(megabyte), 'f', bytes % megabyte == 0 ? 0 : 1);
}

tl::unexpected<Error> tooManyBytes(const QString &name, qint64 bytes, qint64 most)
{
    return fail(ErrorKind::TooLarge, Text::tr("%1 has %2 MB; at most %3 MB are read. Attach the part that matters.")
                                         .arg(name, megabytes(bytes), megabytes(most)));
}

Result<ReadFile> ifShort(const ReadFile &read, qsizetype most)
{
    const qsizetype characters = read.attachment.text.size();
    if (characters <= most)
        return read;
    return fail(ErrorKind::TooLarge,
                Text::tr("%1 has %2 characters; at most %3 are read. Attach the part that matters.")
                    .arg(read.attachment.name, formatCount(characters), formatCount(most)));
}

/// A pipe or device that has taken the place of a file since it was looked at must not be waited for.
bool openWithoutWaiting(QFile &file)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(file.fileName()).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    return handle >= 0 && file.open(handle, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle);
#else
    return file.open(QIODevice::ReadOnly);
#endif
}

Result<void> checkKind(const QFileInfo &info)
{
    const QString path = info.filePath();
    if (!info.exists())
        return fail(ErrorKind::Io, Text::tr("%1 does not exist. Choose another file.").arg(path));
    if (info.isDir())
        return fail(ErrorKind::InvalidInput, Text::tr("%1 is a folder. Attach the files in it that matter.").arg(path));
    if (!info.isFile())
        return fail(ErrorKind::InvalidInput,
                    Text::tr("%1 is a device or a pipe. Only files can be attached.").arg(path));
    return {};
}

Result<QByteArray> readBytes(const QString &path, qint64 most)
{
    const QFileInfo info(path);
    if (const auto kind = checkKind(info); !kind)
        return tl::unexpected(kind.error());
    if (info.size() > most)
        return tooManyBytes(info.fileName(), info.size(), most);
    QFile file(path);
    if (!openWithoutWaiting(file))
        return fail(ErrorKind::Io, Text::tr("%1 cannot be read. Check its permissions.").arg(path));
    const QByteArray bytes = file.read(most + 1);
    if (bytes.size() > most) // it grew, or had no size of its own
        return tooManyBytes(info.fileName(), bytes.size(), most);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::Io, Text::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    return bytes;
}

/// Readers of PDF accept rubbish before its mark.
bool isPdf(const QByteArray &bytes)
{
    constexpr qsizetype farthestMark = 1024;
    return bytes.first(std::min(bytes.size(), farthestMark)).contains("%PDF-");
}

/// The name tells kinds of text apart, nothing more.
QString textType(const QString &name)
{
    const QMimeType type = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase::MatchExtension);
    return type.inherits(u"text/plain"_s) ? type.name() : u"text/plain"_s;
}

tl::unexpected<Error> notText(const QString &name, const QByteArray &bytes)
{
    const QMimeType type = QMimeDatabase().mimeTypeForData(bytes);
    const QString what = type.isDefault() ? QString() : u" ("_s + type.name() + u')';
    return fail(
        ErrorKind::InvalidInput,
        Text::tr("%1 is not text%2. Text, Markdown, CSV, source code and PDF can be attached.").arg(name, what));
}

Result<ReadFile> asText(ReadFile read, const QByteArray &bytes, qsizetype most)
{
    const QString name = read.attachment.name;
    const auto decoded = decodeText(bytes);
    if (!decoded)
        return notText(name, bytes);
    if (decoded->text.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, Text::tr("%1 is empty. Attach a file with text in it.").arg(name));
    if (decoded->guessed)
        read.note = Text::tr("It is not Unicode and was read as Western European (Windows-1252).");
    read.attachment.mediaType = textType(name);
    read.attachment.text = decoded->text;
    return ifShort(read, most);
}

} // namespace

Result<LoadedFile> loadFile(const QString &path, const AttachmentLimits &limits)
{
    const auto bytes = readBytes(path, limits.fileBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    ReadFile read;
    read.attachment.name = QFileInfo(path).fileName();
    read.attachment.bytes = bytes->size();
    read.attachment.sha256 = QString::fromLatin1(QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256).toHex());
    if (isPdf(*bytes)) {
        read.attachment.mediaType = u"application/pdf"_s;
        return LoadedFile{read, *bytes};
    }
    return asText(read, *bytes, limits.characters).map([](const ReadFile &text) { return LoadedFile{text}; });
}

Result<ReadFile> withPages(ReadFile read, const QStringList &pages, const AttachmentLimits &limits)
{
    int withoutText = 0;
    QStringList texts;
    for (const QString &page : pages) {
        const QString text = page.trimmed();
        const qsizetype number = texts.size() + 1;
        withoutText += text.isEmpty() ? 1 : 0;
        texts.append(text.isEmpty() ? u"[Page %1 has no text]"_s.arg(number) : u"[Page %1]\n\n"_s.arg(number) + text);
    }
    if (withoutText == pages.size())
        return fail(
            ErrorKind::InvalidInput,
            Text::tr("%1 has no text: its pages are pictures. Run text recognition on it and attach the result.")
                .arg(read.attachment.name));
    if (withoutText > 0)
        read.note = Text::tr("%1 of %2 pages have no text and were left out.").arg(withoutText).arg(pages.size());
    read.attachment.text = texts.join(u"\n\n"_s);
    return ifShort(read, limits.characters);
}

} // namespace tributary
