// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "SourceMethods.h"

#include "analysis/SourceCandidates.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

/// A probe as one passage, however it would be cut.
Passage whole(PassageReader &reader, const QString &sentence)
{
    Passage all;
    for (const Passage &passage : reader.read(sentence)) {
        all.terms.insert(all.terms.end(), passage.terms.begin(), passage.terms.end());
        all.words += passage.words;
    }
    return all;
}

/// What attributeSources decides by.
class ProductMethod final : public SourceMethod
{
public:
    [[nodiscard]] QString name() const override { return u"BM25, as built"_s; }

    void setReferences(const QStringList &references) override
    {
        m_reader = std::make_unique<PassageReader>();
        m_candidates = std::make_unique<SourceCandidates>(*m_reader);
        m_count = static_cast<std::size_t>(references.size());
        for (const QString &reference : references)
            m_candidates->add(m_reader->read(reference));
        m_candidates->finish();
    }

    [[nodiscard]] std::vector<double> scores(const QString &sentence) override
    {
        std::vector<double> scores(m_count, 0);
        for (const SourceCandidate &candidate : m_candidates->find(whole(*m_reader, sentence), 0.01))
            scores[static_cast<std::size_t>(candidate.text)] = candidate.score;
        return scores;
    }

private:
    std::unique_ptr<PassageReader> m_reader;
    std::unique_ptr<SourceCandidates> m_candidates;
    std::size_t m_count = 0;
};

/// Compares with every passage; what a measure is, a subclass says.
class PairMethod : public SourceMethod
{
public:
    void setReferences(const QStringList &references) override
    {
        m_reader = std::make_unique<PassageReader>();
        m_index = std::make_unique<PassageIndex>(*m_reader);
        m_passages.clear();
        m_frequency.clear();
        for (const QString &reference : references) {
            m_passages.push_back(m_reader->read(reference));
            m_index->add(m_passages.back());
        }
        m_index->finish();
        for (const std::vector<Passage> &text : m_passages) {
            for (const Passage &passage : text) {
                std::vector<int> terms = passage.terms;
                std::ranges::sort(terms);
                terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
                for (const int term : terms)
                    ++m_frequency[term];
                ++m_count;
            }
        }
    }

    [[nodiscard]] std::vector<double> scores(const QString &sentence) override
    {
        const Passage probe = whole(*m_reader, sentence);
        std::vector<double> scores;
        for (const std::vector<Passage> &text : m_passages) {
            double best = 0;
            for (const Passage &passage : text)
                best = std::max(best, compare(probe, passage));
            scores.push_back(best);
        }
        return scores;
    }

protected:
    [[nodiscard]] virtual double compare(const Passage &probe, const Passage &passage) const = 0;

    [[nodiscard]] const PassageIndex &index() const { return *m_index; }

    /// The same background as the product has.
    [[nodiscard]] double idf(int term) const
    {
        constexpr double background = 1000;
        const auto found = m_frequency.find(term);
        const double having =
            background * m_reader->backgroundShare(term) + (found == m_frequency.end() ? 0 : found->second);
        return std::log(1 + (background + m_count) / (1 + having));
    }

private:
    std::unique_ptr<PassageReader> m_reader;
    std::unique_ptr<PassageIndex> m_index;
    std::vector<std::vector<Passage>> m_passages;
    std::map<int, int> m_frequency;
    int m_count = 0;
};

class PlainBm25Method final : public PairMethod
{
public:
    [[nodiscard]] QString name() const override { return u"BM25 of single passages"_s; }

protected:
    [[nodiscard]] double compare(const Passage &probe, const Passage &passage) const override
    {
        return index().score(probe, passage.terms);
    }
};

class CosineMethod final : public PairMethod
{
public:
    [[nodiscard]] QString name() const override { return u"TF-IDF cosine"_s; }

protected:
    [[nodiscard]] double compare(const Passage &probe, const Passage &passage) const override
    {
        const std::map<int, double> first = weights(probe);
        const std::map<int, double> second = weights(passage);
        double product = 0;
        for (const auto &[term, weight] : first) {
            const auto found = second.find(term);
            product += found == second.end() ? 0 : weight * found->second;
        }
        return product;
    }

private:
    [[nodiscard]] std::map<int, double> weights(const Passage &passage) const
    {
        std::map<int, double> weights;
        for (const int term : passage.terms)
            ++weights[term];
        double squares = 0;
        for (auto &[term, weight] : weights) {
            weight = (1 + std::log(weight)) * idf(term);
            squares += weight * weight;
        }
        for (auto &[term, weight] : weights)
            weight /= std::sqrt(squares);
        return weights;
    }
};

class GramMethod final : public PairMethod
{
public:
    [[nodiscard]] QString name() const override { return u"3-gram containment"_s; }

protected:
    [[nodiscard]] double compare(const Passage &probe, const Passage &passage) const override
    {
        return gramContainment(probe.terms, passage.terms);
    }
};

} // namespace

std::vector<std::unique_ptr<SourceMethod>> allSourceMethods()
{
    std::vector<std::unique_ptr<SourceMethod>> methods;
    methods.push_back(std::make_unique<ProductMethod>());
    methods.push_back(std::make_unique<PlainBm25Method>());
    methods.push_back(std::make_unique<CosineMethod>());
    methods.push_back(std::make_unique<GramMethod>());
    return methods;
}

} // namespace tributary
