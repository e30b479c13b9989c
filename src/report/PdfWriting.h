// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"

#include <QObject>

class QProcess;

namespace tributary {

/// A PDF made by the program tributary-pdf-write. Ends through exactly one `finished`; deleting it before that ends the
/// program silently.
class PdfWriting final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~PdfWriting() override;

    /// What toPaper() gave.
    void start(const QByteArray &paper);

    /// The PDF; Io without the program, Internal when it failed.
    [[nodiscard]] const Result<QByteArray> &result() const { return m_result; }

Q_SIGNALS:
    /// 0 to 1.
    void progressed(double share);
    void finished();

private:
    void takeProgress();
    void programEnded(bool isWell);
    void finishWith(const Result<QByteArray> &result);
    void end();

    QProcess *m_program = nullptr;
    Result<QByteArray> m_result;
};

} // namespace tributary
