// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Attachment.h"
#include "cli/ExitCode.h"
#include "cli/Terminal.h"

#include <QCommandLineParser>
#include <QObject>

namespace tributary {

/// One word after `tributary-cli`. Started once; ends through one `finished`, which may come from inside start().
class Command : public QObject
{
    Q_OBJECT

public:
    /// `demoPace` is passed on to the command's Services.
    explicit Command(Terminal &terminal, double demoPace = 1)
        : m_terminal(terminal)
        , m_demoPace(demoPace)
    {}

    [[nodiscard]] virtual QString name() const = 0;
    /// One line for the list of commands.
    [[nodiscard]] virtual QString summary() const = 0;
    /// Declares arguments and options.
    virtual void describe(QCommandLineParser &parser) const = 0;

    /// Of --attach, set before start() for commands that declare it (describeAttachments).
    void setAttachments(const QList<Attachment> &attachments) { m_attachments = attachments; }

    virtual void start(const QCommandLineParser &parser) = 0;

    /// A person wants it to end now.
    virtual void interrupt() { Q_EMIT finished(ExitCode::Interrupted); }

Q_SIGNALS:
    void finished(tributary::ExitCode code);

protected:
    [[nodiscard]] Terminal &terminal() const { return m_terminal; }

    [[nodiscard]] double demoPace() const { return m_demoPace; }

    [[nodiscard]] const QList<Attachment> &attachments() const { return m_attachments; }

    void end(ExitCode code) { Q_EMIT finished(code); }

    /// Says what is wrong and ends.
    void endWith(const QString &message, ExitCode code = ExitCode::BadInput)
    {
        m_terminal.tell(message);
        end(code);
    }

private:
    Terminal &m_terminal;
    double m_demoPace;
    QList<Attachment> m_attachments;
};

} // namespace tributary
