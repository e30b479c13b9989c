// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/Provider.h"

#include <QAbstractListModel>

namespace tributary {

/// The models of one provider, of which a person checks some: the chosen ones first, then what the server listed.
class ModelPickList : public QAbstractListModel
{
    Q_OBJECT

public:
    /// How many can be chosen: a picker with more is hard to use.
    static constexpr int mostChosen = 8;

    using QAbstractListModel::QAbstractListModel;

    /// Forgets everything else; all of these are chosen.
    void setChosen(const QList<ProviderModel> &models);
    /// What the server lists; what was chosen stays so. A short list is chosen at once when nothing was.
    void offer(const QList<ProviderModel> &listed);
    /// A model by its name, chosen; false when there is no room for it or no name.
    bool add(const QString &id);

    [[nodiscard]] QList<ProviderModel> chosen() const;

    [[nodiscard]] bool isFull() const { return chosen().size() >= mostChosen; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void chosenChanged();

private:
    struct Row
    {
        ProviderModel model;
        bool chosen = false;
    };

    [[nodiscard]] bool isOurs(const QModelIndex &index) const;

    QList<Row> m_rows;
};

} // namespace tributary
