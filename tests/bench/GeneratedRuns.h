// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/RunRecord.h"

#include <QStringList>

#include <random>

namespace tributary {

/// Fills a library with runs of three proposers and an aggregator. The words of their texts are made up, as frequent
/// as words of a language are, and the same every time.
class GeneratedRuns
{
public:
    explicit GeneratedRuns(QString path);

    /// Keeps so many runs, as running programs do; 0 when that worked.
    int keep(int runs);

    /// In one run of ten thousand.
    static QString rareWord();
    /// In nearly every text.
    static QString commonWord();
    static QString secondWord();

    /// One of them, the later the greater its number.
    RunRecord run(int number);

private:
    RunRecord head(int number);
    QList<RunEvent> events(const RunRecord &head, int number);
    QString text(int words);

    QString m_path;
    QStringList m_vocabulary;
    std::mt19937 m_random{1};
    std::discrete_distribution<int> m_frequency;
};

} // namespace tributary
