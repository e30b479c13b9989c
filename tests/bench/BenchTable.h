// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace tributary {

/// One measured figure beside its bar (design.md, section 8).
struct BenchRow
{
    QString what;
    double value = 0;
    QString unit;
    /// The same by the yardstick in the same run; the ratio is value over this.
    std::optional<double> yardstick;
    /// At most; of the ratio where there is a yardstick, else of the value.
    std::optional<double> bar;

    [[nodiscard]] double judged() const { return yardstick ? value / *yardstick : value; }
};

QString toTable(const QList<BenchRow> &rows);
QByteArray toJson(const QList<BenchRow> &rows);
double median(QList<double> values);

} // namespace tributary
