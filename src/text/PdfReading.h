// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/AttachmentFile.h"

#include <QObject>
#include <QTimer>

class QProcess;

namespace tributary {

/// The text of a PDF's pages, read by the program tributary-pdf-text, so that a hostile file can neither hang nor crash
/// this one. Ends through exactly one `finished`; deleting it before that ends the program silently.
class PdfReading final : public QObject
{
    Q_OBJECT

public:
    /// `name` begins every error's sentence.
    PdfReading(QString name, const AttachmentLimits &limits, QObject *parent = nullptr);
    ~PdfReading() override;

    void start(const QByteArray &pdf);

    /// InvalidInput (locked, damaged), TooLarge, Io without the program.
    [[nodiscard]] const Result<QStringList> &result() const { return m_result; }

Q_SIGNALS:
    void progressed(int pages, int all);
    void finished();

private:
    void takeOutput();
    /// False when nothing further is to be read.
    bool takeLine(const QByteArray &line);
    void programEnded();
    void failWith(const tl::unexpected<Error> &error);
    void end();
    [[nodiscard]] tl::unexpected<Error> damaged() const;

    QString m_name;
    AttachmentLimits m_limits;
    QProcess *m_program = nullptr;
    QTimer m_timeLimit;
    QByteArray m_buffer;
    /// Bytes of the page that is arriving; -1 between pages.
    qsizetype m_wanted = -1;
    qint64 m_taken = 0;
    int m_announced = 0;
    bool m_complete = false;
    QStringList m_pages;
    Result<QStringList> m_result;
};

} // namespace tributary
