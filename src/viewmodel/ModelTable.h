// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/ModelCatalogue.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace tributary {

/// The models of a provider with what is known of each, and from where.
class ModelTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ContextColumn, InputPriceColumn, OutputPriceColumn, CapabilitiesColumn, ColumnCount };

    enum Role {
        RawRole = Qt::UserRole + 1, ///< what is sorted by; invalid when unknown
        RefRole,                    ///< "together/Qwen/Qwen1.5-72B-Chat"
        ConfiguredRole,             ///< graphs may ask it
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setModels(const QList<CatalogueModel> &models);

    [[nodiscard]] const QList<CatalogueModel> &models() const { return m_models; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<CatalogueModel> m_models;
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
