// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelRef.h"

#include <QPointer>
#include <QPushButton>

namespace tributary {

class ModelChoices;
class ModelPalette;
class ThemeController;

/// Shows the model that is chosen and opens the palette to choose another: by a press, with Down or F4, or with the
/// first letter of what is searched for.
class ModelPicker : public QPushButton
{
    Q_OBJECT

public:
    /// Both must outlive it.
    ModelPicker(ModelChoices &choices, const ThemeController &themes, QWidget *parent = nullptr);

    /// Shows a model without telling anybody.
    void setCurrentModel(const ModelRef &model);

    [[nodiscard]] const ModelRef &model() const { return m_model; }

    /// `words`: what is searched for at once.
    void openPalette(const QString &words = {});
    /// Null while none is open.
    [[nodiscard]] ModelPalette *openedPalette() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void modelChosen(const tributary::ModelRef &model);
    /// Providers and models shall be shown.
    void modelsRequested();
    /// The palette closed without a choice.
    void dismissed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void take(const ModelRef &model);
    void showModel();

    ModelChoices &m_choices;
    const ThemeController &m_themes;
    ModelRef m_model;
    QString m_shown;
    QPointer<ModelPalette> m_palette;
};

} // namespace tributary
