// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/DisagreementTable.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QString quotationText(const CheckVoice &voice)
{
    if (voice.quote.isEmpty())
        return {};
    return voice.range ? DisagreementTable::tr("“%1”").arg(voice.quote)
                       : DisagreementTable::tr("“%1” (not found in this answer)").arg(voice.quote);
}

} // namespace

void DisagreementTable::setCheck(const ModelCheck &check, const QStringList &labels)
{
    Q_ASSERT(labels.size() == check.agents.size());
    beginResetModel();
    m_check = check;
    m_labels = labels;
    endResetModel();
}

void DisagreementTable::clear()
{
    setCheck({}, {});
}

const CheckVoice *DisagreementTable::voice(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() == pointColumn)
        return nullptr;
    return &m_check.points[index.row()].voices[index.column() - 1];
}

int DisagreementTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_check.points.size());
}

int DisagreementTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_check.agents.isEmpty() ? 0 : static_cast<int>(m_check.agents.size()) + 1;
}

QVariant DisagreementTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CheckPoint &point = m_check.points[index.row()];
    if (role == KindRole)
        return wireName(point.kind);
    const CheckVoice *voice = this->voice(index);
    if (voice == nullptr)
        return role == Qt::DisplayRole || role == Qt::ToolTipRole ? QVariant(point.text) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return stanceText(voice->stance);
    case Qt::ToolTipRole:
        return quotationText(*voice);
    case StanceRole:
        return wireName(voice->stance);
    case AgentRole:
        return voice->agent.value;
    case QuoteRole:
        return voice->quote;
    case RangeStartRole:
        return voice->range ? QVariant(voice->range->start) : QVariant();
    case RangeEndRole:
        return voice->range ? QVariant(voice->range->end()) : QVariant();
    default:
        return {};
    }
}

QVariant DisagreementTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    return section == pointColumn ? tr("Point") : m_labels.value(section - 1);
}

QHash<int, QByteArray> DisagreementTable::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    names.insert(KindRole, "kind");
    names.insert(StanceRole, "stance");
    names.insert(AgentRole, "agent");
    names.insert(QuoteRole, "quote");
    names.insert(RangeStartRole, "rangeStart");
    names.insert(RangeEndRole, "rangeEnd");
    return names;
}

QString kindTitle(CheckPoint::Kind kind)
{
    switch (kind) {
    case CheckPoint::Kind::Consensus:
        return DisagreementTable::tr("Consensus");
    case CheckPoint::Kind::Contradiction:
        return DisagreementTable::tr("Contradictions");
    case CheckPoint::Kind::Unique:
        return DisagreementTable::tr("Only in one answer");
    case CheckPoint::Kind::BlindSpot:
        return DisagreementTable::tr("Blind spots");
    }
    Q_UNREACHABLE();
}

QString stanceText(CheckStance stance)
{
    switch (stance) {
    case CheckStance::Silent:
        return DisagreementTable::tr("Silent");
    case CheckStance::Agrees:
        return DisagreementTable::tr("Agrees");
    case CheckStance::Contradicts:
        return DisagreementTable::tr("Contradicts");
    }
    Q_UNREACHABLE();
}

} // namespace tributary
