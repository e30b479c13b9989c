// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "Story.h"
#include "viewmodel/ModelChoices.h"
#include "viewmodel/ModelPaletteList.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

ModelRef ref(const QString &text)
{
    return ModelRef::fromString(text).value_or(ModelRef());
}

/// The rows as a person reads them: titles in brackets.
QString shown(const ModelPaletteList &list)
{
    QStringList rows;
    for (int row = 0; row < list.rowCount(); ++row) {
        const QModelIndex index = list.index(row);
        const bool title = index.data(ModelPaletteList::IsTitleRole).toBool();
        rows.append(title ? u"[%1]"_s.arg(index.data().toString()) : list.ref(row).toString());
    }
    return rows.join(u' ');
}

} // namespace

/// Models in the sections of the palette.
class ModelPaletteListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void keepsTheRulesOfModels();
    void showsSections();
    void finds_data();
    void finds();
    void takesWhatIsWritten_data();
    void takesWhatIsWritten();
    void tellsFigures_data();
    void tellsFigures();
    void remembersTheLatestChoices();
    void titlesCannotBeChosen();
    void findsDifferentOnes();
    void saysWhyNothingIsListed();

private:
    std::unique_ptr<ModelChoices> m_choices;
    std::unique_ptr<ModelPaletteList> m_list;
};

void ModelPaletteListTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_list.reset();
    m_choices = std::make_unique<ModelChoices>();
    m_choices->setProviders(someProviders());
    m_list = std::make_unique<ModelPaletteList>(*m_choices);
}

void ModelPaletteListTest::keepsTheRulesOfModels()
{
    const QAbstractItemModelTester tester(m_list.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_choices->setUsed({ref(u"together/beta"_s)});
    m_list->setWords(u"a"_s);
    m_choices->setProviders({});
    QCOMPARE(m_list->rowCount(), 0);
    m_choices->setProviders(someProviders());
    QCOMPARE(m_list->rowCount(m_list->index(0)), 0);
}

void ModelPaletteListTest::showsSections()
{
    const QString all =
        u"[All] together/alpha together/beta together/sigma anthropic/opus local/gamma demo/demo-voice"_s;
    QCOMPARE(shown(*m_list), all);
    m_choices->setUsed({ref(u"local/gamma"_s), ref(u"gone/model"_s), ref(u"together/alpha"_s), ref(u"local/gamma"_s)});
    m_choices->setRecent({ref(u"together/alpha"_s), ref(u"anthropic/opus"_s)});
    QCOMPARE(shown(*m_list), u"[Used in this graph] local/gamma together/alpha "
                             "[Recent] together/alpha anthropic/opus "_s +
                                 all);
}

void ModelPaletteListTest::finds_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("expected");
    QTest::newRow("name") << u"alp"_s << u"[Used in this graph] together/alpha"_s;
    QTest::newRow("provider's name") << u"OLLAMA"_s << u"[All] local/gamma"_s;
    QTest::newRow("every word, in any order") << u"eta  together"_s << u"[All] together/beta"_s;
    QTest::newRow("each once") << u"together"_s
                               << u"[Used in this graph] together/alpha [All] together/beta together/sigma"_s;
    QTest::newRow("nothing") << u"zeta"_s << QString();
}

void ModelPaletteListTest::finds()
{
    QFETCH(QString, words);
    QFETCH(QString, expected);
    m_choices->setUsed({ref(u"together/alpha"_s)});
    m_list->setWords(words);
    QCOMPARE(shown(*m_list), expected);
}

void ModelPaletteListTest::takesWhatIsWritten_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("expected");
    QTest::newRow("of a known provider") << u"local/qwen3:8b"_s << u"[By name] local/qwen3:8b"_s;
    QTest::newRow("slashes in its name") << u"together/org/model"_s << u"[By name] together/org/model"_s;
    QTest::newRow("listed") << u"together/beta"_s << u"[All] together/beta"_s;
    QTest::newRow("unknown provider") << u"nobody/model"_s << QString();
    QTest::newRow("several words") << u"local/qwen3 8b"_s << QString();
    QTest::newRow("no model") << u"local/"_s << u"[All] local/gamma"_s;
}

void ModelPaletteListTest::takesWhatIsWritten()
{
    QFETCH(QString, words);
    QFETCH(QString, expected);
    m_list->setWords(words);
    QCOMPARE(shown(*m_list), expected);
}

