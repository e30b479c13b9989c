// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo/DemoScript.h"
#include "graph/Packing.h"

#include <QRegularExpression>
#include <QTest>

using namespace tributary;
using namespace Qt::StringLiterals;

/// The demo recognises its questions and answers in what the packing of references makes of them.
class PackedPromptsTest : public QObject
{
    Q_OBJECT

private:
    QList<Recording> m_recordings = loadRecordings().value();

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void areRecognised_data()
    {
        QTest::addColumn<Recording>("recording");
        QTest::addColumn<bool>("inSystemMessage");
        for (const Recording &recording : std::as_const(m_recordings)) {
            QTest::newRow(qPrintable(u"user, "_s + recording.question.title)) << recording << false;
            QTest::newRow(qPrintable(u"system, "_s + recording.question.title)) << recording << true;
        }
    }

    void areRecognised()
    {
        QFETCH(Recording, recording);
        QFETCH(bool, inSystemMessage);
        PackingRequest packing;
        packing.packing.role = inSystemMessage ? Packing::Role::System : Packing::Role::User;
        packing.prompt = recording.question.prompt;
        packing.nonce = u"q7x2"_s;
        QSet<QString> voices;
        for (const QString &voice : {u"demo-surveyor"_s, u"demo-practitioner"_s}) {
            packing.references.append({AgentId{voice}, {}, recording.first.value(voice).text(0)});
            voices.insert(voice);
        }
        DemoRequest request;
        request.model = demoAggregatorId();
        request.messages = pack(packing)->messages;
        QCOMPARE(DemoScript(m_recordings).replyTo(request)->text, compose(recording.synthesis, voices));

        packing.references.clear();
        request.messages = pack(packing)->messages;
        QCOMPARE(DemoScript(m_recordings).replyTo(request)->text, recording.first.value(demoAggregatorId()).text(0));
    }
};

QTEST_GUILESS_MAIN(PackedPromptsTest)
#include "tst_packed_prompts.moc"
