// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Command.h"

namespace tributary {

/// `export`: writes a run of the library to files.
class ExportCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
};

} // namespace tributary
