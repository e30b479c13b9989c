// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/AttachmentReading.h"

#include <QList>
#include <QObject>

namespace tributary {

/// An attachment as a chip shows it.
struct AttachmentDisplay
{
    enum class State { Reading, Ready, Failed };

    /// Of this session.
    int id = 0;
    State state = State::Reading;
    QString name;
    /// "3,200 tokens", "page 12 of 300", "not attached".
    QString detail = {};
    /// Several lines: where it is, what it is, its hash; or why it could not be read.
    QString toolTip = {};
    /// "report.pdf, attached, 3,200 tokens".
    QString accessibleName = {};

    bool operator==(const AttachmentDisplay &) const = default;
};

/// The files that go along with the next prompt, in the order they came: those being read, those read, and those that
/// could not be. They stay until they are removed, as the prompt does.
class AttachmentTray : public QObject
{
    Q_OBJECT

public:
    explicit AttachmentTray(QObject *parent = nullptr);
    ~AttachmentTray() override;

    /// Reads these files. One that is there already with the same content is not added again.
    void add(const QStringList &paths);
    /// Files that were read before; those that are there already are left out.
    void add(const QList<Attachment> &attachments);
    /// Also while it is being read.
    void remove(int id);

    [[nodiscard]] QList<AttachmentDisplay> displays() const;
    /// Those that were read.
    [[nodiscard]] QList<Attachment> attachments() const;
    [[nodiscard]] bool isReading() const;
    /// Why no run can take them, one sentence; empty when one can.
    [[nodiscard]] QString blockedReason() const;

Q_SIGNALS:
    void changed();
    /// For screen readers.
    void announce(const QString &text);

private:
    struct Item;

    void read(const QString &path);
    void showProgress(int id, int pages, int all);
    void take(int id, const AttachmentReading &reading);
    [[nodiscard]] bool holds(const Attachment &attachment) const;
    [[nodiscard]] Item *find(int id);

    QList<Item> m_items;
    int m_lastId = 0;
};

} // namespace tributary
