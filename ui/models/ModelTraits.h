// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/ModelOverrides.h"

#include <QHash>
#include <QWidget>

class QComboBox;

namespace tributary {

class ModelsViewModel;
class StyledLabel;
class ThemeController;

/// What is known of the chosen model, from where, and what a person says against the table of capabilities.
class ModelTraits : public QWidget
{
    Q_OBJECT

public:
    ModelTraits(ModelsViewModel &model, const ThemeController &themes, QWidget *parent = nullptr);

    /// `sources`: where its prices and its context are from. Empty ids show nothing.
    void showModel(const QString &id, const QString &sources);

private:
    QComboBox *makeChoice(OverridableTrait trait, const QString &name);
    void refresh();

    ModelsViewModel &m_model;
    QString m_id;
    StyledLabel *m_name;
    StyledLabel *m_sources;
    QWidget *m_choices;
    QHash<int, QComboBox *> m_boxes;
};

} // namespace tributary
