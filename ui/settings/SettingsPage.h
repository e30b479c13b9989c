// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QVBoxLayout;

namespace tributary {

class ThemeController;

/// One page of the settings: a title over settings, each with a label, one line of explanation and its control.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    SettingsPage(const ThemeController &themes, const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] const QString &title() const { return m_title; }

    /// The control becomes the page's own and gets the label's text as its accessible name.
    void addSetting(const QString &label, const QString &explanation, QWidget *control);
    /// A paragraph without a control.
    void addText(const QString &text);
    /// Leaves the settings that have all these words; false when none has.
    bool filter(const QString &words);

private:
    struct Row
    {
        QWidget *widget;
        QString text;
    };

    void addRow(QWidget *row, const QString &text);

    const ThemeController &m_themes;
    QString m_title;
    QList<Row> m_rows;
    QVBoxLayout *m_column;
};

} // namespace tributary
