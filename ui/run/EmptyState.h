// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"

#include <QWidget>

class QPushButton;

namespace tributary {

/// Stands where the cards will be: what goes there, and the one action that fills it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const RunContext &context, QWidget *parent = nullptr);

    void setDemoOffered(bool offered);

Q_SIGNALS:
    void demoQuestionRequested();

private:
    QPushButton *m_demo;
};

} // namespace tributary
