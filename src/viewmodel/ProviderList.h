// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/CredentialStore.h"
#include "viewmodel/RunDisplay.h"

#include <QAbstractListModel>

namespace tributary {

/// What is known of a provider from asking it: a test, its list of models, or a list that it gave before.
enum class ProviderReach {
    Unknown,     ///< not asked yet
    Connected,   ///< it answered as it should
    KeyRefused,  ///< it answered, and does not accept the key
    Unreachable, ///< nothing answers there, or not as it should
};

/// One row of the list of providers.
struct ProviderRow
{
    Provider provider;
    KeyState key = KeyState::Known;
    ProviderReach reach = ProviderReach::Unknown;
    bool isDemo = false;

    bool operator==(const ProviderRow &) const = default;
};

/// "Cloud · Anthropic Messages", "This computer · Ollama".
QString kindOf(const ProviderRow &row);

/// How a provider is, told by icon and word.
struct ProviderCondition
{
    QString text;
    QString icon;
    Tone tone = Tone::Neutral;

    bool operator==(const ProviderCondition &) const = default;
};

ProviderCondition conditionOf(const ProviderRow &row);

/// The providers as a list shows them: name, kind, condition.
class ProviderList : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole + 1,
        ConditionRole,
        ConditionIconRole,
        ConditionToneRole,
    };

    using QAbstractListModel::QAbstractListModel;

    void setRows(const QList<ProviderRow> &rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// Null for rows that do not exist.
    [[nodiscard]] const ProviderRow *at(int row) const;
    /// -1 when it is not listed.
    [[nodiscard]] int rowOf(const ProviderId &id) const;

private:
    QList<ProviderRow> m_rows;
};

} // namespace tributary
