// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ProviderList.h"

#include "viewmodel/ProviderForm.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

QString kindOf(const ProviderRow &row)
{
    if (row.isDemo)
        return ProviderList::tr("Recorded answers");
    const QString place = row.provider.isLoopback() ? ProviderList::tr("This computer") : ProviderList::tr("Cloud");
    const QString host = row.provider.baseUrl.host();
    const QString where = row.provider.isLoopback() ? u"%1:%2"_s.arg(host).arg(row.provider.baseUrl.port()) : host;
    return u"%1 · %2"_s.arg(place, where);
}

ProviderCondition conditionOf(const ProviderRow &row)
{
    if (row.isDemo)
        return {ProviderList::tr("Ready"), u"circle-check"_s, Tone::Cached};
    if (!row.provider.enabled)
        return {ProviderList::tr("Off"), u"circle-dashed"_s, Tone::Neutral};
    if (row.key == KeyState::Missing)
        return {ProviderList::tr("Key missing"), u"triangle-alert"_s, Tone::Warning};
    switch (row.reach) {
    case ProviderReach::Unknown:
        return {ProviderList::tr("Not tested"), u"circle-dashed"_s, Tone::Neutral};
    case ProviderReach::Connected:
        return {ProviderList::tr("Connected"), u"circle-check"_s, Tone::Success};
    case ProviderReach::KeyRefused:
        return {ProviderList::tr("Key refused"), u"circle-x"_s, Tone::Error};
    case ProviderReach::Unreachable:
        return {ProviderList::tr("Not reachable"), u"circle-x"_s, Tone::Error};
    }
    Q_UNREACHABLE();
}

void ProviderList::setRows(const QList<ProviderRow> &rows)
{
    const bool same = std::ranges::equal(
        rows, m_rows, [](const ProviderRow &a, const ProviderRow &b) { return a.provider.id == b.provider.id; });
    if (!same) {
        beginResetModel();
        m_rows = rows;
        return endResetModel();
    }
    if (std::exchange(m_rows, rows) != rows && !rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(static_cast<int>(rows.size()) - 1));
}

int ProviderList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ProviderList::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index, CheckIndexOption::ParentIsInvalid))
        return {};
    const ProviderRow &row = m_rows.at(index.row());
    const ProviderCondition condition = conditionOf(row);
    switch (role) {
    case Qt::DisplayRole:
        return row.provider.name;
    case Qt::ToolTipRole:
        return row.isDemo ? kindOf(row) : row.provider.baseUrl.toString();
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3"_s.arg(row.provider.name, kindOf(row), condition.text);
    case KindRole:
        return kindOf(row);
    case ConditionRole:
        return condition.text;
    case ConditionIconRole:
        return condition.icon;
    case ConditionToneRole:
        return QVariant::fromValue(condition.tone);
    default:
        return {};
    }
}

const ProviderRow *ProviderList::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int ProviderList::rowOf(const ProviderId &id) const
{
    const auto it = std::ranges::find_if(m_rows, [&id](const ProviderRow &row) { return row.provider.id == id; });
    return it == m_rows.cend() ? -1 : static_cast<int>(it - m_rows.cbegin());
}

} // namespace tributary
