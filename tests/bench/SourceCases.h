// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <random>

namespace tributary {

inline constexpr int rewordingLevels = 4;
/// Made of two neighbouring sentences, each reworded lightly.
inline constexpr int joinedLevel = 4;
/// Level 2 with words in other forms.
inline constexpr int inflectedLevel = 5;

/// A sentence whose source is known.
struct SourceProbe
{
    QString text;
    /// Index of the reference that it was made from; -1: of none of them.
    int source = -1;
    /// How heavily it was reworded, 0 (verbatim) to 3; joinedLevel, inflectedLevel.
    int level = 0;
};

/// References to one prompt and sentences to attribute.
struct SourceCase
{
    QStringList references;
    QList<SourceProbe> probes;
};

/// Words to reword sentences of one language with.
struct RewordingWords
{
    QHash<QString, QStringList> synonyms;
    QStringList fillers;
    /// The share of the longer words that change their form, and forms: "%1en".
    double inflected = 0;
    QStringList inflections;
    /// Between words; empty for languages without spaces.
    QString space = QStringLiteral(" ");
};

/// Light: a few words dropped, synonyms. Medium: more dropped, some inserted, the sentence rotated. Heavy: a third
/// dropped, a fifth inserted, rotated, neighbours swapped. Level 0 leaves it as it is.
QString reworded(const QStringList &words, int level, const RewordingWords &with, std::mt19937 &random);

/// Cases of one language from a file of templates: each has so many references that state facts about one thing in
/// their own ways, sentences made of those by rewording, and sentences of one more answer about the same thing, which
/// is no reference.
QList<SourceCase> constructedCases(const QString &templateFile, int cases, int references);

/// From a file with one JSON object a line: `prompt`, `answers` (by name) and `moa`, an answer that was not made from
/// them. Rewords English sentences.
QList<SourceCase> recordedCases(const QString &answersFile, const QString &englishTemplates);

} // namespace tributary
