// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "BenchTable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

QString toTable(const QList<BenchRow> &rows)
{
    QString text = u"%1 %2 %3 %4 %5\n"_s.arg(u"what"_s, -58)
                       .arg(u"measured"_s, 14)
                       .arg(u"yardstick"_s, 12)
                       .arg(u"ratio"_s, 8)
                       .arg(u"bar"_s, 8);
    for (const BenchRow &row : rows) {
        const auto number = [](const std::optional<double> &value) {
            return value ? QString::number(*value, 'g', 4) : QString();
        };
        const std::optional<double> ratio = row.yardstick ? std::optional(row.judged()) : std::nullopt;
        const bool missed = row.bar && row.judged() > *row.bar;
        text += u"%1 %2 %3 %4 %5%6\n"_s.arg(row.what, -58)
                    .arg(number(row.value) + u' ' + row.unit, 14)
                    .arg(number(row.yardstick), 12)
                    .arg(number(ratio), 8)
                    .arg(number(row.bar), 8)
                    .arg(missed ? u"  missed"_s : QString());
    }
    return text;
}

QByteArray toJson(const QList<BenchRow> &rows)
{
    QJsonArray array;
    for (const BenchRow &row : rows) {
        QJsonObject object{{u"what"_s, row.what}, {u"value"_s, row.value}, {u"unit"_s, row.unit}};
        if (row.yardstick) {
            object.insert(u"yardstick"_s, *row.yardstick);
            object.insert(u"ratio"_s, row.judged());
        }
        if (row.bar)
            object.insert(u"bar"_s, *row.bar);
        array.append(object);
    }
    return QJsonDocument(array).toJson(QJsonDocument::Indented);
}

double median(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace tributary
