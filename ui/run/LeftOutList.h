// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/CoverageDisplay.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStandardItemModel;
class QTreeView;

namespace tributary {

/// The points that did not reach the synthesis, grouped by the letter of their answer. Choosing one asks to show it,
/// one or several can be asked for again.
class LeftOutList : public QWidget
{
    Q_OBJECT

public:
    explicit LeftOutList(const RunContext &context, QWidget *parent = nullptr);

    /// What of the cards matches the filter; with All, what was left out.
    void setCoverage(const CoverageDisplay &coverage, CoverageFilter filter);
    /// Why nobody can be asked now; empty when somebody can.
    void setAskBlocked(const QString &reason);

    [[nodiscard]] QList<PointPlace> selected() const;

Q_SIGNALS:
    void pointChosen(const tributary::PointPlace &place);
    /// Ask the aggregator again with these points; what that costs is for the receiver to say first.
    void askAgainRequested(const QList<tributary::PointPlace> &places);

private:
    void addCard(const CoverageCard &card, CoverageFilter filter);
    void updateButton();

    RunContext m_context;
    QString m_blocked;
    QLabel *m_title;
    QTreeView *m_tree;
    QStandardItemModel *m_model;
    QPushButton *m_ask;
};

} // namespace tributary
