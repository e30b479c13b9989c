// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSplitter>

namespace tributary {

class ThemeController;

/// Two panes with a handle that can be reached and moved by keyboard: arrows move it 16 px, Home and End go to the
/// ends, a double-click or Return puts it back to its default place.
class RunSplitter : public QSplitter
{
    Q_OBJECT

public:
    /// `handleName` is what a screen reader calls the handle.
    RunSplitter(const ThemeController &theme, Qt::Orientation orientation, const QString &handleName,
                QWidget *parent = nullptr);

    /// Length of the first pane as a share of both; used until a person has moved the handle.
    void setDefaultShare(double share);
    /// A fixed length of the second pane instead of a share; 0 goes back to the share.
    void setDefaultSecondLength(int pixels);

    /// True once a person has put the handle somewhere; resize and new defaults then leave it there.
    [[nodiscard]] bool isPlaced() const { return m_placed; }

    /// -1 while the handle is at its default.
    [[nodiscard]] double placedShare() const;
    void placeAtShare(double share);
    void reset();
    void moveHandleBy(int pixels);
    void moveHandleToEnd(bool second);

protected:
    QSplitterHandle *createHandle() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int length() const;
    void applyDefault();
    void setFirstLength(int pixels);

    const ThemeController &m_theme;
    QString m_handleName;
    double m_defaultShare = 0.5;
    double m_placedShare = -1;
    int m_defaultSecond = 0;
    bool m_placed = false;
};

} // namespace tributary
