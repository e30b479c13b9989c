// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/MarkdownSamples.h"
#include "ui/common/MarkdownView.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>
#include <QTextDocument>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

/// What toHtml() does not tell of a block.
QString describe(const QTextBlock &block)
{
    const QTextBlockFormat format = block.blockFormat();
    QStringList parts;
    for (int property = RoleProperty; property <= OpensBoxProperty; ++property)
        parts += format.property(property).toString();
    parts += QString::number(format.topMargin()) + u'/' + QString::number(format.bottomMargin());
    parts += QString::number(format.leftMargin()) + u'/' + QString::number(format.lineHeight());
    parts += QString::number(block.charFormat().fontWeight());
    return parts.join(u' ') + u": "_s + block.text();
}

QStringList describe(const QTextDocument &document)
{
    QStringList lines;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        lines += describe(block);
    return lines;
}

} // namespace

/// A text that came in pieces must look like the same text at once.
class MarkdownIncrementalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void anyPiecesGiveTheSameDocument_data();
    void anyPiecesGiveTheSameDocument();

    void everyPrefixLooksLikeThatText_data() { anyPiecesGiveTheSameDocument_data(); }

    void everyPrefixLooksLikeThatText();
    void manyTextsInOneGiveTheSameDocument();
    void oneViewCanShowOneTextAfterAnother();

private:
    void compareToWhole(const MarkdownView &view, const QString &text);

    RenderScheduler m_scheduler;
};

void MarkdownIncrementalTest::compareToWhole(const MarkdownView &view, const QString &text)
{
    MarkdownView whole(m_scheduler);
    whole.showMarkdown(text);
    whole.renderNow();
    QCOMPARE(describe(*view.document()), describe(*whole.document()));
    QCOMPARE(view.document()->toPlainText(), whole.document()->toPlainText());
    QCOMPARE(view.document()->toHtml(), whole.document()->toHtml());
}

void MarkdownIncrementalTest::anyPiecesGiveTheSameDocument_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &[name, text] : markdownSamples())
        QTest::newRow(qPrintable(name)) << text;
}

void MarkdownIncrementalTest::anyPiecesGiveTheSameDocument()
{
    QFETCH(QString, text);
    QRandomGenerator random(20);
    for (int round = 0; round < 30; ++round) {
        MarkdownView view(m_scheduler);
        const int longest = 1 + random.bounded(12);
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype length = std::min<qsizetype>(1 + random.bounded(longest), text.size() - at);
            view.appendMarkdown(QStringView(text).sliced(at, length));
            if (random.bounded(3) > 0)
                view.renderNow();
            at += length;
        }
        view.finish();
        view.renderNow();
        compareToWhole(view, text);
        if (QTest::currentTestFailed())
            return;
    }
}

void MarkdownIncrementalTest::everyPrefixLooksLikeThatText()
{
    QFETCH(QString, text);
    MarkdownView view(m_scheduler);
    for (qsizetype length = 1; length <= text.size(); ++length) {
        view.appendMarkdown(QStringView(text).sliced(length - 1, 1));
        view.renderNow();
        // Definitions act on what stands before them only when the text is complete.
        if (text.contains("]:"_L1) || text[length - 1].isHighSurrogate())
            continue;
        compareToWhole(view, text.first(length));
        if (QTest::currentTestFailed()) {
            qInfo() << "after" << length << "characters";
            return;
        }
    }
}

void MarkdownIncrementalTest::manyTextsInOneGiveTheSameDocument()
{
    QRandomGenerator random(21);
    const QList<QPair<QString, QString>> samples = markdownSamples();
    for (int round = 0; round < 40; ++round) {
        QString text;
        for (int i = 0; i < 6; ++i)
            text += samples[random.bounded(int(samples.size()))].second + u"\n"_s;
        MarkdownView view(m_scheduler);
        for (qsizetype at = 0; at < text.size(); at += 25) {
            view.appendMarkdown(QStringView(text).mid(at, 25));
            view.renderNow();
        }
        view.finish();
        view.renderNow();
        compareToWhole(view, text);
        if (QTest::currentTestFailed()) {
            qInfo().noquote() << text;
            return;
        }
    }
}

void MarkdownIncrementalTest::oneViewCanShowOneTextAfterAnother()
{
    MarkdownView view(m_scheduler);
    for (const auto &[name, text] : markdownSamples()) {
        view.showMarkdown(text);
        view.renderNow();
        compareToWhole(view, text);
        QVERIFY2(!QTest::currentTestFailed(), qPrintable(name));
    }
}

QTEST_MAIN(MarkdownIncrementalTest)
#include "tst_markdown_incremental.moc"
