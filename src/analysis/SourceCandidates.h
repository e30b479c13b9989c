// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "analysis/PassageIndex.h"

namespace tributary {

/// A passage of one text, perhaps two neighbouring ones taken together, that is similar to a sentence.
struct SourceCandidate
{
    int text = 0;
    Passage passage;
    double score = 0;
    bool verbatim = false;
};

/// Finds them in several texts.
class SourceCandidates
{
public:
    explicit SourceCandidates(const PassageReader &reader)
        : m_index(reader)
    {}

    /// See PassageIndex.
    void add(std::vector<Passage> passages) { m_index.add(std::move(passages)); }

    void finish() { m_index.finish(); }

    /// The best passage of each text that reaches `floor`, in the order of the texts. A passage that holds the sentence
    /// nearly word for word scores at least the share of it that it holds, however much longer it is. What has
    /// fewer than five words matches a passage the less the longer that is.
    [[nodiscard]] std::vector<SourceCandidate> find(const Passage &sentence, double floor);

private:
    [[nodiscard]] SourceCandidate withNeighbour(const Passage &sentence, const PassageMatch &match) const;

    PassageIndex m_index;
};

/// Sorts candidates, best first, and says how many of them a sentence comes from: none if the best stays below
/// `threshold`; else those that reach it or are about as good as the best. Where one has the sentence verbatim, one
/// that has not is no source of it.
qsizetype decideSources(std::vector<SourceCandidate> &candidates, double threshold);

} // namespace tributary
