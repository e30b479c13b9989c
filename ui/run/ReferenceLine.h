// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/RunDisplay.h"

#include <QWidget>

namespace tributary {

/// "claude-opus-4-1 · from A, B, C": the model of a synthesis and the answers it reads; letters of answers that did not
/// arrive are struck through, with the reason behind them.
class ReferenceLine : public QWidget
{
    Q_OBJECT

public:
    explicit ReferenceLine(const RunContext &context, QWidget *parent = nullptr);

    void setSynthesis(const SynthesisDisplay &synthesis);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    RunContext m_context;
    SynthesisDisplay m_synthesis;
};

} // namespace tributary
