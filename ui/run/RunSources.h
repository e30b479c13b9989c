// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/SourceGutter.h"
#include "viewmodel/SourceDisplay.h"

#include <QObject>

namespace tributary {

class RunPanes;

/// What a run on screen shows of its sources in every mode: the letters beside the synthesis, how much each agent
/// contributed, what was left out. Asks for the analysis as soon as the run is seen.
class RunSources : public QObject
{
    Q_OBJECT

public:
    /// `panes` owns it.
    explicit RunSources(RunPanes &panes);

    /// Another run, aggregator, theme or state of the analysis.
    void update();
    void setGutterLook(SourceGutter::Look look);
    /// Back to layer 1, where there are layers between.
    void setTraced(bool traced);

    /// Of the aggregator that is shown; nullptr while there is nothing.
    [[nodiscard]] const SourcesDisplay *display() const { return m_display ? &*m_display : nullptr; }

    /// Why there is none, or will be none; empty when there is.
    [[nodiscard]] QString reason() const;

    void copyWithSources() const;

Q_SIGNALS:
    /// In the gutter.
    void sentencePressed(int sentence);

private:
    void showShares();
    void showGutter();

    RunPanes &m_panes;
    std::optional<SourcesDisplay> m_display;
    SourceGutter::Look m_look = SourceGutter::Look::Letters;
    bool m_traced = false;
    QPointer<MarkdownView> m_view;
    QPointer<SourceGutter> m_gutter;
};

} // namespace tributary
