// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/RunDisplay.h"

#include <QWidget>

namespace tributary {

class ElidedLabel;
class StateLabel;

/// Who answers and how it stands: badge, model, provider, state. Always visible above the scrolling answer.
class AnswerHeader : public QWidget
{
    Q_OBJECT

public:
    static constexpr int fixedHeight = 46;

    explicit AnswerHeader(const RunContext &context, QWidget *parent = nullptr);

    void setDisplay(const AgentDisplay &display);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    RunContext m_context;
    AgentDisplay m_display;
    ElidedLabel *m_model;
    ElidedLabel *m_provider;
    StateLabel *m_state;
};

} // namespace tributary
