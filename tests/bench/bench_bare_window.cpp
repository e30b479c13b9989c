// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The least a Qt Widgets program can show: the yardstick for the time to the first painted window.
#include <QApplication>
#include <QMainWindow>
#include <QTimer>

namespace {

class BareWindow final : public QMainWindow
{
protected:
    void paintEvent(QPaintEvent *) override { QTimer::singleShot(0, qApp, &QCoreApplication::quit); }
};

} // namespace

int main(int argc, char *argv[])
{
    const QApplication gui(argc, argv);
    BareWindow window;
    window.resize(1440, 900);
    window.show();
    return QApplication::exec();
}
