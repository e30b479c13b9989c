// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QRectF>
#include <QSet>
#include <QString>

#include <array>
#include <cairo.h>
#include <memory>

namespace tributary {

struct PaperDocument;

struct CairoDeleter
{
    void operator()(cairo_t *cairo) const { cairo_destroy(cairo); }

    void operator()(cairo_surface_t *surface) const { cairo_surface_destroy(surface); }
};

/// The pages of a PDF, from the first to the last. Lengths are points.
class PaperPages
{
public:
    explicit PaperPages(const PaperDocument &document);
    ~PaperPages();
    Q_DISABLE_COPY_MOVE(PaperPages)

    /// What is left of the page below the current place.
    [[nodiscard]] double room() const { return m_height - bottomMargin - m_y; }

    [[nodiscard]] double y() const { return m_y; }

    [[nodiscard]] double left() const { return sideMargin; }

    [[nodiscard]] double width() const { return m_width - 2 * sideMargin; }

    /// Of a page without anything on it.
    [[nodiscard]] double fullHeight() const { return m_height - topMargin - bottomMargin; }

    [[nodiscard]] bool isFresh() const { return m_y <= topMargin; }

    void advance(double by) { m_y += by; }

    /// A distance that a new page does not begin with.
    void space(double height);
    void nextPage();

    [[nodiscard]] cairo_t *cairo() const { return m_cairo.get(); }

    void setColour(const QString &name);
    void fill(const QRectF &rect, const QString &colour);

    /// An entry of the outline that leads here; levels count from 1.
    void addOutline(int level, const QString &title);
    void addTarget(const QString &id, double x, double y);
    void addLink(const QRectF &rect, const QString &url, const QString &target);
    /// What is drawn until endTag() is a "P", "H1", "Table" ... for a screen reader.
    void beginTag(const char *name) const;
    void endTag(const char *name) const;

    /// The whole file; empty when it could not be made.
    [[nodiscard]] QByteArray finish();

private:
    static constexpr double sideMargin = 56;
    static constexpr double topMargin = 56;
    static constexpr double bottomMargin = 64;

    void beginPage();
    void writePageNumber();

    double m_width;
    double m_height;
    QByteArray m_bytes;
    QSet<QString> m_ids;
    QSet<QString> m_targetsMade;
    std::unique_ptr<cairo_surface_t, CairoDeleter> m_surface;
    std::unique_ptr<cairo_t, CairoDeleter> m_cairo;
    std::array<int, 8> m_outline{};
    double m_y = topMargin;
    int m_page = 1;
};

} // namespace tributary
