// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/SourceDisplay.h"

#include <QWidget>

namespace tributary {

/// Whose words a synthesis is made of, as a bar: a segment for each agent in its colour, with its letter where there
/// is room, hatched what is new. Or, with one share, how much of the whole that is.
class ContributionBar : public QWidget
{
    Q_OBJECT

public:
    /// Tall enough for letters, resp. for a single share.
    static constexpr int tall = 14;
    static constexpr int low = 6;

    ContributionBar(const RunContext &context, int height, QWidget *parent = nullptr);

    void setShares(const QList<ContributionShare> &shares);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintShare(QPainter &painter, const QRectF &where, const ContributionShare &share) const;

    RunContext m_context;
    QList<ContributionShare> m_shares;
};

} // namespace tributary
