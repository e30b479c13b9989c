// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;

namespace tributary {

class ThemeController;

/// What a person wants a run to be written as.
struct ExportWish
{
    /// "html"; one of exportEndings().
    QString ending = QStringLiteral("html");
    bool answers = true;
    bool prompts = true;
    bool anonymous = false;

    bool operator==(const ExportWish &) const = default;
};

/// Asks for the format of a run and for what goes into it. Deletes itself when closed.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(const ExportWish &wish, const ThemeController &theme, QWidget *parent);

    [[nodiscard]] ExportWish wish() const;

    /// "HTML, one file (*.html)": as a file dialog wants it.
    [[nodiscard]] static QString filterOf(const QString &ending);

Q_SIGNALS:
    void chosen(const tributary::ExportWish &wish);

private:
    void refresh();

    QComboBox *m_format;
    QLabel *m_about;
    QCheckBox *m_answers;
    QCheckBox *m_prompts;
    QCheckBox *m_anonymous;
};

} // namespace tributary
