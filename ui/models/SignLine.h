// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/Tokens.h"
#include "viewmodel/ConnectionTest.h"
#include "viewmodel/ProviderForm.h"

#include <QWidget>

class QLabel;

namespace tributary {

class StyledLabel;
class ThemeController;

/// A sentence with a sign in front of it: a note below a field, or a line of the connection's test with its title.
class SignLine : public QWidget
{
    Q_OBJECT

public:
    /// `role`: of the sentence.
    SignLine(const ThemeController &themes, TypeRole role, QWidget *parent = nullptr);

    /// A note; a neutral one has no sign. Its room stays when there is nothing to say.
    void showNote(const FieldNote &note);
    void showLine(const CheckLine &line);

    [[nodiscard]] QString text() const;

private:
    void setSign(const QString &name, Tone tone);
    void drawSign();

    const ThemeController &m_themes;
    QString m_signName;
    Tone m_tone = Tone::Neutral;
    QLabel *m_sign;
    StyledLabel *m_title;
    StyledLabel *m_text;
};

} // namespace tributary
