// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/SentRequest.h"

#include <QDialog>

class QPlainTextEdit;

namespace tributary {

class SegmentedControl;
class ThemeController;

/// What was sent to a model, byte for byte, an attempt at a time.
class RequestDialog : public QDialog
{
    Q_OBJECT

public:
    /// At least one request.
    RequestDialog(const QString &title, const QList<SentRequest> &requests, const ThemeController &theme,
                  QWidget *parent);

private:
    void showRequest(int index);

    QList<SentRequest> m_requests;
    SegmentedControl *m_attempts;
    QPlainTextEdit *m_body;
};

} // namespace tributary
