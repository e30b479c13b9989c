// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "GuiFixture.h"
#include "ui/common/SystemColourScheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

constexpr auto Service = "org.freedesktop.portal.Desktop"_L1;
constexpr auto Path = "/org/freedesktop/portal/desktop"_L1;
constexpr auto Interface = "org.freedesktop.portal.Settings"_L1;
constexpr auto Space = "org.freedesktop.appearance"_L1;

} // namespace

/// The settings portal of a desktop, on a connection of its own.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    FakePortal()
        : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"portal"_s))
    {}

    bool start()
    {
        return m_bus.registerService(Service) && m_bus.registerObject(Path, this, QDBusConnection::ExportAllSlots);
    }

    void announce(const QString &key, uint value)
    {
        QDBusMessage message = QDBusMessage::createSignal(Path, Interface, u"SettingChanged"_s);
        message << QString(Space) << key << QVariant::fromValue(QDBusVariant(value));
        m_bus.send(message);
    }

    uint scheme = 1;

public Q_SLOTS:

    /// As the real one, a variant inside a variant.
    QDBusVariant Read(const QString &, const QString &)
    {
        return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme)));
    }

private:
    QDBusConnection m_bus;
};

/// Runs under dbus-run-session, so that there is a bus of its own.
class TestSystemColourScheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { failOnWarnings(); }

    void silentWithoutPortal();
    void asksAtStartAndFollowsChanges();
};

void TestSystemColourScheme::silentWithoutPortal()
{
    SystemColourScheme scheme;
    QSignalSpy preferred(&scheme, &SystemColourScheme::darkPreferred);
    scheme.start();
    QVERIFY(!preferred.wait(200));
}

void TestSystemColourScheme::asksAtStartAndFollowsChanges()
{
    FakePortal portal;
    QVERIFY(portal.start());
    SystemColourScheme scheme;
    QSignalSpy preferred(&scheme, &SystemColourScheme::darkPreferred);
    scheme.start();
    QTRY_COMPARE(preferred.count(), 1);
    QCOMPARE(preferred.at(0).at(0).toBool(), true);
    portal.announce(u"contrast"_s, 1);
    portal.announce(u"color-scheme"_s, 2);
    QTRY_COMPARE(preferred.count(), 2);
    QCOMPARE(preferred.at(1).at(0).toBool(), false);
}

QTEST_GUILESS_MAIN(TestSystemColourScheme)
#include "tst_system_colour_scheme.moc"
