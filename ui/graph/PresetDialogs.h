// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace tributary {

class ThemeController;

/// Asks for the name under which a graph is kept, and says when there is one of that name. Deletes itself.
class SavePresetDialog : public QDialog
{
    Q_OBJECT

public:
    /// `taken`: the names of the presets that are there.
    SavePresetDialog(const QString &name, const QStringList &taken, const ThemeController &theme,
                     QWidget *parent = nullptr);

Q_SIGNALS:
    /// Trimmed, not empty.
    void chosen(const QString &name);

private:
    void update();

    QStringList m_taken;
    QLineEdit *m_name;
    QLabel *m_warning;
    QPushButton *m_save;
};

/// Asks which of these presets is to go. Deletes itself.
class DeletePresetDialog : public QDialog
{
    Q_OBJECT

public:
    explicit DeletePresetDialog(const QStringList &names, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &name);

private:
    QListWidget *m_list;
};

} // namespace tributary
