// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "paper/PaperTable.h"

#include "paper/PaperPages.h"
#include "paper/PaperText.h"

#include <algorithm>
#include <numeric>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr double padding = 3;
constexpr double fontSize = 8.5;
/// Of many rows these tell enough of how wide the columns want to be.
constexpr qsizetype measuredRows = 60;

QList<double> wantedWidths(const QList<PaperRow> &rows, double width, const PaperPages &pages)
{
    QList<double> wanted;
    for (const PaperRow &row : rows.first(std::min(measuredRows, rows.size()))) {
        wanted.resize(std::max(wanted.size(), row.cells.size()));
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            const PaperText text(row.cells[i].runs, {.size = fontSize, .bold = row.header}, pages);
            wanted[i] = std::max(wanted[i], std::min(width, text.naturalWidth() + 2 * padding + 1));
        }
    }
    return wanted;
}

/// One row, drawn in as many pieces as pages are needed.
class RowDrawing
{
public:
    RowDrawing(const PaperRow &row, const QList<double> &widths, double x, PaperPages &pages)
        : m_row(row)
        , m_widths(widths)
        , m_x(x)
        , m_pages(pages)
    {
        for (qsizetype i = 0; i < row.cells.size(); ++i)
            m_cells.emplace_back(row.cells[i].runs,
                                 PaperTextLook{.size = fontSize,
                                               .bold = row.header,
                                               .width = std::max(1.0, widths[i] - 2 * padding),
                                               .align = row.cells[i].align},
                                 pages);
        m_done.resize(m_cells.size());
    }

    void draw()
    {
        double highest = 0;
        for (const PaperText &cell : m_cells)
            highest = std::max(highest, cell.height() + 2 * padding);
        if (highest > m_pages.room() && highest <= m_pages.fullHeight())
            m_pages.nextPage();
        while (!isDone())
            drawPiece();
    }

private:
    [[nodiscard]] bool isDone() const
    {
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            if (m_done[i] < m_cells[i].lineCount())
                return false;
        }
        return true;
    }

    void drawPiece()
    {
        const double room = m_pages.room() - 2 * padding;
        double height = 0;
        std::vector<std::size_t> ends(m_cells.size());
        bool isStuck = true;
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            auto [count, high] = m_cells[i].fitting(m_done[i], room);
            // A line that is higher than a page is drawn all the same.
            if (count == 0 && m_pages.isFresh() && m_done[i] < m_cells[i].lineCount()) {
                count = 1;
                high = m_cells[i].lineHeight(m_done[i]);
            }
            ends[i] = m_done[i] + count;
            height = std::max(height, high);
            isStuck = isStuck && count == 0;
        }
        if (isStuck) {
            m_pages.nextPage();
            return;
        }
        drawCells(ends, height + 2 * padding);
        if (!isDone())
            m_pages.nextPage();
    }

    void drawCells(const std::vector<std::size_t> &ends, double height)
    {
        double x = m_x;
        const double y = m_pages.y();
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            const double width = m_widths[qsizetype(i)];
            if (m_row.header)
                m_pages.fill({x, y, width, height}, u"#ECEFF3"_s);
            cairo_save(m_pages.cairo());
            m_pages.setColour(u"#B8BEC7"_s);
            cairo_set_line_width(m_pages.cairo(), 0.5);
            cairo_rectangle(m_pages.cairo(), x, y, width, height);
            cairo_stroke(m_pages.cairo());
            cairo_restore(m_pages.cairo());
            m_cells[i].drawLines(m_pages, m_done[i], ends[i], x + padding, y + padding);
            m_done[i] = ends[i];
            x += width;
        }
        m_pages.advance(height);
    }

    const PaperRow &m_row;
    const QList<double> &m_widths;
    double m_x;
    PaperPages &m_pages;
    std::vector<PaperText> m_cells;
    std::vector<std::size_t> m_done;
};

} // namespace

QList<double> shareWidth(const QList<double> &wanted, double width)
{
    QList<double> widths(wanted.size(), 0.0);
    QList<qsizetype> order(wanted.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&wanted](qsizetype a, qsizetype b) { return wanted[a] < wanted[b]; });
    double left = width;
    for (qsizetype i = 0; i < order.size(); ++i) {
        const double fair = left / double(order.size() - i);
        widths[order[i]] = std::min(wanted[order[i]], fair);
        left -= widths[order[i]];
    }
    return widths;
}

void drawTable(const QList<PaperRow> &rows, double x, double width, PaperPages &pages)
{
    const QList<double> widths = shareWidth(wantedWidths(rows, width, pages), width);
    for (const PaperRow &row : rows)
        RowDrawing(row, widths, x, pages).draw();
}

} // namespace tributary
