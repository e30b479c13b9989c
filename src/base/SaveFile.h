// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSaveFile>

namespace tributary {

/// Opens the file, writes all of it and puts it in place of the old one, which stays as it is when that fails;
/// errorString() has the reason. A disk that fills up takes a part and tells no error: only the next write does, and
/// only where nothing is buffered.
[[nodiscard]] inline bool saveWhole(QSaveFile &file, const QByteArray &bytes)
{
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return false;
    for (qsizetype done = 0; done < bytes.size();) {
        const qint64 taken = file.write(bytes.constData() + done, bytes.size() - done);
        if (taken <= 0)
            return false;
        done += taken;
    }
    return file.flush() && file.commit();
}

} // namespace tributary
