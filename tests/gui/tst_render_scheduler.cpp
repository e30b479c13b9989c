// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/MarkdownSamples.h"
#include "ui/common/MarkdownView.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

using namespace tributary;
using namespace Qt::StringLiterals;

namespace {

class Client : public RenderClient
{
public:
    bool renderPending() override
    {
        ++renders;
        if (whenRendered)
            whenRendered();
        return renders < parts;
    }

    int renders = 0;
    int parts = 1;
    std::function<void()> whenRendered;
};

} // namespace

class RenderSchedulerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void requestsMelt();
    void busyClientLeavesTurnsToOthers();
    void oneClientIsServedAtMostTenTimesASecond();
    void partsFollowWithoutThatWait();
    void forgottenClientIsNotServed();
    void inputIsServedWhileManyViewsGrow();
};

void RenderSchedulerTest::requestsMelt()
{
    RenderScheduler scheduler;
    Client client;
    for (int i = 0; i < 5; ++i)
        scheduler.request(client);
    QTRY_COMPARE(client.renders, 1);
    Client other;
    scheduler.request(other);
    QTRY_COMPARE(other.renders, 1);
    QCOMPARE(client.renders, 1);
}

void RenderSchedulerTest::busyClientLeavesTurnsToOthers()
{
    RenderScheduler scheduler;
    Client busy;
    busy.whenRendered = [&] { scheduler.request(busy); };
    Client other;
    scheduler.request(busy);
    scheduler.request(other);
    QTRY_COMPARE(other.renders, 1);
    QVERIFY(busy.renders <= 2);
    scheduler.forget(busy);
}

void RenderSchedulerTest::oneClientIsServedAtMostTenTimesASecond()
{
    RenderScheduler scheduler;
    Client busy;
    busy.whenRendered = [&] { scheduler.request(busy); };
    QElapsedTimer timer;
    timer.start();
    scheduler.request(busy);
    QTRY_COMPARE(busy.renders, 5);
    QVERIFY2(timer.elapsed() >= 395, qPrintable(QString::number(timer.elapsed())));
    scheduler.forget(busy);
}

void RenderSchedulerTest::partsFollowWithoutThatWait()
{
    RenderScheduler scheduler;
    Client large;
    large.parts = 40;
    Client other;
    QElapsedTimer timer;
    timer.start();
    scheduler.request(large);
    scheduler.request(other);
    QTRY_COMPARE(other.renders, 1);
    QVERIFY(large.renders <= 2);
    QTRY_COMPARE(large.renders, 40);
    QVERIFY2(timer.elapsed() < 40 * 100, qPrintable(QString::number(timer.elapsed())));
}

void RenderSchedulerTest::forgottenClientIsNotServed()
{
    RenderScheduler scheduler;
    Client gone;
    Client stays;
    scheduler.request(gone);
    scheduler.request(stays);
    scheduler.forget(gone);
    QTRY_COMPARE(stays.renders, 1);
    QCOMPARE(gone.renders, 0);
}

void RenderSchedulerTest::inputIsServedWhileManyViewsGrow()
{
    RenderScheduler scheduler;
    QWidget window;
    std::vector<MarkdownView *> views;
    for (int i = 0; i < 8; ++i) {
        views.push_back(new MarkdownView(scheduler, &window));
        views.back()->setGeometry(i % 4 * 250, i / 4 * 300, 250, 300);
    }
    window.resize(1000, 600);
    window.show();
    QString text;
    for (const auto &[name, sample] : markdownSamples())
        text += sample + u'\n';
    int beats = 0;
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&] { ++beats; });
    heart.start(5);
    qsizetype fed = 0;
    QTimer feed;
    connect(&feed, &QTimer::timeout, this, [&] {
        for (MarkdownView *view : views)
            view->appendMarkdown(QStringView(text).mid(fed, 16));
        fed += 16;
        if (fed >= text.size())
            feed.stop();
    });
    feed.start(5);
    QTRY_VERIFY(fed >= text.size());
    QTRY_VERIFY(std::all_of(views.begin(), views.end(), [](const MarkdownView *view) { return view->isUpToDate(); }));
    // Were the views drawn at every piece of text, input would wait most of the time; the bound leaves room for a
    // busy machine.
    QVERIFY2(beats > fed / 16 / 4, qPrintable(QString::number(beats)));
}

QTEST_MAIN(RenderSchedulerTest)
#include "tst_render_scheduler.moc"
