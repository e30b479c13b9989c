// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/Preferences.h"

#include "ui/common/JsonFile.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestDays = 36'500;
constexpr int mostAnswers = 26;
constexpr double dearest = 10'000;

/// Null stands for "never"; what is no such number is `fallback`.
std::optional<int> readDays(const QJsonValue &value, std::optional<int> fallback)
{
    if (value.isNull())
        return std::nullopt;
    const int days = value.toInt();
    return days >= 1 && days <= longestDays ? days : fallback;
}

QJsonValue daysToJson(std::optional<int> days)
{
    return days ? QJsonValue(*days) : QJsonValue(QJsonValue::Null);
}

PreferenceValues readPreferences(const JsonFile &file)
{
    PreferenceValues values;
    values.restoresSession = file.value(u"startWith"_s).toString() != "empty"_L1;
    values.keepsRecentFiles = file.value(u"recentFiles"_s).toBool(values.keepsRecentFiles);
    values.usesCache = file.value(u"answerCache"_s).toBool(values.usesCache);
    values.cacheDays = readDays(file.value(u"answerCacheDays"_s), values.cacheDays);
    values.askAboveUsd = qBound(0.0, file.value(u"askAboveUsd"_s).toDouble(values.askAboveUsd), dearest);
    values.minimumAnswers = qBound(1, file.value(u"minimumAnswers"_s).toInt(values.minimumAnswers), mostAnswers);
    values.hedges = file.value(u"hedgePresets"_s).toBool(values.hedges);
    values.keepRunsDays = readDays(file.value(u"keepRunsDays"_s), values.keepRunsDays);
    return values;
}

} // namespace

Preferences::Preferences(JsonFile &file, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_values(readPreferences(file))
{}

void Preferences::set(const PreferenceValues &values)
{
    if (values == m_values)
        return;
    m_values = values;
    m_file.setValue(u"startWith"_s, values.restoresSession ? u"session"_s : u"empty"_s);
    m_file.setValue(u"recentFiles"_s, values.keepsRecentFiles);
    m_file.setValue(u"answerCache"_s, values.usesCache);
    m_file.setValue(u"answerCacheDays"_s, daysToJson(values.cacheDays));
    m_file.setValue(u"askAboveUsd"_s, values.askAboveUsd);
    m_file.setValue(u"minimumAnswers"_s, values.minimumAnswers);
    m_file.setValue(u"hedgePresets"_s, values.hedges);
    m_file.setValue(u"keepRunsDays"_s, daysToJson(values.keepRunsDays));
    const Result<void> saved = m_file.save();
    Q_EMIT changed();
    if (!saved)
        Q_EMIT notSaved(saved.error().message);
}

} // namespace tributary
