// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/ModelCatalogue.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSortFilterProxyModel>

namespace tributary {

/// The models of a provider with what is known of each, and from where.
class ModelTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        ContextColumn,
        InputPriceColumn,
        OutputPriceColumn,
        SpeedColumn,
        UsedAsColumn,
        OnColumn,
        ColumnCount
    };

    enum Role {
        RawRole = Qt::UserRole + 1, ///< what is sorted by; invalid when unknown
        RefRole,                    ///< "together/Qwen/Qwen1.5-72B-Chat"
        ConfiguredRole,             ///< graphs may ask it
        CapabilitiesRole,           ///< "vision, tools"
        SourcesRole,                ///< one sentence: what is known, from where and since when
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// The order stays when the models are the same ones.
    void setModels(const QList<CatalogueModel> &models);
    /// As measured, in tokens per second.
    void setSpeeds(const QHash<ModelRef, double> &speeds);
    /// "A, C": the agents of the graph that use a model.
    void setUse(const QHash<ModelRef, QString> &use);

    /// Nothing can be edited: models that are no settings of a person's.
    void setFixed(bool fixed) { m_fixed = fixed; }

    [[nodiscard]] const QList<CatalogueModel> &models() const { return m_models; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Changes nothing here: says what a person wants.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void onEdited(const QString &model, bool on);
    /// Of the context, or of a price; an invalid value is "unknown".
    void factEdited(const QString &model, int column, const QVariant &value);

private:
    [[nodiscard]] QVariant rawOf(const CatalogueModel &model, int column) const;
    [[nodiscard]] QString textOf(const CatalogueModel &model, int column) const;
    void changeAll();

    QList<CatalogueModel> m_models;
    QHash<ModelRef, double> m_speeds;
    QHash<ModelRef, QString> m_use;
    bool m_fixed = false;
};

/// The rows that hold every word that is searched for, in id, name or capabilities; sorted by what is raw, unknown
/// last.
class ModelSearch : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ModelSearch(QObject *parent = nullptr);

    void setWords(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
};

} // namespace tributary
