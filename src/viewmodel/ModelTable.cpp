// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ModelTable.h"

#include "base/Formatting.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
QVariant factOf(const std::optional<DatedFact<T>> &fact)
{
    return fact ? QVariant::fromValue(fact->value) : QVariant();
}

template <typename T>
QString originOf(const std::optional<DatedFact<T>> &fact)
{
    return fact ? describe(fact->origin, fact->date) : ModelTable::tr("unknown");
}

/// Where the fact is from.
QString tipOf(const CatalogueModel &model, int column)
{
    switch (column) {
    case ModelTable::NameColumn:
        return QStringList{model.name, model.capabilities.join(u", "_s)}.join(u'\n').trimmed();
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

QString sourcesOf(const CatalogueModel &model)
{
    QStringList parts;
    const auto add = [&parts](const QString &what, const QString &value, const QString &origin) {
        parts.append(value.isEmpty() ? ModelTable::tr("%1 unknown").arg(what)
                                     : u"%1 %2 (%3)"_s.arg(what, value, origin));
    };
    add(ModelTable::tr("input"), model.inputUsdPerMTok ? formatMoney(model.inputUsdPerMTok->value) : QString(),
        originOf(model.inputUsdPerMTok));
    add(ModelTable::tr("output"), model.outputUsdPerMTok ? formatMoney(model.outputUsdPerMTok->value) : QString(),
        originOf(model.outputUsdPerMTok));
    add(ModelTable::tr("context"), model.contextTokens ? formatCount(model.contextTokens->value) : QString(),
        originOf(model.contextTokens));
    if (!model.capabilities.isEmpty())
        parts.append(model.capabilities.join(u", "_s));
    return parts.join(u" · "_s);
}

bool isFact(int column)
{
    return column == ModelTable::ContextColumn || column == ModelTable::InputPriceColumn ||
           column == ModelTable::OutputPriceColumn;
}

} // namespace

QVariant ModelTable::rawOf(const CatalogueModel &model, int column) const
{
    switch (column) {
    case NameColumn:
        return model.ref.model;
    case ContextColumn:
        return factOf(model.contextTokens);
    case InputPriceColumn:
        return factOf(model.inputUsdPerMTok);
    case OutputPriceColumn:
        return factOf(model.outputUsdPerMTok);
    case SpeedColumn:
        return m_speeds.contains(model.ref) ? QVariant(m_speeds.value(model.ref)) : QVariant();
    case UsedAsColumn:
        return m_use.contains(model.ref) ? QVariant(m_use.value(model.ref)) : QVariant();
    case OnColumn:
        return model.isConfigured ? 0 : 1;
    default:
        return {};
    }
}

QString ModelTable::textOf(const CatalogueModel &model, int column) const
{
    const QVariant raw = rawOf(model, column);
    if (column == OnColumn)
        return {};
    if (!raw.isValid())
        return isFact(column) ? tr("unknown") : QString();
    if (column == ContextColumn)
        return formatCount(raw.toLongLong());
    if (column == SpeedColumn)
        return formatCount(qRound64(raw.toDouble()));
    if (column == InputPriceColumn || column == OutputPriceColumn)
        return formatMoney(raw.toDouble());
    return raw.toString();
}

void ModelTable::setModels(const QList<CatalogueModel> &models)
{
    QHash<ModelRef, CatalogueModel> known;
    for (const CatalogueModel &model : models)
        known.insert(model.ref, model);
    const bool same = !m_models.isEmpty() && known.size() == m_models.size() &&
                      std::ranges::all_of(std::as_const(m_models),
                                          [&known](const CatalogueModel &model) { return known.contains(model.ref); });
    if (!same) {
        beginResetModel();
        m_models = models;
        return endResetModel();
    }
    for (CatalogueModel &model : m_models)
        model = known.value(model.ref);
    changeAll();
}

void ModelTable::setSpeeds(const QHash<ModelRef, double> &speeds)
{
    m_speeds = speeds;
    changeAll();
}

void ModelTable::setUse(const QHash<ModelRef, QString> &use)
{
    m_use = use;
    changeAll();
}

void ModelTable::changeAll()
{
    if (!m_models.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_models.size()) - 1, ColumnCount - 1));
}

Qt::ItemFlags ModelTable::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (!m_fixed && isFact(index.column()))
        flags |= Qt::ItemIsEditable;
    if (!m_fixed && index.column() == OnColumn)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool ModelTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (m_fixed || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return false;
    const QString model = m_models.at(index.row()).ref.model;
    if (role == Qt::CheckStateRole && index.column() == OnColumn)
        Q_EMIT onEdited(model, value.toInt() == Qt::Checked);
    else if (role == Qt::EditRole && isFact(index.column()))
        Q_EMIT factEdited(model, index.column(), value);
    else
        return false;
    return true;
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
        return isFact(index.column()) || index.column() == SpeedColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                                       : QVariant();
    case Qt::EditRole:
        return rawOf(model, index.column());
    case Qt::CheckStateRole:
        return index.column() != OnColumn ? QVariant() : QVariant(model.isConfigured ? Qt::Checked : Qt::Unchecked);
    case CapabilitiesRole:
        return model.capabilities.join(u", "_s);
    case SourcesRole:
        return sourcesOf(model);
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
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        const bool number = isFact(section) || section == SpeedColumn;
        return QVariant((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
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
    case SpeedColumn:
        return tr("tok/s");
    case UsedAsColumn:
        return tr("Used as");
    case OnColumn:
        return tr("On");
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
                         textAt(ModelTable::NameColumn, ModelTable::CapabilitiesRole);
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
