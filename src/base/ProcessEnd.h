// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QObject;
class QProcess;

namespace tributary {

/// Ends a program that nobody waits for any more; `listener` hears nothing of it from here on. The program may need a
/// moment to end, so it is left to the application and deletes itself. nullptr does nothing.
void abandonProcess(QProcess *program, QObject *listener);

} // namespace tributary
