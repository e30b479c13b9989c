// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

namespace tributary {

class ThemeController;

/// Version, licence and the licences of what is inside.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    AboutDialog(const ThemeController &themes, QWidget *parent);
};

} // namespace tributary
