// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/ReportExport.h"

#include "report/PdfWriting.h"

#include <QJsonDocument>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// The analysis that came with a record; one that cannot be read is made anew.
std::optional<RunAnalysis> keptWith(const RunRecord &record)
{
    for (const KeptAnalysis &kept : record.analyses) {
        if (kept.kind != "analysis"_L1 || kept.version != RunAnalysis::version)
            continue;
        if (const auto analysis = runAnalysisFromJson(QJsonDocument::fromJson(kept.result).object(), record))
            return *analysis;
    }
    return std::nullopt;
}

/// Shares of the whole that the parts take, for the progress.
constexpr double analysisPart = 0.6;
constexpr double writingPart = 0.8;

} // namespace

/// What the thread and the object share: the job and what came of it. The thread alone writes it until it ends.
struct ReportExport::Work
{
    ReportJob job;
    std::atomic<bool> cancelled = false;
    /// By path.
    QList<QByteArray> bytes;

    void carryOut(const AnalysisProgress &progress);
};

void ReportExport::Work::carryOut(const AnalysisProgress &progress)
{
    const bool wantsReport = std::any_of(job.paths.begin(), job.paths.end(), [](const QString &path) {
        const auto format = reportFormatOf(path);
        return format && isReport(*format);
    });
    if (wantsReport && !job.analysis)
        job.analysis = keptWith(job.record);
    if (wantsReport && !job.analysis)
        job.analysis = analyseRun(job.record, [&progress](double share) { return progress(share * analysisPart); });
    if (cancelled)
        return;
    const RunReport report = makeRunReport(job.record, job.analysis, job.choices);
    for (const QString &path : std::as_const(job.paths)) {
        const auto format = reportFormatOf(path);
        bytes.append(format ? reportBytes(job.record, report, *format) : QByteArray());
        const double share = double(bytes.size()) / double(job.paths.size());
        if (!progress(analysisPart + share * (writingPart - analysisPart)))
            return;
    }
}

ReportExport::ReportExport(QObject *parent)
    : QObject(parent)
    , m_work(std::make_shared<Work>())
{}

ReportExport::~ReportExport()
{
    m_work->cancelled = true;
    if (m_thread)
        m_thread->wait();
}

const std::optional<RunAnalysis> &ReportExport::analysis() const
{
    return m_work->job.analysis;
}

bool ReportExport::isCancelled() const
{
    return m_work->cancelled;
}

void ReportExport::start(const ReportJob &job)
{
    m_work->job = job;
    const std::shared_ptr<Work> work = m_work;
    m_thread.reset(QThread::create([this, work] {
        work->carryOut([this, work](double share) {
            Q_EMIT progressed(share);
            return !work->cancelled;
        });
    }));
    connect(m_thread.get(), &QThread::finished, this, &ReportExport::takeWork);
    m_thread->start(QThread::LowPriority);
}

void ReportExport::cancel()
{
    m_work->cancelled = true;
    if (m_pdf) {
        delete std::exchange(m_pdf, nullptr);
        end();
    }
}

void ReportExport::takeWork()
{
    if (m_work->cancelled) {
        end();
        return;
    }
    const QStringList &paths = m_work->job.paths;
    for (qsizetype i = 0; i < paths.size(); ++i) {
        if (reportFormatOf(paths[i]) != ReportFormat::Pdf)
            write(paths[i], m_work->bytes[i]);
    }
    writePdf();
}

/// However many PDFs are wanted, they are the same.
void ReportExport::writePdf()
{
    const QStringList &paths = m_work->job.paths;
    const auto first = std::find_if(paths.begin(), paths.end(),
                                    [](const QString &path) { return reportFormatOf(path) == ReportFormat::Pdf; });
    if (first == paths.end()) {
        end();
        return;
    }
    m_pdf = new PdfWriting(this);
    connect(m_pdf, &PdfWriting::progressed, this,
            [this](double share) { Q_EMIT progressed(writingPart + share * (1 - writingPart)); });
    connect(m_pdf, &PdfWriting::finished, this, [this] {
        PdfWriting *pdf = std::exchange(m_pdf, nullptr);
        pdf->deleteLater();
        for (const QString &path : std::as_const(m_work->job.paths)) {
            if (reportFormatOf(path) != ReportFormat::Pdf)
                continue;
            if (pdf->result())
                write(path, *pdf->result());
            else if (m_result)
                m_result = tl::unexpected(pdf->result().error());
        }
        end();
    });
    m_pdf->start(m_work->bytes[first - paths.begin()]);
}

void ReportExport::write(const QString &path, const QByteArray &bytes)
{
    const Result<void> done = writeReportFile(path, bytes);
    if (done)
        m_written.append(path);
    else if (m_result)
        m_result = done;
}

void ReportExport::end()
{
    if (!std::exchange(m_hasEnded, true))
        Q_EMIT finished();
}

} // namespace tributary
