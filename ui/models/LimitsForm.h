// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QSpinBox;
class QVBoxLayout;

namespace tributary {

class ModelsViewModel;
class StyledLabel;
class ThemeController;

/// What a provider is asked at most, and how long it is waited for. Part of the form that is saved as a whole.
class LimitsForm : public QWidget
{
    Q_OBJECT

public:
    LimitsForm(ModelsViewModel &model, const ThemeController &themes, QWidget *parent = nullptr);

private:
    QSpinBox *addNumber(QVBoxLayout *column, const QString &label, const QString &hint, const char *name, int most,
                        const QString &nothing);
    void load();
    void take();

    ModelsViewModel &m_model;
    const ThemeController &m_themes;
    /// Setting a range already changes values.
    bool m_loading = true;
    QSpinBox *m_parallel;
    QSpinBox *m_requests;
    QSpinBox *m_tokens;
    QSpinBox *m_retries;
    QSpinBox *m_timeout;
    StyledLabel *m_note;
};

} // namespace tributary
