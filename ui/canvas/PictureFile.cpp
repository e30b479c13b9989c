// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canvas/PictureFile.h"

#include "base/SaveFile.h"
#include "ui/canvas/GraphScene.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GraphCanvas)
};

/// Two pixels to one of the screen: sharp on paper and on slides.
constexpr double fileScale = 2;

void show(GraphScene &scene, const GraphPicture &picture)
{
    scene.setPicture(picture);
    scene.finishMoves();
}

} // namespace

bool writeSvg(QIODevice &device, const GraphPicture &picture, const ThemeController &theme)
{
    GraphScene scene(theme);
    show(scene, picture);
    const QRectF frame = scene.frame();
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setSize(frame.size().toSize());
    generator.setViewBox(QRectF(QPointF(), frame.size()));
    generator.setTitle(accessibleNameOf(picture));
    // A painter takes sizes of fonts in points from this: 96 keeps them as on the screen.
    generator.setResolution(96);
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    scene.render(&painter, QRectF(QPointF(), frame.size()), frame);
    return painter.end();
}

QImage imageOf(const GraphPicture &picture, const ThemeController &theme, double scale)
{
    GraphScene scene(theme);
    show(scene, picture);
    const QRectF frame = scene.frame();
    QImage image((frame.size() * scale).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    scene.render(&painter, QRectF(image.rect()), frame);
    return image;
}

Result<void> savePicture(const QString &path, const GraphPicture &picture, const ThemeController &theme)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending != "svg"_L1 && ending != "png"_L1)
        return fail(ErrorKind::InvalidInput,
                    Words::tr("\"%1\" is no picture that can be written. Use a name that ends in .svg or .png.")
                        .arg(QFileInfo(path).fileName()));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const bool drawn =
        ending == "svg"_L1 ? writeSvg(buffer, picture, theme) : imageOf(picture, theme, fileScale).save(&buffer, "PNG");
    QSaveFile file(path);
    if (!drawn || !saveWhole(file, buffer.data()))
        return fail(
            ErrorKind::Io,
            Words::tr("The picture could not be written to %1. Check the folder and the space on the disk.").arg(path),
            file.errorString());
    return {};
}

} // namespace tributary
