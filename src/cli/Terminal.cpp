// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/Terminal.h"

#include <QIODevice>
#include <QJsonDocument>

namespace tributary {

Terminal::Terminal(QIODevice &out, QIODevice &err, bool interactive)
    : m_out(out)
    , m_err(err)
    , m_interactive(interactive)
{}

bool Terminal::writeBytes(const QByteArray &bytes)
{
    m_canWrite = m_canWrite && m_out.write(bytes) == bytes.size();
    return m_canWrite;
}

bool Terminal::write(const QString &text)
{
    clearProgress();
    return writeBytes(text.toUtf8());
}

bool Terminal::writeLine(const QString &text)
{
    return write(text + u'\n');
}

bool Terminal::writeLine(const QJsonObject &object)
{
    clearProgress();
    return writeBytes(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

bool Terminal::writeDocument(const QJsonObject &object)
{
    clearProgress();
    return writeBytes(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

void Terminal::tell(const QString &message)
{
    clearProgress();
    m_err.write(message.toUtf8() + '\n');
}

void Terminal::showProgress(const QString &line)
{
    if (!m_interactive)
        return;
    // Back to the first column, then erase: nothing is left of a longer line before.
    m_err.write("\r\x1b[K" + line.toUtf8());
    m_progressShown = true;
}

void Terminal::clearProgress()
{
    if (m_progressShown)
        m_err.write("\r\x1b[K");
    m_progressShown = false;
}

} // namespace tributary
