// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QLineEdit;

namespace tributary {

class ThemeController;

/// Asks for the tags of several runs. Deletes itself when closed.
class TagDialog : public QDialog
{
    Q_OBJECT

public:
    /// `tags`: those that all the runs have.
    TagDialog(qsizetype runs, const QStringList &tags, const ThemeController &theme, QWidget *parent);

Q_SIGNALS:
    void chosen(const QStringList &tags);

private:
    QLineEdit *m_field;
};

} // namespace tributary
