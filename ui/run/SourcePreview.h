// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/SourceDisplay.h"

#include <QFrame>

class QVBoxLayout;

namespace tributary {

/// What stands in one line of the preview.
struct SourceExcerpt
{
    SourceMark mark;
    QString text;

    bool operator==(const SourceExcerpt &) const = default;
};

/// Lies over the cards and shows the passages that no card on screen shows. Stays until Esc or another sentence; a
/// press on an excerpt asks for its card.
class SourcePreview : public QFrame
{
    Q_OBJECT

public:
    static constexpr QSize largest{360, 160};

    SourcePreview(const RunContext &context, QWidget *parent);

    /// Nothing to show hides it. `edge`: the top right corner, in the parent's coordinates, as far as it fits.
    void show(const QList<SourceExcerpt> &excerpts, const QPoint &edge);

Q_SIGNALS:
    void chosen(const tributary::SourceMark &mark);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fill(const QList<SourceExcerpt> &excerpts);

    RunContext m_context;
    QList<SourceExcerpt> m_excerpts;
    QList<QWidget *> m_rows;
    QVBoxLayout *m_column;
};

} // namespace tributary
