// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

#include <optional>

/// How numbers, their units and dates are written in texts, and one form for each that can be compared.
namespace tributary::factforms {

/// Digits of any script as ASCII ones, Arabic separators as a point and a comma.
QString plainDigits(QStringView text);

/// Whether the text writes decimals with a comma, by what it does where there is no doubt.
bool usesDecimalComma(const QString &text);

/// "1,200" -> "1200", "3,50" -> "3.5", "1.200" -> "1200" or "1.2". `number` has plain digits.
QString plainNumber(const QString &number, bool decimalComma);

/// "million", "Mrd.", "万": 6, 9, 4; nullopt for other words.
std::optional<int> magnitude(const QString &word);
/// `number` times ten to the power, exactly.
QString shifted(const QString &number, int power);

/// "%" for "percent", "km" for "kilometres"; nullopt for what is no unit.
std::optional<QString> unit(const QString &word);

/// 1 to 12 for the name of a month in English, German, French, Spanish or Arabic; also shortened.
std::optional<int> month(const QString &word);
/// "2024-11-22", "2024-11" without a day, "--11-22" without a year (0); nullopt for what no calendar has.
std::optional<QString> date(int year, int month, int day);

} // namespace tributary::factforms
