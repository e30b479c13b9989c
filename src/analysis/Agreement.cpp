// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/PassageIndex.h"
#include "analysis/RunAnalysis.h"

#include <algorithm>

namespace tributary {

namespace {

/// Below it two sentences have no more in common than any two of the same topic.
constexpr double nothingInCommon = 0.4;

/// The share of each text's words that stand in each other one, weighted by similarity.
class AgreementMeter
{
public:
    AgreementMeter(const QList<SourceReference> &answers, const AnalysisProgress &progress)
        : m_index(m_reader)
        , m_progress(progress)
    {
        for (const SourceReference &answer : answers)
            m_index.add(m_reader.read(answer.text));
        m_index.finish();
    }

    /// One row; empty when cancelled.
    QList<double> sharesOf(int text)
    {
        QList<double> shares(m_index.textCount(), 0);
        double words = 0;
        for (const Passage &passage : m_index.text(text)) {
            if (passage.words == 0)
                continue;
            words += passage.words;
            for (const PassageMatch &match : m_index.search(passage, nothingInCommon))
                shares[match.text] += match.score * passage.words;
        }
        for (double &share : shares)
            share = words > 0 ? share / words : 0;
        const double done = static_cast<double>(text + 1) / static_cast<double>(m_index.textCount());
        return goesOn(m_progress, done) ? shares : QList<double>();
    }

private:
    PassageReader m_reader;
    PassageIndex m_index;
    const AnalysisProgress &m_progress;
};

} // namespace

std::optional<AgreementMatrix> measureAgreement(const QList<SourceReference> &answers, const AnalysisProgress &progress)
{
    AgreementMeter meter(answers, progress);
    const qsizetype count = answers.size();
    QList<QList<double>> shares;
    for (int i = 0; i < count; ++i) {
        shares.append(meter.sharesOf(i));
        if (shares.constLast().isEmpty())
            return std::nullopt;
    }
    AgreementMatrix matrix;
    for (qsizetype i = 0; i < count; ++i) {
        matrix.agents.append(answers[i].agent);
        for (qsizetype j = 0; j < count; ++j)
            matrix.values.append(i == j ? 1 : std::min((shares[i][j] + shares[j][i]) / 2, 1.0));
    }
    return matrix;
}

} // namespace tributary
