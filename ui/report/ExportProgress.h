// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QTimer>

class QProgressBar;

namespace tributary {

/// How far an export is, for one that takes longer than a moment; Esc and its button give it up. The window behind it
/// goes on.
class ExportProgress : public QDialog
{
    Q_OBJECT

public:
    explicit ExportProgress(const QString &fileName, QWidget *parent);

    /// 0 to 1.
    void setShare(double share);

    /// Shorter exports show nothing.
    static constexpr int PatienceMs = 400;

Q_SIGNALS:
    void cancelled();

private:
    QProgressBar *m_bar;
    QTimer m_patience;
};

} // namespace tributary
