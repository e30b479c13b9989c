// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/LeftOutList.h"

#include "base/Formatting.h"
#include "ui/common/LetterBadge.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

constexpr int agentRole = Qt::UserRole + 1;
constexpr int pointRole = Qt::UserRole + 2;
constexpr qsizetype longestText = 240; // of a point in the list; the card shows all of it

QIcon badgeIcon(const Theme &theme, int index, double ratio)
{
    const QSizeF size(SmallBadgeSide, SmallBadgeSide);
    QPixmap picture((size * ratio).toSize());
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintLetterBadge(painter, theme, QRectF(QPointF(), size), {index});
    return picture;
}

QString titleOf(CoverageFilter filter)
{
    switch (filter) {
    case CoverageFilter::All:
    case CoverageFilter::LeftOut:
        return LeftOutList::tr("Left out");
    case CoverageFilter::OnlyHere:
        return LeftOutList::tr("Only in one answer");
    case CoverageFilter::Contradictions:
        return LeftOutList::tr("Contradictions");
    }
    Q_UNREACHABLE();
}

QString shortened(const QString &text)
{
    return text.size() <= longestText ? text : QString(text.left(longestText).trimmed() + u'…');
}

} // namespace

LeftOutList::LeftOutList(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(new QLabel(this))
    , m_tree(new QTreeView(this))
    , m_model(new QStandardItemModel(this))
    , m_ask(new QPushButton(this))
{
    new TextStyle(m_title, context.theme, TypeRole::Section, Colour::Text);
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setWordWrap(true);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setIndentation(spacing::Large);
    m_tree->setTabKeyNavigation(false);
    m_tree->setIconSize({SmallBadgeSide, SmallBadgeSide});
    m_tree->setAccessibleName(tr("Points that were left out"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Medium, spacing::Small, spacing::Medium, spacing::Small);
    column->setSpacing(spacing::Small);
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::Small);
    row->addWidget(m_title, 1);
    row->addWidget(m_ask);
    column->addLayout(row);
    column->addWidget(m_tree, 1);
    const auto placeOf = [](const QModelIndex &index) {
        return PointPlace{{index.data(agentRole).toString()}, index.data(pointRole).toLongLong()};
    };
    connect(m_tree, &QTreeView::activated, this, [this, placeOf](const QModelIndex &index) {
        if (index.parent().isValid())
            Q_EMIT pointChosen(placeOf(index));
    });
    connect(m_tree, &QTreeView::clicked, this, [this, placeOf](const QModelIndex &index) {
        if (index.parent().isValid())
            Q_EMIT pointChosen(placeOf(index));
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LeftOutList::updateButton);
    connect(m_ask, &QPushButton::clicked, this, [this] { Q_EMIT askAgainRequested(selected()); });
    updateButton();
}

void LeftOutList::setCoverage(const CoverageDisplay &coverage, CoverageFilter filter)
{
    const CoverageFilter shown = filter == CoverageFilter::All ? CoverageFilter::LeftOut : filter;
    m_model->clear();
    for (const CoverageCard &card : coverage.cards)
        addCard(card, shown);
    m_tree->expandAll();
    const qsizetype count = countMatching(coverage, shown);
    m_title->setText(u"%1 · %2"_s.arg(titleOf(shown), formatCount(count)));
    m_tree->setAccessibleName(titleOf(shown));
    updateButton();
}

void LeftOutList::addCard(const CoverageCard &card, CoverageFilter filter)
{
    auto *group = new QStandardItem;
    for (qsizetype i = 0; i < card.points.size(); ++i) {
        const CoveragePoint &point = card.points.at(i);
        if (!matches(point, filter))
            continue;
        QString text = shortened(pointText(card, i));
        for (const ContradictingPassage &other : point.contradictions)
            text += filter == CoverageFilter::Contradictions ? u" — "_s + other.text : QString();
        auto *row = new QStandardItem(text);
        row->setData(card.agent.value, agentRole);
        row->setData(qlonglong(i), pointRole);
        row->setToolTip((text + u'\n' + point.words).toHtmlEscaped().replace(u'\n', u"<br>"_s));
        row->setData(u"%1, %2"_s.arg(text, pointUseText(point.use)), Qt::AccessibleTextRole);
        group->appendRow(row);
    }
    if (group->rowCount() == 0) {
        delete group;
        return;
    }
    const int count = group->rowCount();
    group->setText(count == 1 ? tr("1 point") : tr("%1 points").arg(formatCount(count)));
    group->setData(tr("Answer %1, %2").arg(card.letter, group->text()), Qt::AccessibleTextRole);
    if (card.paletteIndex >= 0)
        group->setIcon(badgeIcon(m_context.theme.theme(), card.paletteIndex, devicePixelRatioF()));
    group->setSelectable(false);
    m_model->appendRow(group);
}

void LeftOutList::setAskBlocked(const QString &reason)
{
    m_blocked = reason;
    updateButton();
}

QList<PointPlace> LeftOutList::selected() const
{
    QList<PointPlace> places;
    const QModelIndexList rows = m_tree->selectionModel()->selectedIndexes();
    for (const QModelIndex &index : rows)
        places += PointPlace{{index.data(agentRole).toString()}, index.data(pointRole).toLongLong()};
    return places;
}

void LeftOutList::updateButton()
{
    const qsizetype count = selected().size();
    m_ask->setText(count > 1 ? tr("Ask again including these %1").arg(formatCount(count))
                             : tr("Ask again including this"));
    m_ask->setEnabled(count > 0 && m_blocked.isEmpty());
    const QString how = tr("Prepares a run in which only the aggregator is asked again. You see the estimate first.");
    m_ask->setToolTip(!m_blocked.isEmpty() ? m_blocked : count > 0 ? how : tr("Choose a point in the list first."));
}

} // namespace tributary
