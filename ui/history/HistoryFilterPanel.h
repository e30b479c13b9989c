// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace tributary {

class HistoryViewModel;
class SegmentedControl;
class ThemeController;
struct ProviderDirectory;
enum class HistoryChip;

/// What narrows the list: runs or trash, chips, and lists of dates, graphs, models, providers, costs and tags.
class HistoryFilterPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int fixedWidth = 240;

    HistoryFilterPanel(HistoryViewModel &history, const ProviderDirectory &providers, const ThemeController &theme,
                       QWidget *parent = nullptr);

    /// Takes the filter and its choices from the view model.
    void load();

Q_SIGNALS:
    void emptyTrashRequested();
    /// Esc in a panel that lies over the list.
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addChips(QVBoxLayout &column);
    QComboBox *addList(QVBoxLayout &column, const QString &label);
    void addTrash(QVBoxLayout &column);
    void connectLists();
    void fillLists();

    HistoryViewModel &m_history;
    const ProviderDirectory &m_providers;
    const ThemeController &m_theme;
    bool m_loading = false;
    SegmentedControl *m_place;
    QHash<HistoryChip, QToolButton *> m_chips;
    QComboBox *m_date = nullptr;
    QComboBox *m_graph = nullptr;
    QComboBox *m_model = nullptr;
    QComboBox *m_provider = nullptr;
    QComboBox *m_cost = nullptr;
    QComboBox *m_tag = nullptr;
    QPushButton *m_clear = nullptr;
    QLabel *m_trashNote = nullptr;
    QPushButton *m_emptyTrash = nullptr;
};

} // namespace tributary
