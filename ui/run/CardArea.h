// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/RunContext.h"
#include "viewmodel/RunDisplay.h"

#include <QHash>
#include <QList>
#include <QWidget>

#include <optional>

namespace tributary {

class AnswerCard;
class LetterChips;

/// The cards of one layer in a row, all of one width and none of them cut: those that do not fit are reached through
/// the letter chips, by arrows, or by Shift and the wheel. Cards off screen are hidden and cost nothing.
class CardArea : public QWidget
{
    Q_OBJECT

public:
    static constexpr int gap = 12;
    static constexpr int margin = 12;

    explicit CardArea(const RunContext &context, QWidget *parent = nullptr);

    /// Cards in the order they stand; the area takes them as children, others are hidden.
    void setCards(const QList<AnswerCard *> &cards);
    /// Cards beside each other; 0: as many as fit. Never more than fit at their smallest width.
    void setColumns(int columns);
    /// One card alone in the whole area; nullopt: back to all.
    void setFullWidth(const std::optional<AgentId> &agent);
    void updateDisplay(const AgentDisplay &display);

    /// Scrolls to a card; with `focus` the card gets the keyboard.
    void showCard(const AgentId &agent, bool focus);
    void scrollBy(int cards);

    [[nodiscard]] int firstShown() const { return m_first; }

    [[nodiscard]] int shownCount() const;

    [[nodiscard]] const QList<AnswerCard *> &cards() const { return m_cards; }

    /// In reading order, for the keyboard.
    [[nodiscard]] QList<QWidget *> parts() const;

    [[nodiscard]] bool isFullWidth() const { return m_fullWidth.has_value(); }

Q_SIGNALS:
    void fullWidthChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void adopt(AnswerCard *card);
    void moveFrom(AnswerCard *card, int step);
    bool takeWheel(QWheelEvent *event);
    void arrange();
    [[nodiscard]] int indexOf(const AgentId &agent) const;

    RunContext m_context;
    LetterChips *m_chips;
    QList<AnswerCard *> m_cards;
    int m_columns = 0;
    int m_first = 0;
    std::optional<AgentId> m_fullWidth;
};

} // namespace tributary
