// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/FindRuns.h"

#include "library/SearchIndex.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Conditions that must all hold, with what they bind.
class Conditions
{
public:
    void add(const QString &condition, const QVariantList &values = {})
    {
        m_conditions.append(condition);
        m_values.append(values);
    }

    void addIf(bool wanted, const QString &condition)
    {
        if (wanted)
            add(condition);
    }

    [[nodiscard]] QString sql() const { return m_conditions.join(" AND "_L1); }

    [[nodiscard]] QVariantList values() const { return m_values; }

private:
    QStringList m_conditions;
    QVariantList m_values;
};

/// Adds the conditions of the search text; returns the table that leads. The index gives its rows newest first by
/// itself, so that nothing is sorted.
QString addText(Conditions &conditions, const QString &text)
{
    const SearchQuery query = SearchQuery::fromText(text);
    if (!query.words.isEmpty())
        conditions.add(u"search_words MATCH ?"_s, {query.words});
    if (query.phrases.isEmpty())
        return query.words.isEmpty() ? QString() : u"search_words"_s;
    if (query.words.isEmpty()) {
        conditions.add(u"search_phrases MATCH ?"_s, {query.phrases});
        return u"search_phrases"_s;
    }
    conditions.add(u"runs.key IN (SELECT rowid FROM search_phrases WHERE search_phrases MATCH ?)"_s, {query.phrases});
    return u"search_words"_s;
}

void addModels(Conditions &conditions, const RunFilter &filter)
{
    if (!filter.model.isEmpty())
        conditions.add(u"key IN (SELECT run FROM run_models WHERE model = ?)"_s, {filter.model.toString()});
    if (!filter.provider.isEmpty()) {
        // "0" follows "/": all models of the provider.
        const QString provider = filter.provider.value;
        conditions.add(u"key IN (SELECT run FROM run_models WHERE model > ? AND model < ?)"_s,
                       {QString(provider + u'/'), QString(provider + u'0')});
    }
}

void addTimes(Conditions &conditions, const RunFilter &filter)
{
    if (filter.from)
        conditions.add(u"key >= ?"_s, {filter.from->startOfDay().toMSecsSinceEpoch()});
    if (filter.to)
        conditions.add(u"key < ?"_s, {filter.to->addDays(1).startOfDay().toMSecsSinceEpoch()});
}

void addMarks(Conditions &conditions, const RunFilter &filter)
{
    const QString trash = u"IN (SELECT run FROM marks WHERE trashed_ms IS NOT NULL)"_s;
    conditions.add((filter.trash ? u"key "_s : u"key NOT "_s) + trash);
    conditions.addIf(filter.starred, u"key IN (SELECT run FROM marks WHERE starred = 1)"_s);
    if (!filter.tag.isEmpty())
        conditions.add(u"key IN (SELECT run FROM tags WHERE tag = ?)"_s, {filter.tag});
}

} // namespace

FindStatement findStatement(const RunFilter &filter, const QList<RunKey> &interrupted, std::optional<RunKey> only)
{
    Conditions conditions;
    const QString index = addText(conditions, filter.text);
    if (only)
        conditions.add(u"key = ?"_s, {qint64(*only)});
    addTimes(conditions, filter);
    addMarks(conditions, filter);
    addModels(conditions, filter);
    if (!filter.graphName.isEmpty())
        conditions.add(u"graph_name = ?"_s, {filter.graphName});
    if (filter.costUsd)
        conditions.add(u"cost_usd BETWEEN ? AND ?"_s, {filter.costUsd->low, filter.costUsd->high});
    conditions.addIf(filter.failed, u"failed > 0"_s);
    conditions.addIf(filter.demo, u"demo = 1"_s);
    conditions.addIf(filter.fromLab, u"origin = %1"_s.arg(int(RunOrigin::Lab)));
    conditions.addIf(filter.imported, u"origin = %1"_s.arg(int(RunOrigin::Imported)));
    conditions.addIf(filter.interrupted, u"(stage = 1 OR key IN (%1))"_s.arg(listOfKeys(interrupted)));
    const QString tables = index.isEmpty() ? u"runs"_s : u"%1 CROSS JOIN runs ON runs.key = %1.rowid"_s.arg(index);
    const QString order = index.isEmpty() ? u"key"_s : index + u".rowid"_s;
    return {u"SELECT key FROM %1 WHERE %2 ORDER BY %3 DESC"_s.arg(tables, conditions.sql(), order),
            conditions.values()};
}

QString listOfKeys(const QList<RunKey> &keys)
{
    QStringList numbers;
    for (const RunKey key : keys)
        numbers.append(QString::number(qint64(key)));
    return numbers.join(", "_L1);
}

} // namespace tributary
