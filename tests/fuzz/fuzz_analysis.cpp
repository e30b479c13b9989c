// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "FuzzInput.h"
#include "analysis/ModelCheck.h"
#include "analysis/RunAnalysis.h"
#include "base/JsonReader.h"
#include "support/AnalysedRun.h"

namespace {

using namespace tributary;
using namespace Qt::StringLiterals;

/// The run that the seeds in tests/data/analysis are of.
RunRecord makeRun()
{
    AnalysedRun run;
    run.asked(u"What is there?"_s);
    run.layer().answer(u"a"_s, u"The old bridge was rebuilt in 1932."_s).answer(u"b"_s, u"Ships reach the harbour."_s);
    run.layer().answer(u"c"_s, u"The old bridge was rebuilt in 1933 after a flood."_s, u"ab"_s);
    run.layer().answer(u"s"_s, u"The old bridge was rebuilt in 1932. Ships reach the harbour."_s, u"cb"_s);
    return run.record();
}

template <typename Value, typename Read>
void readTwice(const QJsonObject &object, Read read)
{
    const Result<Value> value = read(object);
    if (!value)
        return;
    const QJsonObject written = toJson(*value);
    const Result<Value> again = read(written);
    require(again && *again == *value && toJson(*again) == written);
}

} // namespace

/// What was read is written and read again as the same, and a model's reply is either understood or refused.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const RunRecord run = makeRun();
    static const CheckSubject subject = checkSubject(run).value();
    FuzzInput input(data, size);
    const uint8_t choice = input.takeByte();
    if (choice == 2) {
        const auto points = readCheckReply(QString::fromUtf8(input.rest()), subject);
        require(!points || !points->isEmpty());
        return 0;
    }
    const auto object = parseJsonObject(input.rest());
    if (object && choice == 0)
        readTwice<RunAnalysis>(*object, [](const QJsonObject &json) { return runAnalysisFromJson(json, run); });
    if (object && choice == 1)
        readTwice<ModelCheck>(*object, [](const QJsonObject &json) { return modelCheckFromJson(json, run); });
    return 0;
}
