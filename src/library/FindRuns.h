// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "library/RunSummary.h"

#include <QVariant>

namespace tributary {

/// The statement that finds the runs of a filter, newest first, and its parameters.
struct FindStatement
{
    QString sql;
    QVariantList values;
};

/// `interrupted`: the open runs whose program is gone; what the file itself cannot know. With `only` the statement
/// tells of this one run whether it is found.
FindStatement findStatement(const RunFilter &filter, const QList<RunKey> &interrupted,
                            std::optional<RunKey> only = std::nullopt);

/// "1, 2, 3" for an IN list.
QString listOfKeys(const QList<RunKey> &keys);

} // namespace tributary
