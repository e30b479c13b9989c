// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "paper/PaperDocument.h"

#include <memory>
#include <pango/pangocairo.h>
#include <vector>

namespace tributary {

class PaperPages;

struct PangoDeleter
{
    void operator()(PangoLayout *layout) const { g_object_unref(layout); }

    void operator()(PangoLayoutIter *iterator) const { pango_layout_iter_free(iterator); }
};

struct PaperTextLook
{
    double size = 10;
    bool bold = false;
    bool dim = false;
    bool mono = false;
    /// Points; 0: as wide as it is.
    double width = 0;
    QString align = {};
};

/// Runs laid out in lines, which are drawn one after the other, on several pages if need be.
class PaperText
{
public:
    PaperText(const QList<PaperRun> &runs, const PaperTextLook &look, const PaperPages &pages);

    [[nodiscard]] std::size_t lineCount() const { return m_lines.size(); }

    [[nodiscard]] double lineHeight(std::size_t line) const { return m_lines[line].height; }

    /// How many lines from this one on fit, and how high they are.
    [[nodiscard]] std::pair<std::size_t, double> fitting(std::size_t from, double room) const;

    [[nodiscard]] double height() const;
    [[nodiscard]] double naturalWidth() const;

    /// Lines [from, to), the first one's upper edge at y.
    void drawLines(PaperPages &pages, std::size_t from, std::size_t to, double x, double y);

    void draw(PaperPages &pages, double x, double y) { drawLines(pages, 0, m_lines.size(), x, y); }

private:
    struct Line
    {
        PangoLayoutLine *line = nullptr;
        double left = 0;
        double baseline = 0; // from the line's upper edge
        double height = 0;
    };

    /// A run that is a link or the goal of one; bytes.
    struct Place
    {
        int start = 0;
        int end = 0;
        QString url;
        QString target;
        QString id;
    };

    void addRun(const PaperRun &run, QByteArray &text, PangoAttrList *attributes);
    void readLines();
    void addPlaces(PaperPages &pages, const Line &line, double x, double y) const;

    std::unique_ptr<PangoLayout, PangoDeleter> m_layout;
    std::vector<Line> m_lines;
    std::vector<Place> m_places;
};

} // namespace tributary
