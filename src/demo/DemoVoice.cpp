// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoVoice.h"

#include <QCoreApplication>

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Voices
{
    Q_DECLARE_TR_FUNCTIONS(tributary::DemoVoice)
};

} // namespace

QList<DemoVoice> demoVoices()
{
    return {
        {u"demo-surveyor"_s, Voices::tr("Demo Surveyor"), Voices::tr("Gives the wide view and the main facts; quick."),
         DemoTempo{350ms, 0ms, 62, 11}, false},
        {u"demo-skeptic"_s, Voices::tr("Demo Skeptic"),
         Voices::tr("Doubts the usual explanation; needs a second attempt, as busy services do."),
         DemoTempo{450ms, 0ms, 74, 23}, true},
        {u"demo-practitioner"_s, Voices::tr("Demo Practitioner"),
         Voices::tr("Thinks first and writes slowly; numbers and things to try."), DemoTempo{700ms, 2800ms, 48, 37},
         false},
        {demoAggregatorId(), Voices::tr("Demo Editor"), Voices::tr("Reads the others and writes the synthesis."),
         DemoTempo{500ms, 0ms, 82, 53}, false},
    };
}

std::optional<DemoVoice> findDemoVoice(const QString &id)
{
    const QList<DemoVoice> voices = demoVoices();
    const auto found =
        std::find_if(voices.begin(), voices.end(), [&](const DemoVoice &voice) { return voice.id == id; });
    return found == voices.end() ? std::nullopt : std::optional(*found);
}

QString demoAggregatorId()
{
    return u"demo-editor"_s;
}

} // namespace tributary
