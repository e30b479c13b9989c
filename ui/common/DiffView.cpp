// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/DiffView.h"

#include "base/Formatting.h"
#include "ui/common/DiffPane.h"
#include "ui/common/Icons.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QToolButton *stepButton(const ThemeController &theme, QLatin1StringView icon, const QString &name, const QString &key,
                        QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(tributary::icon(theme, icon, Colour::Text2));
    button->setAccessibleName(name);
    button->setToolTip(u"%1 (%2)"_s.arg(name, key));
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

DiffView::DiffView(const ThemeController &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_summary(new QLabel(this))
    , m_position(new QLabel(this))
    , m_previous(stepButton(theme, "chevron-up"_L1, tr("Previous change"), tr("Shift+F7"), this))
    , m_next(stepButton(theme, "chevron-down"_L1, tr("Next change"), tr("F7"), this))
    , m_first(new DiffPane(DiffPane::Side::First, theme, this))
    , m_second(new DiffPane(DiffPane::Side::Second, theme, this))
    , m_merged(new DiffPane(DiffPane::Side::First, theme, this))
{
    m_merged->hide();
    m_merged->setAccessibleName(tr("Both texts in one"));
    auto *panes = new QHBoxLayout;
    panes->setSpacing(spacing::Medium);
    panes->addWidget(m_first, 1);
    panes->addWidget(m_second, 1);
    panes->addWidget(m_merged, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Small);
    column->addWidget(buildHeader());
    column->addLayout(panes, 1);
    connect(m_previous, &QToolButton::clicked, this, &DiffView::previousChange);
    connect(m_next, &QToolButton::clicked, this, &DiffView::nextChange);
    connect(m_first->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this] { follow(*m_first, *m_second, true); });
    connect(m_second->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this] { follow(*m_second, *m_first, false); });
}

QWidget *DiffView::buildHeader()
{
    auto *header = new QWidget(this);
    new TextStyle(m_summary, m_theme, TypeRole::Strong, Colour::Text);
    new TextStyle(m_position, m_theme, TypeRole::Body, Colour::Text2);
    auto *legend = new QLabel(tr("+ added   − removed   ↕ moved"), header);
    new TextStyle(legend, m_theme, TypeRole::Caption, Colour::Text3);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::Small);
    row->addWidget(m_summary);
    row->addWidget(legend);
    row->addStretch(1);
    row->addWidget(m_position);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    return header;
}

void DiffView::setTexts(const QString &first, const QString &second, const QString &firstName,
                        const QString &secondName)
{
    setNames(firstName, secondName);
    const QString plainFirst = withPlainLineEnds(first);
    const QString plainSecond = withPlainLineEnds(second);
    setDiff(plainFirst, plainSecond, diffTexts(plainFirst, plainSecond));
}

void DiffView::setNames(const QString &first, const QString &second)
{
    m_first->setAccessibleName(first);
    m_second->setAccessibleName(second);
}

void DiffView::setInline(bool on)
{
    m_first->setVisible(!on);
    m_second->setVisible(!on);
    m_merged->setVisible(on);
}

void DiffView::setDiff(const QString &first, const QString &second, const TextDiff &diff)
{
    m_texts[0] = first;
    m_texts[1] = second;
    m_diff = diff;
    m_current = -1;
    m_first->showText(first, m_diff);
    m_second->showText(second, m_diff);
    const MergedDiff merged = mergeTexts(first, second, m_diff);
    m_merged->showText(merged.text, merged.diff);
    m_summary->setText(summary());
    m_position->clear();
    m_previous->setEnabled(!m_diff.changes.isEmpty());
    m_next->setEnabled(!m_diff.changes.isEmpty());
}

QString DiffView::summary() const
{
    const qsizetype count = m_diff.changes.size();
    if (count == 0)
        return tr("The texts are the same");
    const QString changes = count == 1 ? tr("1 change") : tr("%1 changes").arg(formatCount(count));
    return tr("%1 · %2 the same").arg(changes, formatPercent(m_diff.similarity));
}

void DiffView::nextChange()
{
    step(1);
}

void DiffView::previousChange()
{
    step(-1);
}

