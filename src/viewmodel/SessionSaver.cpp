// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/SessionSaver.h"

#include "base/JsonReader.h"
#include "base/SaveFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
/// A prompt and a graph are far smaller; whatever is larger is not ours.
constexpr qint64 largestFile = qint64(64) * 1024 * 1024;

bool makeFolderOf(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    return QFileInfo::exists(folder) || (QDir().mkpath(folder) && QFile::setPermissions(folder, ownerOnly));
}

} // namespace

SessionSaver::SessionSaver(const QString &path, const Clock &clock, RunViewModel &model, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_model(model)
    , m_idle(clock.makeAlarm([this] { saveAndTell(); }))
    , m_latest(clock.makeAlarm([this] { saveAndTell(); }))
{}

SessionSaver::~SessionSaver() = default;

SessionState SessionSaver::read() const
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const Result<QJsonObject> object = parseJsonObject(file.read(largestFile));
    if (object)
        return sessionStateFromJson(*object);
    file.close();
    const QString aside = m_path + u".damaged"_s;
    QFile::remove(aside);
    QFile::rename(m_path, aside);
    return {};
}

void SessionSaver::start(const SessionState &restored)
{
    m_view = restored.view;
    m_run = restored.run;
    m_knownInterruption = restored.knownInterruption;
    if (!std::exchange(m_started, true))
        follow();
    schedule();
}

void SessionSaver::follow()
{
    RunSession &session = m_model.session();
    connect(&session, &RunSession::promptChanged, this, &SessionSaver::schedule);
    connect(&session, &RunSession::pinnedChanged, this, &SessionSaver::schedule);
    connect(&m_model.document(), &GraphDocument::changed, this, &SessionSaver::schedule);
    connect(&m_model.document(), &GraphDocument::modifiedChanged, this, &SessionSaver::schedule);
    connect(&m_model.document(), &GraphDocument::filePathChanged, this, &SessionSaver::schedule);
    connect(&m_model, &RunViewModel::shownRecordChanged, this, [this] {
        const std::optional<ShownRecord> &shown = m_model.shownRecord();
        if (shown && shown->isKept)
            m_run = shown->record.id;
        else if (!shown && !m_model.session().runs().isEmpty())
            m_run = m_model.session().runs().constLast().record.id;
        schedule();
    });
    // A run that has begun must be found again even if the program is killed in its first second.
    connect(&session, &RunSession::eventRecorded, this, [this](const RunEvent &event) {
        if (const auto *began = std::get_if<event::RunStarted>(&event.body)) {
            m_run = began->run;
            saveAndTell();
        }
    });
}

void SessionSaver::setView(const QString &view)
{
    m_view = view;
    schedule();
}

void SessionSaver::setKnownInterruption(const RunId &run)
{
    m_knownInterruption = run;
    schedule();
}

void SessionSaver::schedule()
{
    if (!m_started || m_path.isEmpty())
        return;
    m_idle->ringAfter(idleDelay);
    if (!m_latest->isArmed())
        m_latest->ringAfter(longestDelay);
}

SessionState SessionSaver::current() const
{
    SessionState state;
    state.view = m_view;
    state.prompt = m_model.session().prompt();
    state.graph = m_model.document().graph();
    state.graphFile = m_model.document().filePath();
    state.graphModified = m_model.document().isModified();
    state.run = m_run;
    state.pinned = m_model.session().pinned();
    state.knownInterruption = m_knownInterruption;
    return state;
}

Result<void> SessionSaver::save()
{
    m_idle->disarm();
    m_latest->disarm();
    if (!m_started || m_path.isEmpty())
        return {};
    const QByteArray bytes = QJsonDocument(toJson(current())).toJson(QJsonDocument::Compact);
    if (bytes == m_written)
        return {};
    QSaveFile file(m_path);
    if (!makeFolderOf(m_path) || !saveWhole(file, bytes))
        return fail(ErrorKind::Io,
                    tr("The draft cannot be kept in %1: %2.").arg(QFileInfo(m_path).path(), file.errorString()));
    m_written = bytes;
    return {};
}

void SessionSaver::saveAndTell()
{
    const Result<void> saved = save();
    Q_EMIT problemChanged(saved ? std::nullopt : std::optional(saved.error()));
}

} // namespace tributary
