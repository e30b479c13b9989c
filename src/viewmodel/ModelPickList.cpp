// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ModelPickList.h"

#include "viewmodel/ModelChoices.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

void ModelPickList::setChosen(const QList<ProviderModel> &models)
{
    beginResetModel();
    m_rows.clear();
    for (const ProviderModel &model : models)
        m_rows.append({model, true});
    endResetModel();
    Q_EMIT chosenChanged();
}

void ModelPickList::offer(const QList<ProviderModel> &listed)
{
    QList<Row> rows;
    for (const ProviderModel &model : chosen())
        rows.append({model, true});
    const bool all = rows.isEmpty() && listed.size() <= mostChosen;
    for (const ProviderModel &model : listed) {
        const auto same = std::ranges::find_if(rows, [&](const Row &row) { return row.model.id == model.id; });
        if (same == rows.end())
            rows.append({model, all});
        else if (same->model == ProviderModel{model.id, {}, {}, {}})
            same->model = model; // typed by name before; the server knows more
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
    Q_EMIT chosenChanged();
}

bool ModelPickList::add(const QString &id)
{
    const QString name = id.trimmed();
    const auto same = std::ranges::find_if(m_rows, [&](const Row &row) { return row.model.id == name; });
    if (same != m_rows.end())
        return setData(index(static_cast<int>(same - m_rows.begin())), Qt::Checked, Qt::CheckStateRole);
    if (name.isEmpty() || isFull())
        return false;
    beginInsertRows({}, 0, 0);
    m_rows.prepend({{name, {}, {}, {}}, true});
    endInsertRows();
    Q_EMIT chosenChanged();
    return true;
}

QList<ProviderModel> ModelPickList::chosen() const
{
    QList<ProviderModel> models;
    for (const Row &row : m_rows) {
        if (row.chosen)
            models.append(row.model);
    }
    return models;
}

int ModelPickList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ModelPickList::data(const QModelIndex &index, int role) const
{
    if (!isOurs(index))
        return {};
    const Row &row = m_rows.at(index.row());
    const QStringList known = wordsAbout(row.model);
    switch (role) {
    case Qt::DisplayRole:
        return row.model.id;
    case Qt::CheckStateRole:
        return row.chosen ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        return known.isEmpty() ? row.model.id : row.model.id + u'\n' + known.join(u" · "_s);
    case Qt::AccessibleDescriptionRole:
        return known.join(u", "_s);
    default:
        return {};
    }
}

bool ModelPickList::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!isOurs(index) || role != Qt::CheckStateRole)
        return false;
    Row &row = m_rows[index.row()];
    const bool chosen = value.toInt() == Qt::Checked;
    if (chosen == row.chosen)
        return true;
    if (chosen && isFull())
        return false;
    row.chosen = chosen;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT chosenChanged();
    return true;
}

Qt::ItemFlags ModelPickList::flags(const QModelIndex &index) const
{
    if (!isOurs(index))
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren;
}

bool ModelPickList::isOurs(const QModelIndex &index) const
{
    return index.isValid() && checkIndex(index, CheckIndexOption::ParentIsInvalid);
}

} // namespace tributary
