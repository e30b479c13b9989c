// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/ProviderDirectory.h"

#include <QAbstractListModel>
#include <QHash>

namespace tributary {

/// "$0.90 in, $0.90 out per million tokens", "32,768 tokens": what is known of a model.
QStringList wordsAbout(const ProviderModel &model);

/// All models of all providers, provider by provider, for pickers. Display text is the model's id; raw values stand in
/// roles of their own.
class ModelChoices : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RefRole = Qt::UserRole + 1, ///< "together/Qwen/Qwen1.5-72B-Chat"
        ProviderNameRole,
        ProviderIdRole,
        InputPriceRole, ///< USD per million tokens; invalid when unknown
        OutputPriceRole,
        ContextTokensRole,
        DetailRole, ///< "Together · $0.90 / $0.90 · 32,768 tokens"
        IsDemoRole,
        HasKeyRole,
        SpeedRole,   ///< tokens per second as measured here; invalid when unknown
        FiguresRole, ///< "Together · $0.90 in, $0.90 out · 68 tok/s", with "price unknown" where it is
    };

    using QAbstractListModel::QAbstractListModel;

    void setProviders(const ProviderDirectory &providers);

    /// As measured, in tokens per second.
    void setSpeeds(const QHash<ModelRef, double> &speeds);
    /// Those of the graph, in its order.
    void setUsed(const QList<ModelRef> &models);

    [[nodiscard]] const QList<ModelRef> &used() const { return m_used; }

    /// Chosen by a person, the latest first.
    void setRecent(const QList<ModelRef> &models);
    void noteChosen(const ModelRef &model);

    [[nodiscard]] const QList<ModelRef> &recent() const { return m_recent; }

    [[nodiscard]] const ProviderDirectory &providers() const { return m_providers; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] ModelRef ref(int row) const;
    /// -1 when no provider lists it.
    [[nodiscard]] int rowOf(const ModelRef &ref) const;
    /// What presets are filled with: the models of providers with a key; the demo's when there is none.
    [[nodiscard]] QList<ModelRef> usable() const;

Q_SIGNALS:
    void usedChanged();
    void recentChanged();

private:
    struct Row
    {
        ModelRef ref;
        ProviderModel model;
        qsizetype provider = 0;
    };

    [[nodiscard]] QString detail(const Row &row) const;
    [[nodiscard]] QString figures(const Row &row) const;

    ProviderDirectory m_providers;
    QList<Row> m_rows;
    QHash<ModelRef, double> m_speeds;
    QList<ModelRef> m_used;
    QList<ModelRef> m_recent;
};

} // namespace tributary
