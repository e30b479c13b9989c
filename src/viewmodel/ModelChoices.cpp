// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ModelChoices.h"

#include "base/Formatting.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

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

void ModelChoices::setProviders(const ProviderDirectory &providers)
{
    beginResetModel();
    m_providers = providers;
    m_rows.clear();
    for (qsizetype i = 0; i < providers.entries.size(); ++i) {
        const Provider &provider = providers.entries[i].provider;
        for (const ProviderModel &model : provider.models)
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
                  {HasKeyRole, "hasKey"}});
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

QString ModelChoices::detail(const Row &row) const
{
    const ProviderDirectory::Entry &entry = m_providers.entries[row.provider];
    QStringList parts{m_providers.nameOf(row.ref.provider)};
    if (!entry.hasKey)
        parts.append(tr("no key"));
    return (parts + wordsAbout(row.model)).join(u" · "_s);
}

} // namespace tributary
