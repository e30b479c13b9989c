// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/Capture.h"

#include "base/SaveFile.h"
#include "ui/app/AccessibilityDump.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QPixmap>
#include <QWidget>

namespace tributary {

namespace {

tl::unexpected<Error> notWritten(const QString &path)
{
    return fail(
        ErrorKind::Io,
        QCoreApplication::translate("tributary::Capture", "%1 could not be written. Check its folder.").arg(path));
}

} // namespace

Result<void> capture(QWidget &window, const Options &options)
{
    if (!options.screenshot.isEmpty() && !window.grab().save(options.screenshot))
        return notWritten(options.screenshot);
    if (!options.accessibilityDump.isEmpty()) {
        QSaveFile file(options.accessibilityDump);
        const QByteArray json = QJsonDocument(accessibilityDump(window)).toJson();
        if (!saveWhole(file, json))
            return notWritten(options.accessibilityDump);
    }
    return {};
}

} // namespace tributary
