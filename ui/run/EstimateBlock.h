// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"

#include <QStringList>
#include <QWidget>

class QLabel;

namespace tributary {

class TextStyle;

/// The estimate beside the Run button: calls, tokens and money, time; or why no run can start.
class EstimateBlock : public QWidget
{
    Q_OBJECT

public:
    explicit EstimateBlock(const RunContext &context, QWidget *parent = nullptr);

    /// As EstimatePresenter words it: `lines` for room, `shortLines` for small windows.
    void setEstimate(const QStringList &lines, const QStringList &shortLines, bool overBudget);
    /// Stands in place of everything below the first line; empty: the estimate.
    void setBlocked(const QString &reason);
    void setCompact(bool compact);
    /// "Queued: 1" beside the caption.
    void setQueued(const QString &queued);

private:
    void show();

    RunContext m_context;
    QStringList m_lines;
    QStringList m_shortLines;
    QString m_blocked;
    QString m_queued;
    bool m_compact = false;
    bool m_overBudget = false;
    QLabel *m_caption;
    QLabel *m_calls;
    QLabel *m_rest;
    TextStyle *m_restStyle;
};

} // namespace tributary
