// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/timeline/TimelineScale.h"
#include "viewmodel/TimelineModel.h"

#include <QTreeView>

namespace tributary {

class ThemeController;
class TimelineDelegate;

/// The bars of a run, a row for each agent under its layer. Up and Down go through the agents, Left and Right through
/// the attempts of one, + and - zoom, 0 shows everything.
class TimelineTree : public QTreeView
{
    Q_OBJECT

public:
    TimelineTree(TimelineModel &model, const ThemeController &theme, QWidget *parent = nullptr);

    void setNameWidth(int width);
    void zoomIn();
    void zoomOut();
    void showAll();
    /// Only while zoomed in.
    void showFrom(Milliseconds from);

    [[nodiscard]] const TimelineZoom &zoom() const { return m_zoom; }

    [[nodiscard]] TimelineScale scale() const;
    /// Empty: none is chosen.
    [[nodiscard]] AgentId currentAgent() const;
    void setCurrentAgent(const AgentId &agent);

    /// The attempt that is looked at, from 1; 0: none.
    [[nodiscard]] int attempt() const { return m_attempt; }

    /// The timeline in the model is another one.
    void refresh();

Q_SIGNALS:
    void scaleChanged();
    void agentChanged();
    void attemptChanged(int attempt);
    /// Enter or a double click.
    void detailsRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;

private:
    void zoomBy(double factor, double x);
    void moveAttempt(int step);
    void applyScale();
    [[nodiscard]] double middle() const;

    TimelineModel &m_model;
    TimelineDelegate *m_delegate;
    TimelineZoom m_zoom;
    int m_nameWidth = 220;
    int m_attempt = 0;
    AgentId m_kept;
};

} // namespace tributary
