// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "graph/Graph.h"

#include <QObject>

namespace tributary {

/// Graphs that a person keeps for later, each a `*.moagraph` file in one folder.
class UserPresets : public QObject
{
    Q_OBJECT

public:
    /// The folder is made when the first preset is kept; an empty path keeps none.
    explicit UserPresets(const QString &folder, QObject *parent = nullptr);

    /// By name, without what cannot be read.
    [[nodiscard]] QList<Graph> all() const;
    [[nodiscard]] std::optional<Graph> find(const QString &name) const;
    /// Under the graph's name; one of that name is replaced.
    Result<void> keep(const Graph &graph);
    Result<void> remove(const QString &name);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString pathOf(const QString &name) const;

    QString m_folder;
};

} // namespace tributary
