// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "paper/PaperText.h"

#include "paper/PaperPages.h"

#include <algorithm>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr double lineSpacing = 1.15;

guint16 channel(const QString &colour, int index)
{
    return static_cast<guint16>(colour.mid(1 + 2 * index, 2).toInt(nullptr, 16) * 257);
}

template <typename Make>
PangoAttribute *coloured(Make make, const QString &colour)
{
    return make(channel(colour, 0), channel(colour, 1), channel(colour, 2));
}

PangoAlignment alignmentOf(const QString &name)
{
    if (name == "right"_L1)
        return PANGO_ALIGN_RIGHT;
    return name == "center"_L1 ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT;
}

} // namespace

PaperText::PaperText(const QList<PaperRun> &runs, const PaperTextLook &look, const PaperPages &pages)
    : m_layout(pango_cairo_create_layout(pages.cairo()))
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, look.mono ? "DejaVu Sans Mono, Noto Sans Mono, monospace"
                                                             : "Noto Sans, DejaVu Sans, sans-serif");
    pango_font_description_set_absolute_size(font, look.size * PANGO_SCALE);
    if (look.bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(m_layout.get(), font);
    pango_font_description_free(font);

    QByteArray text;
    PangoAttrList *attributes = pango_attr_list_new();
    for (PaperRun run : runs) {
        run.dim = run.dim || look.dim;
        addRun(run, text, attributes);
    }
    pango_layout_set_text(m_layout.get(), text.constData(), static_cast<int>(text.size()));
    pango_layout_set_attributes(m_layout.get(), attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_wrap(m_layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(m_layout.get(), alignmentOf(look.align));
    pango_layout_set_width(m_layout.get(), look.width > 0 ? static_cast<int>(look.width * PANGO_SCALE) : -1);
    readLines();
}

void PaperText::addRun(const PaperRun &run, QByteArray &text, PangoAttrList *attributes)
{
    const auto start = static_cast<guint>(text.size());
    text += run.text.toUtf8();
    const auto end = static_cast<guint>(text.size());
    const auto add = [&](PangoAttribute *attribute) {
        attribute->start_index = start;
        attribute->end_index = end;
        pango_attr_list_insert(attributes, attribute);
    };
    if (run.bold)
        add(pango_attr_weight_new(PANGO_WEIGHT_BOLD));
    if (run.italic)
        add(pango_attr_style_new(PANGO_STYLE_ITALIC));
    if (run.struck)
        add(pango_attr_strikethrough_new(TRUE));
    if (run.mono) {
        add(pango_attr_family_new("DejaVu Sans Mono, Noto Sans Mono, monospace"));
        add(coloured(pango_attr_background_new, u"#ECEFF3"_s));
    }
    if (run.raised) {
        add(pango_attr_font_scale_new(PANGO_FONT_SCALE_SUPERSCRIPT));
        add(pango_attr_baseline_shift_new(PANGO_BASELINE_SHIFT_SUPERSCRIPT));
    }
    const bool isAddress = !run.url.isEmpty();
    if (run.dim || isAddress)
        add(coloured(pango_attr_foreground_new, isAddress ? u"#1D5FC4"_s : u"#49515C"_s));
    if (!run.colour.isEmpty()) {
        add(pango_attr_underline_new(PANGO_UNDERLINE_SINGLE));
        add(coloured(pango_attr_underline_color_new, run.colour));
    }
    if (isAddress || !run.target.isEmpty() || !run.id.isEmpty())
        m_places.push_back({static_cast<int>(start), static_cast<int>(end), run.url, run.target, run.id});
}

void PaperText::readLines()
{
    const std::unique_ptr<PangoLayoutIter, PangoDeleter> iterator(pango_layout_get_iter(m_layout.get()));
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(iterator.get(), nullptr, &logical);
        const double natural = pango_units_to_double(logical.height);
        Line line;
        line.line = pango_layout_iter_get_line_readonly(iterator.get());
        line.left = pango_units_to_double(logical.x);
        line.height = natural * lineSpacing;
        line.baseline = pango_units_to_double(pango_layout_iter_get_baseline(iterator.get()) - logical.y) +
                        (line.height - natural) / 2;
        m_lines.push_back(line);
    } while (pango_layout_iter_next_line(iterator.get()) != FALSE);
}

std::pair<std::size_t, double> PaperText::fitting(std::size_t from, double room) const
{
    std::size_t to = from;
    double height = 0;
    while (to < m_lines.size() && height + m_lines[to].height <= room)
        height += m_lines[to++].height;
    return {to - from, height};
}

double PaperText::height() const
{
    double height = 0;
    for (const Line &line : m_lines)
        height += line.height;
    return height;
}

double PaperText::naturalWidth() const
{
    PangoRectangle logical;
    pango_layout_get_extents(m_layout.get(), nullptr, &logical);
    return pango_units_to_double(logical.width);
}

void PaperText::addPlaces(PaperPages &pages, const Line &line, double x, double y) const
{
    const int lineStart = line.line->start_index;
    const int lineEnd = lineStart + line.line->length;
    for (const Place &place : m_places) {
        const bool startsHere = place.start >= lineStart && place.start <= lineEnd;
        if (startsHere)
            pages.addTarget(place.id, x, y);
        if (place.end <= lineStart || place.start >= lineEnd)
            continue;
        int *ranges = nullptr;
        int count = 0;
        pango_layout_line_get_x_ranges(line.line, std::max(place.start, lineStart), std::min(place.end, lineEnd),
                                       &ranges, &count);
        for (int i = 0; i < count; ++i) {
            const double from = pango_units_to_double(ranges[2 * i]);
            const double width = pango_units_to_double(ranges[2 * i + 1]) - from;
            // Ranges count from the left edge of the layout where it has a width, and else from that of the line.
            pages.addLink({x + from, y, width, line.height}, place.url, place.target);
        }
        g_free(ranges);
    }
}

void PaperText::drawLines(PaperPages &pages, std::size_t from, std::size_t to, double x, double y)
{
    for (std::size_t i = from; i < to; ++i) {
        const Line &line = m_lines[i];
        cairo_move_to(pages.cairo(), x + line.left, y + line.baseline);
        pango_cairo_show_layout_line(pages.cairo(), line.line);
        addPlaces(pages, line, x, y);
        y += line.height;
    }
}

} // namespace tributary
