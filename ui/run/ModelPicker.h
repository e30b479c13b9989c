// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelRef.h"

#include <QComboBox>

namespace tributary {

class ModelChoices;

/// Chooses a model of any provider: a list to open, or a few letters to type. A provider that lists no models takes any
/// name written as "provider/model".
class ModelPicker : public QComboBox
{
    Q_OBJECT

public:
    explicit ModelPicker(ModelChoices &choices, QWidget *parent = nullptr);

    /// Shows a model without telling anybody.
    void setCurrentModel(const ModelRef &model);

    [[nodiscard]] const ModelRef &model() const { return m_model; }

Q_SIGNALS:
    void modelChosen(const tributary::ModelRef &model);

protected:
    void wheelEvent(QWheelEvent *event) override;

private:
    void take(const ModelRef &model);
    void takeText();
    void showModel();

    ModelChoices &m_choices;
    ModelRef m_model;
};

} // namespace tributary
