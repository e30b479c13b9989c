// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/AnalysisPresenter.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace tributary {

class Announcer;
class ElidedLabel;

/// The line below the comparison bar in mode Sources: that matches are an estimate, what is known of the sentence that
/// is looked at, and how far the analysis is. What it says of a sentence is announced.
class SourceLine : public QWidget
{
    Q_OBJECT

public:
    explicit SourceLine(const RunContext &context, QWidget *parent = nullptr);

    /// `reason` says why there is nothing to see; empty when there is.
    void showState(const AnalysisPresenter &analysis, const QString &reason);
    /// What the press on the sign explains.
    void setMethod(const QString &text, bool weakLanguage);
    void setCheckOffered(bool offered);
    void tell(const QString &text);

    [[nodiscard]] QString told() const;

Q_SIGNALS:
    void checkRequested();
    void cancelRequested();
    void startRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void explain();

    RunContext m_context;
    QString m_method;
    bool m_checkOffered = false;
    QLabel *m_claim;
    QToolButton *m_explain;
    ElidedLabel *m_told;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_start;
    QPushButton *m_check;
    Announcer *m_announcer;
};

} // namespace tributary
