// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/FactNumbers.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace tributary::factforms {

using namespace Qt::StringLiterals;

namespace {

/// What stands first is the form; all that follow it mean the same.
constexpr std::array unitForms{
    u"% percent prozent procent pourcent percents",
    u"‰ promille",
    u"km kilometer kilometers kilometre kilometres kilometern kilomètre kilomètres كيلومتر 公里",
    u"m meter meters metre metres metern mètre mètres metro metros متر 米",
    u"cm centimeter centimeters centimetre "
    u"centimetres zentimeter",
    u"mm millimeter millimeters millimetre millimetres",
    u"µm micrometer micrometers",
    u"nm nanometer nanometers nanometre nanometres",
    u"mi mile miles meile meilen",
    u"ft foot feet fuß",
    u"in. inch inches zoll",
    u"kg kilogram kilograms kilogramm kilo kilos",
    u"g gram grams gramm grammes",
    u"mg milligram milligrams",
    u"t tonne tonnes tonnen ton tons",
    u"lb lbs pound pounds pfund",
    u"l liter liters litre litres litern",
    u"ml milliliter "
    u"milliliters millilitre",
    u"h hour hours stunde stunden heure heures hora horas",
    u"min minute minutes minuten minuto "
    u"minutos",
    u"s second seconds sekunde sekunden seconde secondes segundo segundos",
    u"ms millisecond milliseconds",
    u"d day days tag tage tagen jour jours día días 天",
    u"wk week weeks woche wochen semaine semaines semana semanas 周",
    u"mo month months monat monate monaten mois mes meses",
    u"yr year years jahr jahre jahren ans années año años",
    u"°c celsius ℃",
    u"°f fahrenheit",
    u"°",
    u"kelvin",
    u"w watt watts",
    u"kw kilowatt kilowatts",
    u"mw megawatt megawatts",
    u"kwh",
    u"v volt volts",
    u"ampere amperes amp amps",
    u"hz hertz",
    u"khz",
    u"mhz",
    u"ghz",
    u"kb",
    u"mb",
    u"gb",
    u"tb",
    u"gib",
    u"mib",
    u"usd $ dollar dollars",
    u"eur € euro euros",
    u"gbp £",
    u"mph",
    u"km/h kmh",
    u"m/s",
    u"m² m2",
    u"km² km2",
    u"m³ m3",
    u"kcal",
    u"cal calories kalorien",
    u"px pixel pixels"};

constexpr std::array monthForms{u"january jan januar jänner janvier enero يناير",
                                u"february feb februar février febrero فبراير",
                                u"march mar märz mär mars marzo مارس",
                                u"april apr avril abril أبريل",
                                u"may mai mayo مايو",
                                u"june jun juni juin junio يونيو",
                                u"july jul juli juillet julio يوليو",
                                u"august aug août agosto أغسطس",
                                u"september sep sept septembre septiembre سبتمبر",
                                u"october oct oktober okt octobre octubre أكتوبر",
                                u"november nov novembre noviembre نوفمبر",
                                u"december dec dezember dez décembre diciembre ديسمبر"};

struct Magnitude
{
    const char16_t *words;
    int power;
};

constexpr std::array magnitudes{Magnitude{u"thousand thousands tausend mille mil tsd ألف 千", 3},
                                Magnitude{u"万 萬", 4},
                                Magnitude{u"million millions mio millionen millones million مليون", 6},
                                Magnitude{u"亿 億", 8},
                                Magnitude{u"billion billions mrd milliarde milliarden milliard milliards مليار", 9},
                                Magnitude{u"trillion trillions billionen", 12}};

template <typename Value>
void addWords(QHash<QString, Value> &table, const char16_t *words, const Value &value)
{
    const QStringList list = QString::fromUtf16(words).split(u' ');
    for (const QString &word : list)
        table.insert(word.toCaseFolded(), value);
}

QHash<QString, QString> unitTable()
{
    QHash<QString, QString> table;
    for (const char16_t *forms : unitForms) {
        const QString first = QString::fromUtf16(forms).section(u' ', 0, 0);
        addWords(table, forms, first);
    }
    return table;
}

QHash<QString, int> monthTable()
{
    QHash<QString, int> table;
    int number = 0;
    for (const char16_t *forms : monthForms)
        addWords(table, forms, ++number);
    return table;
}

QHash<QString, int> magnitudeTable()
{
    QHash<QString, int> table;
    for (const Magnitude &magnitude : magnitudes)
        addWords(table, magnitude.words, magnitude.power);
    return table;
}

QString withoutDot(const QString &word)
{
    const QString folded = word.toCaseFolded();
    return folded.endsWith(u'.') ? folded.chopped(1) : folded;
}

/// The digits before and after the point, without zeros that say nothing.
QString tidied(QString whole, QString fraction)
{
    while (whole.size() > 1 && whole.startsWith(u'0'))
        whole.remove(0, 1);
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    return fraction.isEmpty() ? whole : whole + u'.' + fraction;
}

bool isGrouped(const QStringList &groups)
{
    return groups.constFirst().size() <= 3 &&
           std::all_of(groups.begin() + 1, groups.end(), [](const QString &group) { return group.size() == 3; });
}

/// The place of the decimal mark; -1: there is none.
qsizetype decimalMark(const QString &number, bool decimalComma)
{
    const qsizetype point = number.lastIndexOf(u'.');
    const qsizetype comma = number.lastIndexOf(u',');
    if (point >= 0 && comma >= 0)
        return std::max(point, comma);
    const qsizetype mark = std::max(point, comma);
    if (mark < 0)
        return -1;
    const bool isUsual = (number[mark] == u',') == decimalComma;
    const bool mayGroup = isGrouped(number.split(number[mark])) && !number.startsWith(u'0');
    return mayGroup && !isUsual ? -1 : mark;
}

} // namespace

