// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/ComparisonMode.h"
#include "ui/run/RunContext.h"
#include "viewmodel/RunDisplay.h"

#include <QWidget>

class QCheckBox;
class QPushButton;
class QToolButton;

namespace tributary {

class SegmentedControl;

/// Which cards are compared and how: the layer, the mode, synced scrolling, columns and order. Where there is little
/// room, the modes become a menu, then names become signs, then what is least needed goes.
class ComparisonBar : public QWidget
{
    Q_OBJECT

public:
    enum class Order { Graph, Contribution, Length, Time };

    static constexpr int mostColumns = 4;

    explicit ComparisonBar(const RunContext &context, QWidget *parent = nullptr);

    /// The layers whose answers stand as cards: all but the last.
    void setLayers(const QList<LayerDisplay> &layers);
    /// Index into the layers given; -1 without layers.
    [[nodiscard]] int currentLayer() const;
    void setCurrentLayer(int index);
    void setCompact(bool compact);
    /// For little room and a run that is only read: no columns, no order, and layers only where there are several.
    void setReduced();

    void setMode(ComparisonMode mode);
    /// One that cannot be chosen.
    void setModeOffered(ComparisonMode mode, bool offered);

    [[nodiscard]] bool isSynced() const;

    [[nodiscard]] int columns() const { return m_columns; }

    [[nodiscard]] Order order() const { return m_order; }

    void setSynced(bool synced);
    void setColumns(int columns);
    void setOrder(Order order);

    /// How many cards of the layer a person has hidden; they come back by one press.
    void setHiddenCards(int count);

    /// The synthesis as a tab beside the cards, for narrow windows; hidden otherwise.
    void setSynthesisTab(bool shown);
    [[nodiscard]] bool showsSynthesis() const;
    /// Goes to that tab where there is one.
    void showSynthesis();

Q_SIGNALS:
    void layerChanged(int index);
    /// By a person; the bar shows it once setMode() says so.
    void modeChosen(tributary::ComparisonMode mode);
    void syncedChanged(bool synced);
    void columnsChanged(int columns);
    void orderChanged();
    void showHiddenRequested();
    void synthesisTabChanged(bool showsSynthesis);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// How much is left out for want of room.
    enum class Fit { All, ModeMenu, Signs, NoScrolling };

    void buildModes();
    void fit();
    [[nodiscard]] int widthWith(Fit fit) const;
    void apply(Fit fit);
    void buildColumnsMenu();
    void buildOrderMenu();
    void updateTexts();

    RunContext m_context;
    int m_columns = 0;
    Order m_order = Order::Graph;
    ComparisonMode m_mode = ComparisonMode::Read;
    Fit m_fit = Fit::All;
    bool m_compact = false;
    bool m_reduced = false;
    SegmentedControl *m_layers;
    SegmentedControl *m_pane;
    SegmentedControl *m_modes;
    QToolButton *m_modeButton;
    QCheckBox *m_synced;
    QPushButton *m_hidden;
    QToolButton *m_columnsButton;
    QToolButton *m_orderButton;
};

} // namespace tributary
