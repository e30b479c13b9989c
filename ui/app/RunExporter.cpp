// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/RunExporter.h"

#include "ui/app/HistoryWorkspace.h"
#include "ui/common/DialogService.h"
#include "ui/common/JsonFile.h"
#include "ui/common/Toast.h"
#include "ui/report/ExportProgress.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

const QString stateKey = u"export"_s;

} // namespace

RunExporter::RunExporter(const ThemeController &themes, DialogService &dialogs, JsonFile &state)
    : m_themes(themes)
    , m_dialogs(dialogs)
    , m_state(state)
{}

ExportWish RunExporter::lastWish() const
{
    const QJsonObject kept = m_state.value(stateKey).toObject();
    ExportWish wish;
    wish.ending = kept.value("ending"_L1).toString(wish.ending);
    wish.answers = kept.value("answers"_L1).toBool(true);
    wish.prompts = kept.value("prompts"_L1).toBool(true);
    wish.anonymous = kept.value("anonymous"_L1).toBool(false);
    return wish;
}

void RunExporter::keepWish(const ExportWish &wish)
{
    m_state.setValue(stateKey, QJsonObject{{u"ending"_s, wish.ending},
                                           {u"answers"_s, wish.answers},
                                           {u"prompts"_s, wish.prompts},
                                           {u"anonymous"_s, wish.anonymous}});
}

void RunExporter::offer(const RunRecord &record, const std::optional<RunAnalysis> &analysis, QWidget *over)
{
    if (isWriting())
        return;
    auto *dialog = new ExportDialog(lastWish(), m_themes, over);
    connect(dialog, &ExportDialog::chosen, this, [this, record, analysis, over](const ExportWish &wish) {
        keepWish(wish);
        ReportJob job{.record = record, .analysis = analysis, .paths = {}};
        job.choices = {wish.anonymous && wish.ending != "moarun"_L1, wish.answers, wish.prompts};
        askForFile(job, wish, over);
    });
    dialog->open();
}

void RunExporter::askForFile(const ReportJob &job, const ExportWish &wish, QWidget *over)
{
    // The question, of which a file is named, may name a model.
    const QString name = wish.anonymous ? tr("Report") : QFileInfo(bundleNameFor(job.record)).completeBaseName();
    const FileQuestion file{
        .title = tr("Export run"), .filters = {ExportDialog::filterOf(wish.ending)}, .name = name + u'.' + wish.ending};
    m_dialogs.chooseToSave(over, file, [this, job, over](const QString &path) {
        ReportJob whole = job;
        whole.paths = {path};
        if (const Result<void> writable = checkReportFile(path, job.choices); !writable)
            m_dialogs.tell(over, NoticeKind::Error, tr("The run was not exported"), writable.error().message);
        else
            write(whole, over);
    });
}

void RunExporter::write(const ReportJob &job, QWidget *over)
{
    if (isWriting())
        return;
    const QString path = job.paths.constFirst();
    m_export = std::make_unique<ReportExport>();
    auto *progress = new ExportProgress(QFileInfo(path).fileName(), over);
    connect(m_export.get(), &ReportExport::progressed, progress, &ExportProgress::setShare);
    connect(progress, &ExportProgress::cancelled, m_export.get(), &ReportExport::cancel);
    connect(m_export.get(), &ReportExport::finished, this,
            [this, path, progress = QPointer<ExportProgress>(progress), over = QPointer<QWidget>(over)] {
                delete progress;
                tellEnd(path, over);
            });
    m_export->start(job);
}

void RunExporter::tellEnd(const QString &path, QWidget *over)
{
    // Still emitting: it goes when it has returned.
    ReportExport *done = m_export.release();
    done->deleteLater();
    if (over == nullptr || done->isCancelled())
        return;
    if (!done->result()) {
        m_dialogs.tell(over, NoticeKind::Error, tr("The run was not exported"), done->result().error().message);
        return;
    }
    auto *toast = new Toast(m_themes, tr("Exported %1.").arg(QFileInfo(path).fileName()), {}, over);
    toast->offer(tr("Open"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
}

} // namespace tributary
