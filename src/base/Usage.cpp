// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/Usage.h"

namespace tributary {

using namespace Qt::StringLiterals;

std::optional<double> Usage::costUsd(const ModelFacts &facts) const
{
    if (reportedUsd)
        return reportedUsd;
    if ((input() > 0 && !facts.inputUsdPerMTok) || (output() > 0 && !facts.outputUsdPerMTok))
        return std::nullopt;
    const double perMillion =
        double(input()) * facts.inputUsdPerMTok.value_or(0.0) + double(output()) * facts.outputUsdPerMTok.value_or(0.0);
    return perMillion / 1e6;
}

QJsonObject toJson(const Usage &usage)
{
    QJsonObject object{
        {u"inUncached"_s, usage.inUncached},     {u"cacheRead"_s, usage.cacheRead},
        {u"cacheWrite"_s, usage.cacheWrite},     {u"outVisible"_s, usage.outVisible},
        {u"outReasoning"_s, usage.outReasoning},
    };
    if (usage.reportedUsd)
        object.insert(u"reportedUsd"_s, *usage.reportedUsd);
    if (usage.estimated)
        object.insert(u"estimated"_s, true);
    return object;
}

Usage usageFromJson(JsonReader &reader)
{
    Usage usage;
    reader.read("inUncached", usage.inUncached);
    reader.read("cacheRead", usage.cacheRead);
    reader.read("cacheWrite", usage.cacheWrite);
    reader.read("outVisible", usage.outVisible);
    reader.read("outReasoning", usage.outReasoning);
    reader.read("reportedUsd", usage.reportedUsd);
    reader.read("estimated", usage.estimated);
    return usage;
}

Usage operator+(const Usage &a, const Usage &b)
{
    Usage sum;
    sum.inUncached = a.inUncached + b.inUncached;
    sum.cacheRead = a.cacheRead + b.cacheRead;
    sum.cacheWrite = a.cacheWrite + b.cacheWrite;
    sum.outVisible = a.outVisible + b.outVisible;
    sum.outReasoning = a.outReasoning + b.outReasoning;
    if (a.reportedUsd && b.reportedUsd)
        sum.reportedUsd = *a.reportedUsd + *b.reportedUsd;
    sum.estimated = a.estimated || b.estimated;
    return sum;
}

} // namespace tributary
