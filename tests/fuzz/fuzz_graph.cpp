// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "FuzzInput.h"
#include "graph/GraphFile.h"
#include "graph/Validation.h"

/// What was read is written and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tributary;
    const GraphReading reading = readGraph(FuzzInput(data, size).rest());
    if (!reading.problems.isEmpty())
        return 0;
    const GraphReading again = readGraph(writeGraph(*reading.graph));
    require(again.problems.isEmpty() && again.graph == reading.graph);
    return 0;
}
