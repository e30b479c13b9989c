// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/Keeping.h"

#include "cli/Services.h"
#include "ui/common/JsonFile.h"

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// The demo is a fresh start each time, and pictures depend on nothing.
QString sessionFile(const Options &options)
{
    if (options.demo || options.endsByItself())
        return {};
    return xdgFolder("XDG_STATE_HOME", u".local/state"_s) + u"/session.json"_s;
}

Message libraryMessage(const Error &error)
{
    return {.id = u"library"_s,
            .tone = Tone::Error,
            .text = Keeping::tr("Runs are kept in memory only: %1").arg(error.message),
            .actions = {{Action::Kind::KeepingDetails, Keeping::tr("Details")}}};
}

} // namespace

Keeping::Keeping(const Options &options, Services &services, RunViewModel &model)
    : m_options(options)
    , m_services(services)
    , m_model(model)
    , m_recorder(model.session())
    , m_runs(model, m_recorder)
    , m_saver(sessionFile(options), services.clock(), model)
{
    connect(&m_recorder, &RunRecorder::problemChanged, this, &Keeping::showProblems);
    connect(&m_saver, &SessionSaver::problemChanged, this, [this](const std::optional<Error> &problem) {
        QList<Message> messages;
        if (problem)
            messages.append({u"session"_s, Tone::Warning, problem->message});
        m_model.messages().set(u"saver"_s, messages);
    });
}

Keeping::~Keeping() = default;

SessionState Keeping::lastSession() const
{
    const SessionState last = m_saver.read();
    if (m_restores)
        return last;
    SessionState fresh;
    fresh.knownInterruption = last.knownInterruption;
    return fresh;
}

void Keeping::begin(const SessionState &session)
{
    if (m_options.endsByItself())
        return;
    if (const Result<Library *> library = m_services.openLibrary(); library) {
        m_runs.setLibrary(*library);
        restoreRun(session.run);
        m_runs.learn();
        m_model.messages().set(u"interrupted"_s, m_runs.interruption(session.knownInterruption));
    } else {
        m_model.messages().set(u"library"_s, {libraryMessage(library.error())});
    }
    m_saver.start(session);
}

void Keeping::restoreRun(const RunId &run)
{
    if (run.isEmpty() || m_model.session().isRunning())
        return;
    const Result<RunRecord> record = m_runs.load(run);
    // Deleted meanwhile, for example. Then there is nothing to show, and nothing to say.
    if (!record || record->events.isEmpty())
        return;
    if (replay(record->events).phase == RunState::Phase::Finished)
        m_model.adoptRun(*record);
    else
        m_model.showRecord({*record, {}, true});
}

void Keeping::applyRetention(std::optional<int> keepDays)
{
    Library *library = m_runs.library();
    if (!library || library->isReadOnly())
        return;
    if (const Result<int> gone = library->applyRetention(keepDays, m_services.clock().calendar()); !gone)
        m_model.messages().set(u"retention"_s, {{u"retention"_s, Tone::Warning, gone.error().message}});
}

void Keeping::forgetInterruption()
{
    m_saver.setKnownInterruption(m_runs.newestInterrupted());
    m_model.messages().set(u"interrupted"_s, {});
}

void Keeping::showProblems()
{
    m_model.messages().set(u"keeping"_s, keepingMessages(m_recorder.problem()));
}

} // namespace tributary
