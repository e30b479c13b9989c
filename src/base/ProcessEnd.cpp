// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ProcessEnd.h"

#include <QCoreApplication>
#include <QProcess>

namespace tributary {

void abandonProcess(QProcess *program, QObject *listener)
{
    if (program == nullptr)
        return;
    program->disconnect(listener);
    if (program->state() == QProcess::NotRunning) {
        program->deleteLater();
        return;
    }
    program->setParent(QCoreApplication::instance());
    QObject::connect(program, &QProcess::finished, program, &QObject::deleteLater);
    program->kill();
}

} // namespace tributary
