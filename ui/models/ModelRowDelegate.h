// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace tributary {

class ThemeController;

/// Paints the rows of a ModelPaletteList: a model in two lines, its name and its figures, or the title of a section.
class ModelRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ModelRowDelegate(const ThemeController &themes, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintModel(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const ThemeController &m_themes;
};

} // namespace tributary
