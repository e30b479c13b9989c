// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/Diff.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace tributary {

class DiffPane;
class ThemeController;

/// Two texts beside each other with what differs marked. Scrolling one takes the other along to the matching passage;
/// F7 and Shift+F7 go from change to change.
class DiffView : public QWidget
{
    Q_OBJECT

public:
    explicit DiffView(const ThemeController &theme, QWidget *parent = nullptr);

    /// The names are for screen readers: "Synthesis of 12 Nov 14:02".
    void setTexts(const QString &first, const QString &second, const QString &firstName, const QString &secondName);

    /// The same for texts whose differences are known (see withPlainLineEnds); `diff` is of exactly these texts.
    void setDiff(const QString &first, const QString &second, const TextDiff &diff);
    void setNames(const QString &first, const QString &second);
    /// One text with what was removed, added and moved in its place, instead of two beside each other.
    void setInline(bool on);

    [[nodiscard]] const TextDiff &diff() const { return m_diff; }

    /// "18 changes · 62 % the same"; "The texts are the same".
    [[nodiscard]] QString summary() const;

    /// -1 before the first step.
    [[nodiscard]] int currentChange() const { return m_current; }

public Q_SLOTS:
    void nextChange();
    void previousChange();

Q_SIGNALS:
    /// Another change is the current one; `description` tells it in words, for announcing.
    void changeShown(const QString &description);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildHeader();
    void step(int direction);
    [[nodiscard]] QString describe(int change) const;
    void follow(DiffPane &leader, DiffPane &follower, bool leaderIsFirst);

    const ThemeController &m_theme;
    TextDiff m_diff;
    QString m_texts[2];
    int m_current = -1;
    bool m_following = false;
    QLabel *m_summary;
    QLabel *m_position;
    QToolButton *m_previous;
    QToolButton *m_next;
    DiffPane *m_first;
    DiffPane *m_second;
    DiffPane *m_merged;
};

/// Line ends as a text document has them, so that offsets are the same.
QString withPlainLineEnds(QString text);

/// Both texts in one, in reading order, and the difference that DiffPane shows of it as its first text.
struct MergedDiff
{
    QString text;
    TextDiff diff;

    bool operator==(const MergedDiff &) const = default;
};

MergedDiff mergeTexts(const QString &first, const QString &second, const TextDiff &diff);

/// Where in the other text the passage stands that this offset lies in.
qsizetype matchingOffset(const TextDiff &diff, qsizetype offset, bool fromFirst);

} // namespace tributary
