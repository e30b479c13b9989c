// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/Command.h"
#include "cli/SourcesText.h"

#include <QFutureWatcher>

namespace tributary {

/// `sources`: which sentence of a synthesis came from which answer. Works on another thread, so that progress shows and
/// an interrupt ends it.
class SourcesCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;
    ~SourcesCommand() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;
    void interrupt() override;

private:
    void find(const SourceQuestion &question);
    void tell();

    QFutureWatcher<FoundSources> m_finding;
    bool m_isFinding = false;
    bool m_json = false;
};

} // namespace tributary
