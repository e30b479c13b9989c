// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/RunDisplay.h"

#include <QWidget>

namespace tributary {

/// The state of an agent: icon and word, in its tone. Never colour alone.
class StateLabel : public QWidget
{
    Q_OBJECT

public:
    explicit StateLabel(const RunContext &context, QWidget *parent = nullptr);

    void setDisplay(const AgentDisplay &display);

    [[nodiscard]] QString text() const { return m_display.stateText; }

    [[nodiscard]] QSize sizeHint() const override;
    /// The icon with the short word: what always fits.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int widthOf(const QString &word) const;

    RunContext m_context;
    AgentDisplay m_display;
};

} // namespace tributary
