// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/ModelCheck.h"

#include <QAbstractTableModel>

namespace tributary {

/// What a model found on comparing answers, as a table: a row for each point, a column for the point and one for each
/// text, the synthesis last.
class DisagreementTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< "consensus", "contradiction", "unique", "blind-spot"
        StanceRole,                  ///< "agrees", "contradicts", "silent"; invalid in the first column
        AgentRole,                   ///< the id; empty in the first column
        QuoteRole,                   ///< the model's quotation
        RangeStartRole,              ///< into the agent's answer; invalid when the quotation was not found there
        RangeEndRole,
    };

    static constexpr int pointColumn = 0;

    using QAbstractTableModel::QAbstractTableModel;

    /// `labels`: what the columns of agents are called, "A", "B", "Synthesis".
    void setCheck(const ModelCheck &check, const QStringList &labels);
    void clear();

    [[nodiscard]] const CheckPoint &point(int row) const { return m_check.points.at(row); }

    /// nullptr in the first column.
    [[nodiscard]] const CheckVoice *voice(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// Display: the point's sentence, else "Agrees", "Contradicts", "Silent". Tool tip: the quotation, and whether it
    /// was found.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    ModelCheck m_check;
    QStringList m_labels;
};

/// "Consensus", "Contradictions", "Only in one answer", "Blind spots".
QString kindTitle(CheckPoint::Kind kind);
QString stanceText(CheckStance stance);

} // namespace tributary
