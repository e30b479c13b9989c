// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "FuzzInput.h"
#include "base/JsonReader.h"
#include "run/RunRecord.h"

/// What was read is written and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tributary;
    const auto object = parseJsonObject(FuzzInput(data, size).rest());
    const auto record = object ? runRecordFromJson(*object) : tl::unexpected(object.error());
    if (!record)
        return 0;
    const QJsonObject written = toJson(*record);
    const auto again = runRecordFromJson(written);
    require(again && toJson(*again) == written);
    return 0;
}
