// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/BatchOutput.h"
#include "cli/RunKeeper.h"
#include "cli/Services.h"
#include "engine/AnswerRecords.h"
#include "engine/RunController.h"

#include <QObject>

#include <map>
#include <memory>

namespace tributary {

struct BatchOptions
{
    /// Prompts that are asked at the same time.
    int width = 4;
    /// For all prompts together.
    std::optional<double> budgetUsd;
    CacheUse cache = CacheUse::Use;
    /// Given to every agent with every prompt.
    QList<Attachment> attachments = {};
    /// What is known of the models before the first prompt, for a graph that hedges.
    AnswerRecords answers = {};
    /// How far ahead of the first prompt without a result others are begun. Bounds what has to wait in FILE.waiting
    /// when one prompt takes long.
    qsizetype window = 1024;

    bool operator==(const BatchOptions &) const = default;
};

/// How far a batch is. Runs under way count with what they have spent so far.
struct BatchFigures
{
    qsizetype prompts = 0;
    /// With a result, also of an earlier program.
    qsizetype done = 0;
    /// Of these, in this program.
    qsizetype doneHere = 0;
    qint64 calls = 0;
    qint64 tokens = 0;
    double costUsd = 0;
    int unpriced = 0;

    bool operator==(const BatchFigures &) const = default;
};

enum class BatchEnd { Done, Budget, Stopped, CannotWrite };

/// Asks a graph every prompt of a file, several at a time, and writes the results in their order. Holds the prompts
/// under way and nothing of the others. A prompt that stands in the file again is not asked again; a run that fails
/// costs its own prompt only.
class Batch final : public QObject
{
    Q_OBJECT

public:
    /// `graph` must be free of errors, `prompts` have passed outlineBatch(); `output` has been told what it is to
    /// remember of `outline`.
    /// Runs are kept in the library that `services` have opened, if any.
    Batch(Services &services, Graph graph, const BatchOptions &options, const QString &prompts, BatchOutline outline,
          std::unique_ptr<BatchOutput> output);
    ~Batch() override;

    /// Ends through exactly one `finished`, never from inside here.
    void start();
    /// Ends the runs under way; their prompts stay without a result.
    void stop();

    [[nodiscard]] BatchFigures figures() const;

    /// Results without a synthesis, also of an earlier program; known at the end.
    [[nodiscard]] qsizetype withoutSynthesis() const { return m_withoutSynthesis; }

    /// Why the batch ended, when it could not write.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

Q_SIGNALS:
    /// Something that a person must hear of.
    void noticed(const QString &notice);
    void finished(tributary::BatchEnd end);

private:
    struct Running;

    /// Begins prompts until `width` of them are under way, and ends the batch when nothing is left to do.
    void fill();
    /// The next prompt that has to be dealt with and may be.
    std::optional<BatchPrompt> takePrompt();
    void ask(const BatchPrompt &prompt);
    void repeat(const BatchPrompt &prompt, qsizetype first);
    void onRunFinished(qsizetype index);
    RunKeeper *makeKeeper(RunController &controller);
    void onKept(RunKeeper *keeper);
    void keepResult(const QJsonObject &line);
    void tellFailure(const BatchPrompt &prompt, const QJsonObject &line);
    void endWith(BatchEnd end);
    [[nodiscard]] RunRequest requestFor(const BatchPrompt &prompt) const;
    /// Lets every run under way spend what all of them have left.
    void shareBudget();
    [[nodiscard]] double budgetLeft() const;
    [[nodiscard]] bool isStoppedByOurBudget(const RunState &state) const;

    Services &m_services;
    const Graph m_graph;
    const BatchOptions m_options;
    const BatchOutline m_outline;
    BatchReader m_reader;
    std::unique_ptr<BatchOutput> m_output;
    /// Read and not yet dealt with: it is too far ahead.
    std::optional<BatchPrompt> m_next;
    bool m_allRead = false;
    std::map<qsizetype, std::unique_ptr<Running>> m_running;
    /// Of runs under way, and of those that are over and not yet on disk.
    QSet<RunKeeper *> m_keepers;
    bool m_toldNotKept = false;
    /// By the index of the prompt under way that they repeat.
    QHash<qsizetype, QList<BatchPrompt>> m_repeats;
    /// Of runs that have ended.
    BatchFigures m_ended;
    AnswerRecords m_answers;
    std::optional<BatchEnd> m_end;
    bool m_isFinished = false;
    qsizetype m_withoutSynthesis = 0;
    std::optional<Error> m_error;
};

} // namespace tributary