QString plainDigits(QStringView text)
{
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\u066b')
            plain.append(u'.');
        else if (c == u'\u066c')
            plain.append(u',');
        else
            plain.append(c.digitValue() >= 0 ? QChar(u'0' + c.digitValue()) : c);
    }
    return plain;
}

bool usesDecimalComma(const QString &text)
{
    // One or two digits behind the mark are decimals, three may be a group.
    static const QRegularExpression decimals(uR"(\d([.,])\d{1,2}(?![\d.,]\d|\d))"_s);
    int commas = 0;
    int points = 0;
    auto matches = decimals.globalMatch(text);
    while (matches.hasNext())
        ++(matches.next().capturedView(1) == u"," ? commas : points);
    return commas > points;
}

QString plainNumber(const QString &number, bool decimalComma)
{
    QString plain;
    for (const QChar c : number) {
        if (c.isDigit() || c == u'.' || c == u',')
            plain.append(c);
    }
    // Versions and addresses: more than one point, and no groups of three.
    if (plain.count(u'.') > 1 && !isGrouped(plain.section(u',', 0, 0).split(u'.')))
        return plain;
    const qsizetype marks = plain.count(u'.') + plain.count(u',');
    qsizetype mark = decimalMark(plain, decimalComma);
    if (marks > 1 && (plain.count(u'.') == 0 || plain.count(u',') == 0))
        mark = -1;
    QString whole = mark < 0 ? plain : plain.first(mark);
    whole.remove(u'.').remove(u',');
    return tidied(whole, mark < 0 ? QString() : plain.sliced(mark + 1));
}

std::optional<int> magnitude(const QString &word)
{
    static const QHash<QString, int> table = magnitudeTable();
    const auto found = table.constFind(withoutDot(word));
    return found == table.constEnd() ? std::nullopt : std::optional(*found);
}

QString shifted(const QString &number, int power)
{
    const QString whole = number.section(u'.', 0, 0);
    const QString fraction = number.section(u'.', 1).leftJustified(power, u'0');
    return tidied(whole + fraction.first(power), fraction.sliced(power));
}

std::optional<QString> unit(const QString &word)
{
    static const QHash<QString, QString> table = unitTable();
    const auto found = table.constFind(word.toCaseFolded());
    return found == table.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<int> month(const QString &word)
{
    static const QHash<QString, int> table = monthTable();
    const auto found = table.constFind(withoutDot(word));
    return found == table.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<QString> date(int year, int month, int day)
{
    constexpr int decimal = 10;
    if (month < 1 || month > 12 || day < 0 || day > 31 || (year == 0 && day == 0))
        return std::nullopt;
    QString text = year == 0 ? u"-"_s : QString::number(year);
    text += u"-%1"_s.arg(month, 2, decimal, QChar(u'0'));
    return day == 0 ? text : text + u"-%1"_s.arg(day, 2, decimal, QChar(u'0'));
}

} // namespace tributary::factforms