void DiffView::step(int direction)
{
    const auto count = static_cast<int>(m_diff.changes.size());
    if (count == 0)
        return;
    m_current = m_current < 0 ? (direction > 0 ? 0 : count - 1) : (m_current + direction + count) % count;
    m_following = true;
    m_first->setCurrentChange(m_current);
    m_second->setCurrentChange(m_current);
    m_merged->setCurrentChange(m_current);
    m_following = false;
    // Where a side has nothing of the change, it shows the place.
    const DiffPart &part = m_diff.parts.at(m_diff.changes.at(m_current).firstPart);
    if (part.first.length == 0)
        follow(*m_second, *m_first, false);
    else if (part.second.length == 0 && m_diff.changes.at(m_current).partCount == 1)
        follow(*m_first, *m_second, true);
    m_position->setText(tr("Change %1 of %2").arg(m_current + 1).arg(count));
    Q_EMIT changeShown(describe(m_current));
}

QString DiffView::describe(int change) const
{
    QStringList words{tr("Change %1 of %2").arg(change + 1).arg(m_diff.changes.size())};
    const DiffChange &place = m_diff.changes.at(change);
    for (qsizetype i = 0; i < place.partCount; ++i) {
        const DiffPart &part = m_diff.parts.at(place.firstPart + i);
        const QString first = m_texts[0].mid(part.first.start, part.first.length).simplified();
        const QString second = m_texts[1].mid(part.second.start, part.second.length).simplified();
        switch (part.kind) {
        case DiffPart::Kind::Same:
            break;
        case DiffPart::Kind::Added:
            words << tr("added: %1").arg(second);
            break;
        case DiffPart::Kind::Removed:
            words << tr("removed: %1").arg(first);
            break;
        case DiffPart::Kind::MovedAway:
            words << tr("moved away: %1").arg(first);
            break;
        case DiffPart::Kind::MovedHere:
            words << tr("moved here: %1").arg(second);
            break;
        }
    }
    return words.join(u". "_s);
}

void DiffView::follow(DiffPane &leader, DiffPane &follower, bool leaderIsFirst)
{
    if (m_following)
        return;
    m_following = true;
    follower.scrollToOffset(matchingOffset(m_diff, leader.topOffset(), leaderIsFirst));
    m_following = false;
}

void DiffView::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers() == Qt::ShiftModifier;
    if (event->key() != Qt::Key_F7 || (event->modifiers() != Qt::NoModifier && !shift))
        return QWidget::keyPressEvent(event);
    step(shift ? -1 : 1);
}

QString withPlainLineEnds(QString text)
{
    return text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
}

MergedDiff mergeTexts(const QString &first, const QString &second, const TextDiff &diff)
{
    MergedDiff merged;
    merged.diff = diff;
    for (DiffPart &part : merged.diff.parts) {
        const bool fromFirst = part.kind == DiffPart::Kind::Removed || part.kind == DiffPart::Kind::MovedAway;
        const TextRange from = fromFirst ? part.first : part.second;
        const QString text = (fromFirst ? first : second).mid(from.start, from.length);
        // Words of both texts would run into each other where one of them ended there.
        const bool joined = !merged.text.isEmpty() && !text.isEmpty() && part.kind != DiffPart::Kind::Same &&
                            merged.text.back().isLetterOrNumber() && text.front().isLetterOrNumber();
        if (joined)
            merged.text += u' ';
        part.first = {merged.text.size(), text.size()};
        merged.text += text;
    }
    return merged;
}

qsizetype matchingOffset(const TextDiff &diff, qsizetype offset, bool fromFirst)
{
    for (const DiffPart &part : diff.parts) {
        const TextRange &from = fromFirst ? part.first : part.second;
        const TextRange &to = fromFirst ? part.second : part.first;
        if (offset < from.end())
            return std::min(to.end(), to.start + std::max<qsizetype>(0, offset - from.start));
    }
    return diff.parts.isEmpty() ? 0
           : fromFirst          ? diff.parts.constLast().second.end()
                                : diff.parts.constLast().first.end();
}

} // namespace tributary
