// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ModelPaletteList.h"

#include "viewmodel/ModelChoices.h"
#include "viewmodel/ModelMime.h"

#include <QMimeData>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

ModelPaletteList::ModelPaletteList(const ModelChoices &choices, QObject *parent)
    : QAbstractListModel(parent)
    , m_choices(choices)
{
    connect(&choices, &QAbstractItemModel::modelReset, this, &ModelPaletteList::rebuild);
    connect(&choices, &QAbstractItemModel::dataChanged, this, &ModelPaletteList::rebuild);
    connect(&choices, &ModelChoices::usedChanged, this, &ModelPaletteList::rebuild);
    connect(&choices, &ModelChoices::recentChanged, this, &ModelPaletteList::rebuild);
    rebuild();
}

void ModelPaletteList::setWords(const QString &text)
{
    m_text = text.trimmed();
    m_words = m_text.split(u' ', Qt::SkipEmptyParts);
    rebuild();
}

void ModelPaletteList::rebuild()
{
    QList<Row> rows;
    addSection(rows, tr("Used in this graph"), m_choices.used());
    addSection(rows, tr("Recent"), m_choices.recent());
    QList<ModelRef> all;
    for (int row = 0; row < m_choices.rowCount(); ++row)
        all.append(m_choices.ref(row));
    addSection(rows, tr("All"), all);
    if (const std::optional<ModelRef> model = written()) {
        rows.append({tr("By name"), {}, -1});
        rows.append({{}, *model, -1});
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void ModelPaletteList::addSection(QList<Row> &rows, const QString &title, const QList<ModelRef> &models) const
{
    const auto isListed = [](const QList<Row> &list, const ModelRef &model) {
        return std::ranges::any_of(list, [&model](const Row &row) { return row.model == model; });
    };
    const bool searching = !m_words.isEmpty();
    QList<Row> section;
    for (const ModelRef &model : models) {
        const int choice = m_choices.rowOf(model);
        if (choice >= 0 && matches(choice) && !isListed(section, model) && !(searching && isListed(rows, model)))
            section.append({{}, model, choice});
    }
    if (section.isEmpty())
        return;
    rows.append({title, {}, -1});
    rows.append(section);
}

bool ModelPaletteList::matches(int choice) const
{
    const QModelIndex index = m_choices.index(choice);
    const QString text =
        index.data(ModelChoices::RefRole).toString() + u' ' + index.data(ModelChoices::ProviderNameRole).toString();
    return std::ranges::all_of(m_words,
                               [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

std::optional<ModelRef> ModelPaletteList::written() const
{
    const std::optional<ModelRef> model = ModelRef::fromString(m_text);
    const bool isNew = model && !model->isEmpty() && !m_text.contains(u' ') && m_choices.rowOf(*model) < 0 &&
                       m_choices.providers().find(model->provider);
    return isNew ? model : std::nullopt;
}

int ModelPaletteList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ModelPaletteList::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index, CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    if (role == IsTitleRole)
        return !row.title.isEmpty();
    if (row.title.isEmpty())
        return choiceData(row, role);
    return role == Qt::DisplayRole ? QVariant(row.title) : QVariant();
}

QVariant ModelPaletteList::choiceData(const Row &row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return row.model.model;
    case Qt::ToolTipRole:
        return QStringList{row.model.model, figures(row), warning(row)}.join(u'\n').trimmed();
    case Qt::AccessibleTextRole: {
        QStringList parts{row.model.model, figures(row), warning(row)};
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    case FiguresRole:
        return figures(row);
    case WarningRole:
        return warning(row);
    default:
        return {};
    }
}

QString ModelPaletteList::figures(const Row &row) const
{
    if (row.choice >= 0)
        return m_choices.index(row.choice).data(ModelChoices::FiguresRole).toString();
    return tr("%1 · in no list of its models").arg(m_choices.providers().nameOf(row.model.provider));
}

QString ModelPaletteList::warning(const Row &row) const
{
    const ProviderDirectory::Entry *entry = m_choices.providers().find(row.model.provider);
    return entry && !entry->hasKey ? tr("Key missing") : QString();
}

Qt::ItemFlags ModelPaletteList::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (!m_rows.at(index.row()).title.isEmpty())
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QStringList ModelPaletteList::mimeTypes() const
{
    return {modelMimeType};
}

QMimeData *ModelPaletteList::mimeData(const QModelIndexList &indexes) const
{
    const ModelRef model = indexes.isEmpty() ? ModelRef() : ref(indexes.first().row());
    return model.isEmpty() ? nullptr : modelMimeData(model).release();
}

ModelRef ModelPaletteList::ref(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row).model : ModelRef();
}

int ModelPaletteList::rowOf(const ModelRef &model) const
{
    const auto it =
        std::ranges::find_if(m_rows, [&model](const Row &row) { return row.title.isEmpty() && row.model == model; });
    return it == m_rows.cend() ? -1 : static_cast<int>(it - m_rows.cbegin());
}

int ModelPaletteList::nextModel(int row, int step) const
{
    for (int next = row + step; next >= 0 && next < m_rows.size(); next += step) {
        if (m_rows.at(next).title.isEmpty())
            return next;
    }
    return -1;
}

QList<ModelRef> ModelPaletteList::differentFrom(int row, int count) const
{
    QList<ModelRef> models;
    for (int i = 0; i < m_rows.size() && models.size() < count; ++i) {
        const Row &candidate = m_rows.at((row + i) % m_rows.size());
        const bool usable = i == 0 || warning(candidate).isEmpty();
        if (candidate.title.isEmpty() && usable && !models.contains(candidate.model))
            models.append(candidate.model);
    }
    return models;
}

QString ModelPaletteList::emptyText() const
{
    if (!m_rows.isEmpty())
        return {};
    if (m_words.isEmpty())
        return tr("No provider lists a model yet. Connect one, or write provider/model.");
    return tr("No model has these words. Write provider/model to use one that no list has.");
}

} // namespace tributary
