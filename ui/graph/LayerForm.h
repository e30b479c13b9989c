// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/FieldColumn.h"

class QCheckBox;
class QSpinBox;

namespace tributary {

/// The settings of one layer: whether it is asked, and for how many answers it waits.
class LayerForm : public FieldColumn
{
    Q_OBJECT

public:
    LayerForm(const ThemeController &theme, GraphDocument &document, QWidget *parent = nullptr);

    void setLayer(qsizetype layer);

private:
    void load();
    void takeQuorum(const QWidget *field);

    qsizetype m_layer = 0;
    QLabel *m_title;
    QCheckBox *m_bypassed;
    QCheckBox *m_everybody;
    QSpinBox *m_atLeast;
    QSpinBox *m_grace;
};

} // namespace tributary
