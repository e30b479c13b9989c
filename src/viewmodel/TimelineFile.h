// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/Timeline.h"

#include <QByteArray>

namespace tributary {

/// The calls of a run for a spreadsheet: a header line, then a line a call, comma separated, UTF-8, lines ended by CRLF
/// (RFC 4180). Times in milliseconds since the run started, numbers with a point. A text that a spreadsheet would take
/// for a formula gets an apostrophe in front.
QByteArray timelineCsv(const RunScene &scene, const TimelineDisplay &timeline);

/// The same with every part of every call: {"format":"tributary-timeline","version":1,"run":...,"totalMs":...,
/// "calls":[{"agent":...,"parts":[{"kind":"first-token","attempt":1,"startMs":0,"endMs":620}]}]}.
QByteArray timelineJson(const RunScene &scene, const TimelineDisplay &timeline);

} // namespace tributary
