// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ModelTable.h"

#include "base/Formatting.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
QVariant rawOf(const std::optional<DatedFact<T>> &fact)
{
    return fact ? QVariant::fromValue(fact->value) : QVariant();
}

template <typename T>
QString originOf(const std::optional<DatedFact<T>> &fact)
{
    return fact ? describe(fact->origin, fact->date) : ModelTable::tr("unknown");
}

QVariant rawOf(const CatalogueModel &model, int column)
{
    switch (column) {
    case ModelTable::NameColumn:
        return model.ref.model;
    case ModelTable::ContextColumn:
        return rawOf(model.contextTokens);
    case ModelTable::InputPriceColumn:
        return rawOf(model.inputUsdPerMTok);
    case ModelTable::OutputPriceColumn:
        return rawOf(model.outputUsdPerMTok);
    case ModelTable::CapabilitiesColumn:
        return model.capabilities.join(u", "_s);
    default:
        return {};
    }
}

QString textOf(const CatalogueModel &model, int column)
{
    const QVariant raw = rawOf(model, column);
    if (!raw.isValid())
        return ModelTable::tr("unknown");
    if (column == ModelTable::ContextColumn)
        return formatCount(raw.toLongLong());
    if (column == ModelTable::InputPriceColumn || column == ModelTable::OutputPriceColumn)
        return formatMoney(raw.toDouble());
    return raw.toString();
}

/// Where the fact is from.
QString tipOf(const CatalogueModel &model, int column)
{
    switch (column) {
    case ModelTable::NameColumn:
        return model.name;
    case ModelTable::ContextColumn:
        return originOf(model.contextTokens);
    case ModelTable::InputPriceColumn:
        return originOf(model.inputUsdPerMTok);
    case ModelTable::OutputPriceColumn:
        return originOf(model.outputUsdPerMTok);
    default:
        return {};
    }
}

} // namespace

void ModelTable::setModels(const QList<CatalogueModel> &models)
{
    beginResetModel();
    m_models = models;
    endResetModel();
}

int ModelTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_models.size());
}

int ModelTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ModelTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CatalogueModel &model = m_models[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(model, index.column());
    case Qt::ToolTipRole:
        return tipOf(model, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == NameColumn || index.column() == CapabilitiesColumn
                   ? QVariant()
                   : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case RawRole:
        return rawOf(model, index.column());
    case RefRole:
        return model.ref.toString();
    case ConfiguredRole:
        return model.isConfigured;
    default:
        return {};
    }
}

QVariant ModelTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Model");
    case ContextColumn:
        return tr("Context");
    case InputPriceColumn:
        return tr("In $/M");
    case OutputPriceColumn:
        return tr("Out $/M");
    case CapabilitiesColumn:
        return tr("Capabilities");
    default:
        return {};
    }
}

ModelSearch::ModelSearch(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(ModelTable::RawRole);
}

void ModelSearch::setWords(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool ModelSearch::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto textAt = [&](int column, int role) {
        return sourceModel()->index(row, column, parent).data(role).toString();
    };
    const QString text = textAt(ModelTable::NameColumn, ModelTable::RefRole) + u' ' +
                         textAt(ModelTable::NameColumn, Qt::ToolTipRole) + u' ' +
                         textAt(ModelTable::CapabilitiesColumn, ModelTable::RawRole);
    return std::ranges::all_of(m_words,
                               [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool ModelSearch::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool leftKnown = left.data(ModelTable::RawRole).isValid();
    const bool rightKnown = right.data(ModelTable::RawRole).isValid();
    if (leftKnown != rightKnown)
        return sortOrder() == Qt::AscendingOrder ? leftKnown : rightKnown;
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace tributary
