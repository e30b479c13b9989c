// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QButtonGroup;

namespace tributary {

/// A row of buttons of which exactly one is down. Tab reaches the row, arrow keys move in it.
class SegmentedControl : public QWidget
{
    Q_OBJECT

public:
    /// `name` is what assistive technology calls the row.
    explicit SegmentedControl(const QString &name, QWidget *parent = nullptr);

    /// Replaces the segments; the current one becomes the first.
    void setSegments(const QStringList &texts);
    int count() const;
    /// -1 when there are no segments.
    int currentIndex() const;
    void setCurrentIndex(int index);
    void setSegmentEnabled(int index, bool enabled, const QString &reason = {});

Q_SIGNALS:
    void currentChanged(int index);

protected:
    /// The current segment takes it.
    void focusInEvent(QFocusEvent *event) override;

private:
    QButtonGroup *m_group;
};

} // namespace tributary
