// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace tributary {

/// A way to say how much of a sentence stands in each of several references.
class SourceMethod
{
public:
    SourceMethod() = default;
    virtual ~SourceMethod() = default;
    SourceMethod(const SourceMethod &) = delete;
    SourceMethod &operator=(const SourceMethod &) = delete;

    [[nodiscard]] virtual QString name() const = 0;
    virtual void setReferences(const QStringList &references) = 0;
    /// By reference; 0 to 1.
    [[nodiscard]] virtual std::vector<double> scores(const QString &sentence) = 0;
};

/// The product's first.
std::vector<std::unique_ptr<SourceMethod>> allSourceMethods();

} // namespace tributary
