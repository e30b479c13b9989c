// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/ReportExport.h"
#include "ui/report/ExportDialog.h"

#include <QPointer>

namespace tributary {

class DialogService;
class JsonFile;
class ThemeController;

/// Writes a run that a person wants to have as a file: asks for the format and the file, writes beside the window's
/// thread, and says where it is. Remembers what was wished last.
class RunExporter : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive it.
    RunExporter(const ThemeController &themes, DialogService &dialogs, JsonFile &state);

    /// `over` is the window that everything belongs to.
    void offer(const RunRecord &record, const std::optional<RunAnalysis> &analysis, QWidget *over);

    [[nodiscard]] bool isWriting() const { return m_export != nullptr; }

private:
    [[nodiscard]] ExportWish lastWish() const;
    void keepWish(const ExportWish &wish);
    void askForFile(const ReportJob &job, const ExportWish &wish, QWidget *over);
    void write(const ReportJob &job, QWidget *over);
    void tellEnd(const QString &path, QWidget *over);

    const ThemeController &m_themes;
    DialogService &m_dialogs;
    JsonFile &m_state;
    std::unique_ptr<ReportExport> m_export;
};

} // namespace tributary
