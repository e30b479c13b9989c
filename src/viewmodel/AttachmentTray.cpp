// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/AttachmentTray.h"

#include "base/Formatting.h"
#include "base/Tokens.h"
#include "graph/AttachmentBlock.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

struct AttachmentTray::Item
{
    AttachmentDisplay display;
    Attachment attachment;
    /// nullptr when it is done.
    AttachmentReading *reading = nullptr;
};

namespace {

AttachmentDisplay readingDisplay(int id, const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    return {id,
            AttachmentDisplay::State::Reading,
            name,
            AttachmentTray::tr("reading…"),
            QDir::toNativeSeparators(path),
            AttachmentTray::tr("%1, is being read").arg(name)};
}

AttachmentDisplay readyDisplay(int id, const Attachment &attachment, const QString &path, const QString &note)
{
    const QString tokens = AttachmentTray::tr("%1 tokens").arg(formatAbout(estimateTokens(attachment.text)));
    QStringList lines;
    if (!path.isEmpty())
        lines.append(QDir::toNativeSeparators(path));
    lines.append(AttachmentTray::tr("%1, %2 bytes").arg(attachment.mediaType, formatCount(attachment.bytes)));
    lines.append(AttachmentTray::tr("SHA-256 %1").arg(attachment.sha256));
    if (!note.isEmpty())
        lines.append(note);
    return {id,
            AttachmentDisplay::State::Ready,
            attachment.name,
            tokens,
            lines.join(u'\n'),
            AttachmentTray::tr("%1, attached, about %2").arg(attachment.name, tokens)};
}

AttachmentDisplay failedDisplay(int id, const QString &path, const QString &message)
{
    const QString name = QFileInfo(path).fileName();
    return {id,      AttachmentDisplay::State::Failed,
            name,    AttachmentTray::tr("not attached"),
            message, AttachmentTray::tr("%1, not attached").arg(name)};
}

} // namespace

AttachmentTray::AttachmentTray(QObject *parent)
    : QObject(parent)
{}

AttachmentTray::~AttachmentTray() = default;

void AttachmentTray::add(const QStringList &paths)
{
    for (const QString &path : paths)
        read(path);
    if (!paths.isEmpty())
        Q_EMIT changed();
}

void AttachmentTray::add(const QList<Attachment> &attachments)
{
    bool added = false;
    for (const Attachment &attachment : attachments) {
        if (holds(attachment))
            continue;
        m_items.append({readyDisplay(++m_lastId, attachment, {}, {}), attachment});
        added = true;
    }
    if (added)
        Q_EMIT changed();
}

void AttachmentTray::read(const QString &path)
{
    const int id = ++m_lastId;
    auto *reading = new AttachmentReading(path, {}, this);
    m_items.append({readingDisplay(id, path), {}, reading});
    connect(reading, &AttachmentReading::progressed, this,
            [this, id](int pages, int all) { showProgress(id, pages, all); });
    connect(reading, &AttachmentReading::finished, this, [this, id, reading] {
        reading->deleteLater();
        take(id, *reading);
    });
    reading->start();
}

void AttachmentTray::showProgress(int id, int pages, int all)
{
    Item *item = find(id);
    if (item == nullptr || all <= 1)
        return;
    item->display.detail = tr("page %1 of %2").arg(formatCount(pages), formatCount(all));
    Q_EMIT changed();
}

void AttachmentTray::take(int id, const AttachmentReading &reading)
{
    Item *item = find(id);
    if (item == nullptr)
        return;
    item->reading = nullptr;
    const Result<ReadFile> &result = *reading.result();
    if (!result) {
        item->display = failedDisplay(id, reading.path(), result.error().message);
        Q_EMIT announce(result.error().message);
    } else if (holds(result->attachment)) {
        m_items.removeIf([id](const Item &other) { return other.display.id == id; });
        Q_EMIT announce(tr("%1 is attached already.").arg(result->attachment.name));
    } else {
        item->attachment = result->attachment;
        item->display = readyDisplay(id, result->attachment, reading.path(), result->note);
        Q_EMIT announce(tr("%1 is attached.").arg(result->attachment.name));
    }
    Q_EMIT changed();
}

void AttachmentTray::remove(int id)
{
    Item *item = find(id);
    if (item == nullptr)
        return;
    if (item->reading) {
        item->reading->disconnect(this);
        item->reading->deleteLater();
    }
    m_items.removeIf([id](const Item &other) { return other.display.id == id; });
    Q_EMIT changed();
}

QList<AttachmentDisplay> AttachmentTray::displays() const
{
    QList<AttachmentDisplay> displays;
    for (const Item &item : m_items)
        displays.append(item.display);
    return displays;
}

QList<Attachment> AttachmentTray::attachments() const
{
    QList<Attachment> ready;
    for (const Item &item : m_items) {
        if (item.display.state == AttachmentDisplay::State::Ready)
            ready.append(item.attachment);
    }
    return ready;
}

bool AttachmentTray::isReading() const
{
    return std::ranges::any_of(
        m_items, [](const Item &item) { return item.display.state == AttachmentDisplay::State::Reading; });
}

QString AttachmentTray::blockedReason() const
{
    for (const Item &item : m_items) {
        switch (item.display.state) {
        case AttachmentDisplay::State::Reading:
            return tr("%1 is still being read.").arg(item.display.name);
        case AttachmentDisplay::State::Failed:
            return tr("%1 could not be attached. Remove it first.").arg(item.display.name);
        case AttachmentDisplay::State::Ready:
            break;
        }
    }
    const auto fits = checkAttachments(attachments());
    return fits ? QString() : fits.error().message;
}

bool AttachmentTray::holds(const Attachment &attachment) const
{
    return std::ranges::any_of(m_items, [&](const Item &item) {
        return item.display.state == AttachmentDisplay::State::Ready && item.attachment.name == attachment.name &&
               item.attachment.sha256 == attachment.sha256;
    });
}

AttachmentTray::Item *AttachmentTray::find(int id)
{
    const auto found = std::ranges::find_if(m_items, [id](const Item &item) { return item.display.id == id; });
    return found == m_items.end() ? nullptr : &*found;
}

} // namespace tributary