void ModelPaletteListTest::tellsFigures_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("figures");
    QTest::addColumn<QString>("warning");
    QTest::newRow("all known") << u"together/alpha"_s << u"Together · $1.00 in, $2.00 out · 68 tok/s · 32,768 tokens"_s
                               << QString();
    QTest::newRow("no price") << u"together/beta"_s << u"Together · price unknown · 32,768 tokens"_s << QString();
    QTest::newRow("no key") << u"anthropic/opus"_s << u"Anthropic · $1.00 in, $2.00 out · 32,768 tokens"_s
                            << u"Key missing"_s;
}

void ModelPaletteListTest::tellsFigures()
{
    QFETCH(QString, model);
    ProviderDirectory providers = someProviders();
    providers.entries[0].provider.models[1].outputUsdPerMTok.reset();
    m_choices->setProviders(providers);
    m_choices->setSpeeds({{ref(u"together/alpha"_s), 67.6}});
    const QModelIndex index = m_list->index(m_list->rowOf(ref(model)));
    QTEST(index.data(ModelPaletteList::FiguresRole).toString(), "figures");
    QTEST(index.data(ModelPaletteList::WarningRole).toString(), "warning");
    const QString spoken = index.data(Qt::AccessibleTextRole).toString();
    QVERIFY2(spoken.startsWith(index.data().toString() + u", "_s), qPrintable(spoken));
}

void ModelPaletteListTest::remembersTheLatestChoices()
{
    for (const QString &model : {u"together/alpha"_s, u"together/beta"_s, u"together/alpha"_s})
        m_choices->noteChosen(ref(model));
    QCOMPARE(m_choices->recent(), (QList<ModelRef>{ref(u"together/alpha"_s), ref(u"together/beta"_s)}));
    for (int i = 0; i < 20; ++i)
        m_choices->noteChosen(ref(u"local/m%1"_s.arg(i)));
    QCOMPARE(m_choices->recent().size(), 8);
    QCOMPARE(m_choices->recent().first(), ref(u"local/m19"_s));
}

void ModelPaletteListTest::titlesCannotBeChosen()
{
    m_choices->setUsed({ref(u"local/gamma"_s)});
    QVERIFY(m_list->ref(0).isEmpty());
    QVERIFY(!m_list->flags(m_list->index(0)).testFlag(Qt::ItemIsSelectable));
    QCOMPARE(m_list->nextModel(-1, 1), 1);
    QCOMPARE(m_list->nextModel(1, 1), 3);
    QCOMPARE(m_list->nextModel(3, -1), 1);
    QCOMPARE(m_list->nextModel(1, -1), -1);
    QCOMPARE(m_list->nextModel(m_list->rowCount() - 1, 1), -1);
}

void ModelPaletteListTest::findsDifferentOnes()
{
    m_choices->setUsed({ref(u"local/gamma"_s)});
    QCOMPARE(m_list->differentFrom(1, 3),
             (QList<ModelRef>{ref(u"local/gamma"_s), ref(u"together/alpha"_s), ref(u"together/beta"_s)}));
    // Without a key it is taken only when it was pointed at; the end is followed by the start.
    const int opus = m_list->rowOf(ref(u"anthropic/opus"_s));
    QCOMPARE(m_list->differentFrom(opus, 3),
             (QList<ModelRef>{ref(u"anthropic/opus"_s), ref(u"local/gamma"_s), ref(u"demo/demo-voice"_s)}));
    QCOMPARE(m_list->differentFrom(m_list->rowOf(ref(u"together/sigma"_s)), 3).at(1), ref(u"local/gamma"_s));
    m_list->setWords(u"gamma"_s);
    QCOMPARE(m_list->differentFrom(1, 3), QList<ModelRef>{ref(u"local/gamma"_s)});
}

void ModelPaletteListTest::saysWhyNothingIsListed()
{
    QCOMPARE(m_list->emptyText(), QString());
    m_list->setWords(u"zeta"_s);
    QVERIFY(m_list->emptyText().contains(u"No model has these words"_s));
    m_list->setWords({});
    m_choices->setProviders({});
    QVERIFY(m_list->emptyText().contains(u"Connect one"_s));
}

QTEST_GUILESS_MAIN(ModelPaletteListTest)
#include "tst_model_palette_list.moc"
