// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/CommonWords.h"

#include "text/Terms.h"
#include "text/WordForms.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace tributary {

namespace {

/// Words of one language, separated by blanks, by how often sentences have them.
struct CommonWordList
{
    const char16_t *most;
    const char16_t *many;
    const char16_t *some;
};

constexpr double shareOfMost = 0.4;
constexpr double shareOfMany = 0.15;
constexpr double shareOfSome = 0.05;

constexpr CommonWordList english = {
    u"the of and to a in is", u"that for it as with are on be this by or an from can your you have not at was",
    u"will but they which more their has its also such these other may if we he his how when what who should one all "
    u"some use used using make new most many into than then so do does been had were i my our them there about up out "
    u"any over between through while because each people first help like it's there's only time well both where during "
    u"would could her she no not very important provide including need take get way even him after before however "
    u"here"};
constexpr CommonWordList german = {
    u"der die und in den das ist zu von",
    u"ein eine mit für auf im des dem sich nicht es auch als werden sie an oder bei einer wird einen sind einem",
    u"er aus nach wie um am zum zur dass kann haben hat durch über wenn nur noch so man war vor bis mehr ihre ihr sein "
    u"seine eines unter diese dieser dieses können sollte wir ich aber aller alle ihnen sowie wurde zwischen gibt "
    u"beim vom denn da dann hier sehr muss viele ohne gegen sei wo was wer damit"};
constexpr CommonWordList french = {
    u"de la le et les des est en à", u"un une du que pour dans qui sur il par au plus ne pas vous ce sont avec l d",
    u"se ou on son sa ses cette ces être leur mais comme aux nous je elle votre vos peut ont fait si tout été ils même "
    u"où entre sans y également très"};
constexpr CommonWordList spanish = {u"de la que el en y a los",
                                    u"las un una es del por con para se lo no al como más su o",
                                    u"sus le este esta pero son ser fue han entre si sobre ya también puede todo muy "
                                    u"cuando hay donde desde está nos sin "
                                    u"yo me te tu esto eso"};
constexpr CommonWordList arabic = {
    u"في من على ان", u"الي هذا هذه التي الذي عن مع لا ما او هو هي كان",
    u"كما قد لم بعد كل ذلك تم بين غير عند اذا كانت يكون يمكن حيث لكن حتي ثم اي قبل خلال منذ نحو وهو وهي لن فيه فيها به "
    u"بها منها منه عليه عليها له لها هناك دون فقط ايضا"};
constexpr CommonWordList chinese = {u"的 一 是 不 了 在 和 有",
                                    u"人 这 中 大 为 上 个 我 以 要 他 时 来 用 们 生 到 作 地 于 出 就 分 对 成 会 可 "
                                    u"主 发 年 动 同 工 也 能 下 过 子 "
                                    u"说 产 种 面 而 方 后 多 定 行 学 法 所 与 或 等 其 者 及 因 此",
                                    u"得 经 十 三 之 进 着 部 度 家 电 力 里 如 水 化 高 自 二 理 起 小 物 现 实 加 量 "
                                    u"都 两 体 制 机 当 使 点 从 业 本 去 把 "
                                    u"性 好 应 开 它 合 还 由 新 前 外 天 日 那 社 义 事 平 形 相 全 表 间 样 重 最 没 "
                                    u"如 何 但 让 被 并 更 您 你 她 很 "
                                    u"什 么 些 需 通 关 提 心 常 将 次 意 名 目 长 入"};

void addWords(const char16_t *words, double share, QHash<QString, double> &to)
{
    const QStringList list = QString::fromUtf16(words).split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : list) {
        double &known = to[comparableForm(word)];
        known = std::max(share, known);
    }
}

/// Its words, each with the share of sentences that have it.
QHash<QString, double> readList(const CommonWordList &list)
{
    QHash<QString, double> shares;
    addWords(list.most, shareOfMost, shares);
    addWords(list.many, shareOfMany, shares);
    addWords(list.some, shareOfSome, shares);
    return shares;
}

QHash<QString, double> readLists()
{
    QHash<QString, double> shares;
    for (const CommonWordList &list : {english, german, french, spanish, arabic, chinese}) {
        const QHash<QString, double> words = readList(list);
        for (auto word = words.begin(); word != words.end(); ++word)
            shares[word.key()] = std::max(shares.value(word.key()), word.value());
    }
    return shares;
}

struct LanguageWords
{
    TextLanguage language = TextLanguage::Unknown;
    QHash<QString, double> words;
};

const std::array<LanguageWords, 6> &languages()
{
    static const std::array<LanguageWords, 6> all = {{
        {TextLanguage::English, readList(english)},
        {TextLanguage::German, readList(german)},
        {TextLanguage::Unknown, readList(french)},
        {TextLanguage::Unknown, readList(spanish)},
        {TextLanguage::Chinese, readList(chinese)},
        {TextLanguage::Arabic, readList(arabic)},
    }};
    return all;
}

} // namespace

double backgroundShare(const QString &term)
{
    static const QHash<QString, double> shares = readLists();
    return shares.value(term);
}

TextLanguage languageOf(const QString &markdown)
{
    constexpr qsizetype enough = 4000;
    constexpr std::size_t leastWords = 8;
    constexpr double leastShare = 0.15;
    const std::vector<TextTerm> terms = findTerms(markdown, {0, std::min(enough, markdown.size())}).terms;
    if (terms.size() < leastWords)
        return TextLanguage::TooShort;
    TextLanguage best = TextLanguage::Unknown;
    double most = leastShare * static_cast<double>(terms.size());
    for (const LanguageWords &candidate : languages()) {
        const auto known = std::ranges::count_if(
            terms, [&candidate](const TextTerm &term) { return candidate.words.contains(term.text); });
        if (static_cast<double>(known) > most) {
            most = static_cast<double>(known);
            best = candidate.language;
        }
    }
    return best;
}

} // namespace tributary
