// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>
#include <QTabBar>

namespace tributary {

class ThemeController;

/// The views, top to bottom at the window's edge: icon above label, or the icon alone when compact.
/// Up and Down move. A QTabBar, because assistive technology knows what that is.
class Rail : public QTabBar
{
    Q_OBJECT

public:
    /// Beside an entry's icon.
    enum class Mark {
        None,
        Active, ///< a dot: something is going on in that view
        Failure ///< an exclamation mark: something failed, and that view tells why
    };
    Q_ENUM(Mark)

    explicit Rail(const ThemeController &themes, QWidget *parent = nullptr);

    void addEntry(const QString &title, const QIcon &icon, const QString &toolTip);
    void setCompact(bool compact);
    void setMark(int index, Mark mark);

    [[nodiscard]] Mark mark(int index) const { return tabData(index).value<Mark>(); }

    static constexpr int Width = 72;
    static constexpr int CompactWidth = 48;

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void paintEntry(QPainter &painter, int index) const;
    void paintMark(QPainter &painter, Mark mark, const QRect &picture) const;

    const ThemeController &m_themes;
    bool m_compact = false;
};

} // namespace tributary
