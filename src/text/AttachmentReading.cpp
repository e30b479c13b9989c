// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/AttachmentReading.h"

#include "text/PdfReading.h"

#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace tributary {

AttachmentReading::AttachmentReading(QString path, const AttachmentLimits &limits, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_limits(limits)
{
    connect(&m_loading, &QFutureWatcherBase::finished, this, [this] {
        const Result<LoadedFile> loaded = m_loading.result();
        if (!loaded)
            end(tl::unexpected(loaded.error()));
        else if (loaded->pdf.isEmpty())
            end(loaded->read);
        else
            readPages(*loaded);
    });
}

AttachmentReading::~AttachmentReading() = default;

void AttachmentReading::start()
{
    const auto promise = std::make_shared<QPromise<Result<LoadedFile>>>();
    m_loading.setFuture(promise->future());
    promise->start();
    QThreadPool::globalInstance()->start([promise, path = m_path, limits = m_limits] {
        promise->addResult(loadFile(path, limits));
        promise->finish();
    });
}

void AttachmentReading::readPages(const LoadedFile &loaded)
{
    m_pages = new PdfReading(loaded.read.attachment.name, m_limits, this);
    connect(m_pages, &PdfReading::progressed, this, &AttachmentReading::progressed);
    connect(m_pages, &PdfReading::finished, this, [this, read = loaded.read] {
        end(m_pages->result().and_then([&](const QStringList &pages) { return withPages(read, pages, m_limits); }));
    });
    m_pages->start(loaded.pdf);
}

void AttachmentReading::end(const Result<ReadFile> &result)
{
    m_result = result;
    Q_EMIT finished();
}

} // namespace tributary
