// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/RunReport.h"

#include <QRegularExpression>

namespace tributary {

/// Finds the names of models and providers in texts: the ids of the run's models and providers, names that were given
/// to its agents, and the usual names of their families and makers ("gpt-4o" also stands for ChatGPT and OpenAI),
/// each with the version that follows it. Provider ids that are everyday words ("together", "local") count only in
/// front of a model. Nobody can list every hint at a model; names is what goes.
class NameFinder
{
public:
    explicit NameFinder(const RunRecord &record);

    [[nodiscard]] QList<TextRange> find(const QString &text) const;

private:
    QRegularExpression m_pattern;
};

/// A text without the names, and where the passages of the old text stand in it.
class NamelessText
{
public:
    NamelessText(const QString &text, const NameFinder &names);

    [[nodiscard]] const QString &text() const { return m_text; }

    [[nodiscard]] int count() const { return int(m_found.size()); }

    [[nodiscard]] TextRange moved(const TextRange &range) const;

private:
    [[nodiscard]] qsizetype movedOffset(qsizetype offset, bool isEnd) const;

    QList<TextRange> m_found;
    QString m_text;
};

/// What stands where a name stood.
QString removedName();

/// Makes a report anonymous: models become "Model A", "Model B" ... in graph order, equal models with equal letters;
/// in every text (question, conversation, attachments, system prompts, answers, synthesis) a name gives way to
/// removedName(), also where an answer names itself; the graph's name and what providers reported are left out.
void removeNames(RunReport &report, const RunRecord &record);

} // namespace tributary
