// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ModelChoices.h"

#include "base/Formatting.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

constexpr qsizetype mostRecent = 8;

QVariant optionalVariant(const auto &value)
{
    return value ? QVariant::fromValue(*value) : QVariant();
}

} // namespace

QStringList wordsAbout(const ProviderModel &model)
{
    QStringList words;
    if (model.inputUsdPerMTok && model.outputUsdPerMTok) {
        words.append(ModelChoices::tr("%1 in, %2 out per million tokens")
                         .arg(formatMoney(*model.inputUsdPerMTok), formatMoney(*model.outputUsdPerMTok)));
    }
    if (model.contextTokens)
        words.append(ModelChoices::tr("%1 tokens").arg(formatCount(*model.contextTokens)));
    return words;
}

void ModelChoices::setSpeeds(const QHash<ModelRef, double> &speeds)
{
    m_speeds = speeds;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1));
}

void ModelChoices::setUsed(const QList<ModelRef> &models)
{
    if (std::exchange(m_used, models) != models)
        Q_EMIT usedChanged();
}

void ModelChoices::setRecent(const QList<ModelRef> &models)
{
    if (std::exchange(m_recent, models) != models)
        Q_EMIT recentChanged();
}

void ModelChoices::noteChosen(const ModelRef &model)
{
    QList<ModelRef> models = m_recent;
    models.removeAll(model);
    models.prepend(model);
    setRecent(models.mid(0, mostRecent));
}

void ModelChoices::setProviders(const ProviderDirectory &providers)
{
    beginResetModel();
    m_providers = providers;
    m_rows.clear();
    for (qsizetype i = 0; i < providers.entries.size(); ++i) {
        const Provider &provider = providers.entries[i].provider;
        const QList<ProviderModel> &models = provider.models.isEmpty() ? providers.entries[i].listed : provider.models;
        for (const ProviderModel &model : models)
            m_rows.append({ModelRef{provider.id, model.id}, model, i});
    }
    endResetModel();
}

int ModelChoices::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ModelChoices::data(const QModelIndex &index, int role) const
{
    // Combo boxes ask for the data of no index at all; that is no mistake of theirs.
    if (!index.isValid() || !checkIndex(index, CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[index.row()];
    const ProviderDirectory::Entry &entry = m_providers.entries[row.provider];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return row.model.id;
    case Qt::ToolTipRole:
    case DetailRole:
        return detail(row);
    case Qt::AccessibleTextRole:
        return QString(row.model.id + u", "_s + m_providers.nameOf(row.ref.provider));
    case RefRole:
        return row.ref.toString();
    case ProviderNameRole:
        return m_providers.nameOf(row.ref.provider);
    case ProviderIdRole:
        return row.ref.provider.value;
    case InputPriceRole:
        return optionalVariant(row.model.inputUsdPerMTok);
    case OutputPriceRole:
        return optionalVariant(row.model.outputUsdPerMTok);
    case ContextTokensRole:
        return optionalVariant(row.model.contextTokens);
    case IsDemoRole:
        return entry.isDemo;
    case HasKeyRole:
        return entry.hasKey;
    case SpeedRole:
        return m_speeds.contains(row.ref) ? QVariant(m_speeds.value(row.ref)) : QVariant();
    case FiguresRole:
        return figures(row);
    default:
        return {};
    }
}

QHash<int, QByteArray> ModelChoices::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{RefRole, "ref"},
                  {ProviderNameRole, "providerName"},
                  {ProviderIdRole, "providerId"},
                  {InputPriceRole, "inputPrice"},
                  {OutputPriceRole, "outputPrice"},
                  {ContextTokensRole, "contextTokens"},
                  {DetailRole, "detail"},
                  {IsDemoRole, "isDemo"},
                  {HasKeyRole, "hasKey"},
                  {SpeedRole, "speed"},
                  {FiguresRole, "figures"}});
    return names;
}

ModelRef ModelChoices::ref(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows[row].ref : ModelRef{};
}

int ModelChoices::rowOf(const ModelRef &ref) const
{
    const auto it = std::ranges::find_if(m_rows, [&](const Row &row) { return row.ref == ref; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

QList<ModelRef> ModelChoices::usable() const
{
    QList<ModelRef> real;
    QList<ModelRef> demo;
    for (const Row &row : m_rows) {
        const ProviderDirectory::Entry &entry = m_providers.entries[row.provider];
        if (entry.isDemo)
            demo.append(row.ref);
        else if (entry.hasKey)
            real.append(row.ref);
    }
    return real.isEmpty() ? demo : real;
}

QString ModelChoices::figures(const Row &row) const
{
    QStringList parts{m_providers.nameOf(row.ref.provider)};
    if (row.model.inputUsdPerMTok && row.model.outputUsdPerMTok)
        parts.append(
            tr("%1 in, %2 out").arg(formatMoney(*row.model.inputUsdPerMTok), formatMoney(*row.model.outputUsdPerMTok)));
    else
        parts.append(tr("price unknown"));
    if (const auto speed = m_speeds.constFind(row.ref); speed != m_speeds.cend())
        parts.append(tr("%1 tok/s").arg(formatCount(qRound64(*speed))));
    if (row.model.contextTokens)
        parts.append(tr("%1 tokens").arg(formatCount(*row.model.contextTokens)));
    return parts.join(u" · "_s);
}

QString ModelChoices::detail(const Row &row) const
{
    const ProviderDirectory::Entry &entry = m_providers.entries[row.provider];
    QStringList parts{m_providers.nameOf(row.ref.provider)};
    if (!entry.hasKey)
        parts.append(tr("no key"));
    return (parts + wordsAbout(row.model)).join(u" · "_s);
}

} // namespace tributary
