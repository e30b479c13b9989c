// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/Icons.h"

#include "ui/common/ThemeController.h"

#include <QFile>
#include <QIconEngine>
#include <QLoggingCategory>
#include <QPaintEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QPointer>
#include <QSvgRenderer>

#include <cmath>
#include <memory>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Lucide draws with stroke="currentColor", which QtSvg paints black; the colour is put in before parsing.
class LucideEngine : public QIconEngine
{
public:
    LucideEngine(const ThemeController &controller, const QString &name, Colour role)
        : m_controller(&controller)
        , m_name(name)
        , m_role(role)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        if (painter->paintEngine()->type() == QPaintEngine::SVG) {
            // A picture for others: shapes stay shapes.
            if (const std::unique_ptr<QSvgRenderer> shapes = parsed(colour(mode)))
                shapes->render(painter, rect);
            return;
        }
        // A zoomed painter gets as many pixels as it shows.
        const QTransform &zoom = painter->worldTransform();
        const double ratio = painter->device()->devicePixelRatio() * std::hypot(zoom.m11(), zoom.m12());
        painter->drawPixmap(rect, scaledPixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// `size` is in device pixels.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QColor ink = colour(mode);
        const QString key =
            u"lucide/%1/%2x%3@%4/%5"_s.arg(m_name).arg(size.width()).arg(size.height()).arg(scale).arg(ink.name());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = rendered(size, ink);
            pixmap.setDevicePixelRatio(scale);
            QPixmapCache::insert(key, pixmap);
        }
        return pixmap;
    }

    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }

    QString key() const override { return u"lucide"_s; }

    QString iconName() override { return m_name; }

    QIconEngine *clone() const override { return new LucideEngine(*this); }

private:
    QColor colour(QIcon::Mode mode) const
    {
        const Theme theme = m_controller ? m_controller->theme() : Theme();
        return theme.colour(mode == QIcon::Disabled ? Colour::DisabledText : m_role);
    }

    std::unique_ptr<QSvgRenderer> parsed(const QColor &ink) const
    {
        QFile file(u":/icons/lucide/%1.svg"_s.arg(m_name));
        if (!file.open(QIODevice::ReadOnly)) {
            qWarning("There is no icon named \"%s\".", qUtf8Printable(m_name));
            return nullptr;
        }
        return std::make_unique<QSvgRenderer>(file.readAll().replace("currentColor", ink.name().toLatin1()));
    }

    QPixmap rendered(const QSize &size, const QColor &ink) const
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        const std::unique_ptr<QSvgRenderer> shapes = parsed(ink);
        if (!shapes || size.isEmpty())
            return pixmap;
        QPainter painter(&pixmap);
        shapes->render(&painter);
        return pixmap;
    }

    QPointer<const ThemeController> m_controller;
    QString m_name;
    Colour m_role;
};

} // namespace

QIcon icon(const ThemeController &controller, QLatin1StringView name, Colour role)
{
    return QIcon(new LucideEngine(controller, name, role));
}

} // namespace tributary
