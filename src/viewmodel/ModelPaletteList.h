// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelRef.h"

#include <QAbstractListModel>
#include <QStringList>

#include <optional>

namespace tributary {

class ModelChoices;

/// What a palette of models lists: the models in sections with a title row each ("Used in this graph", "Recent",
/// "All"), those whose name or provider has every word that is searched for. While something is searched, no model
/// stands twice. A model that no list has can be written as "provider/model" and is offered by that name.
class ModelPaletteList : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IsTitleRole = Qt::UserRole + 1,
        FiguresRole, ///< "Together · $0.90 in, $0.90 out · 68 tok/s"
        WarningRole, ///< "Key missing"; empty when it can be asked
    };

    /// `choices` must outlive it.
    explicit ModelPaletteList(const ModelChoices &choices, QObject *parent = nullptr);

    void setWords(const QString &text);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// One model, to be dragged into a graph.
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;

    /// Empty for titles and rows that do not exist.
    [[nodiscard]] ModelRef ref(int row) const;
    /// -1 when it is not listed.
    [[nodiscard]] int rowOf(const ModelRef &model) const;
    /// The nearest model from `row` on in the direction of `step`, `row` not included; -1 when there is none.
    [[nodiscard]] int nextModel(int row, int step) const;
    /// The model of `row` and those listed after it, from the start again after the end: different ones, at most
    /// `count`, and none without a key besides the first.
    [[nodiscard]] QList<ModelRef> differentFrom(int row, int count) const;
    /// Why nothing is listed, and what to do; empty while something is.
    [[nodiscard]] QString emptyText() const;

private:
    struct Row
    {
        /// Of a section; empty for a model.
        QString title;
        ModelRef model;
        /// In the choices; -1: written by name.
        int choice = -1;
    };

    void rebuild();
    void addSection(QList<Row> &rows, const QString &title, const QList<ModelRef> &models) const;
    [[nodiscard]] bool matches(int choice) const;
    /// What was typed, when it names a model of a known provider that no list has.
    [[nodiscard]] std::optional<ModelRef> written() const;
    [[nodiscard]] QVariant choiceData(const Row &row, int role) const;
    [[nodiscard]] QString figures(const Row &row) const;
    [[nodiscard]] QString warning(const Row &row) const;

    const ModelChoices &m_choices;
    QString m_text;
    QStringList m_words;
    QList<Row> m_rows;
};

} // namespace tributary
