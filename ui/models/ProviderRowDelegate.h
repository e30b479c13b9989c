// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace tributary {

class ThemeController;

/// Paints a row of the list of providers: name, condition with its sign, and kind.
class ProviderRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ProviderRowDelegate(const ThemeController &themes, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// Returns what is left of the line.
    QRect paintCondition(QPainter &painter, const QRect &line, const QModelIndex &index) const;

    const ThemeController &m_themes;
};

} // namespace tributary
