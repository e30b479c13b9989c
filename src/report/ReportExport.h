// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/ReportFormat.h"

#include <QObject>

#include <memory>

class QThread;

namespace tributary {

class PdfWriting;

/// What is to be written where.
struct ReportJob
{
    RunRecord record;
    /// Made when it is missing and a format wants it.
    std::optional<RunAnalysis> analysis = {};
    ReportChoices choices = {};
    QStringList paths;
};

/// Writes a run to files beside the caller's thread. Ends through exactly one `finished`; deleting it before that
/// gives up what is not written yet, and waits until the thread has noticed.
class ReportExport final : public QObject
{
    Q_OBJECT

public:
    explicit ReportExport(QObject *parent = nullptr);
    ~ReportExport() override;

    /// Once. Paths are those that checkReportFile() takes.
    void start(const ReportJob &job);
    /// Files that are written already stay.
    void cancel();

    [[nodiscard]] bool isCancelled() const;

    /// The first thing that went wrong; the other files are written all the same.
    [[nodiscard]] const Result<void> &result() const { return m_result; }

    [[nodiscard]] const QStringList &written() const { return m_written; }

    /// What was made, or given: worth keeping.
    [[nodiscard]] const std::optional<RunAnalysis> &analysis() const;

Q_SIGNALS:
    /// 0 to 1.
    void progressed(double share);
    void finished();

private:
    struct Work;

    void takeWork();
    void writePdf();
    void write(const QString &path, const QByteArray &bytes);
    void end();

    std::shared_ptr<Work> m_work;
    std::unique_ptr<QThread> m_thread;
    PdfWriting *m_pdf = nullptr;
    Result<void> m_result;
    QStringList m_written;
    bool m_hasEnded = false;
};

} // namespace tributary
