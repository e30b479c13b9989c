// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QString>

class QIODevice;

namespace tributary {

/// Where a command writes: results to `out` and nothing else, everything for people to `err`.
class Terminal
{
public:
    /// The devices must outlive the terminal. `interactive` says that `err` is a screen, where one line can be
    /// rewritten again and again.
    Terminal(QIODevice &out, QIODevice &err, bool interactive);

    /// UTF-8, at once. False when nobody reads any more (a closed pipe, a full disk).
    bool write(const QString &text);
    bool writeLine(const QString &text);
    /// One compact line.
    bool writeLine(const QJsonObject &object);
    /// Indented, for commands whose whole result is one object.
    bool writeDocument(const QJsonObject &object);

    /// A message on a line of its own.
    void tell(const QString &message);
    /// Replaces the progress line; does nothing when `err` is no screen.
    void showProgress(const QString &line);
    void clearProgress();

    [[nodiscard]] bool isInteractive() const { return m_interactive; }

    [[nodiscard]] bool canWrite() const { return m_canWrite; }

private:
    bool writeBytes(const QByteArray &bytes);

    QIODevice &m_out;
    QIODevice &m_err;
    bool m_interactive;
    bool m_canWrite = true;
    bool m_progressShown = false;
};

} // namespace tributary
