// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/AttachmentFile.h"

#include <QFutureWatcher>
#include <QObject>

#include <optional>

namespace tributary {

class PdfReading;

/// Reads one file that a person attached: a text of any kind or a PDF. The disk is read on another thread, a PDF by
/// another program. Ends through exactly one `finished`; deleting it before that ends the reading silently.
class AttachmentReading final : public QObject
{
    Q_OBJECT

public:
    explicit AttachmentReading(QString path, const AttachmentLimits &limits = {}, QObject *parent = nullptr);
    ~AttachmentReading() override;

    /// Once.
    void start();

    [[nodiscard]] const QString &path() const { return m_path; }

    /// Errors as those of loadFile, PdfReading and withPages; nullopt until `finished`.
    [[nodiscard]] const std::optional<Result<ReadFile>> &result() const { return m_result; }

Q_SIGNALS:
    /// Pages of a PDF.
    void progressed(int pages, int all);
    void finished();

private:
    void readPages(const LoadedFile &loaded);
    void end(const Result<ReadFile> &result);

    QString m_path;
    AttachmentLimits m_limits;
    QFutureWatcher<Result<LoadedFile>> m_loading;
    PdfReading *m_pages = nullptr;
    std::optional<Result<ReadFile>> m_result;
};

} // namespace tributary
