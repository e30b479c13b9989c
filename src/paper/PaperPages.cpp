// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "paper/PaperPages.h"

#include "paper/PaperDocument.h"
#include "paper/PaperText.h"

#include <QUrl>

#include <algorithm>
#include <cairo-pdf.h>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

cairo_status_t appendTo(void *bytes, const unsigned char *data, unsigned int length)
{
    static_cast<QByteArray *>(bytes)->append(reinterpret_cast<const char *>(data), static_cast<qsizetype>(length));
    return CAIRO_STATUS_SUCCESS;
}

/// Within the quotes of Cairo's attribute lists.
QByteArray quoted(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    bytes.replace('\\', "\\\\").replace('\'', "\\'");
    return '\'' + bytes + '\'';
}

/// Every id that a link may lead to: Cairo gives up on a file with a link that leads nowhere.
QSet<QString> idsOf(const PaperDocument &document)
{
    QSet<QString> ids;
    const auto addRuns = [&ids](const QList<PaperRun> &runs) {
        for (const PaperRun &run : runs)
            ids.insert(run.id);
    };
    for (const PaperBlock &block : document.blocks) {
        ids.insert(block.id);
        addRuns(block.runs);
        for (const PaperRow &row : block.rows) {
            for (const PaperCell &cell : row.cells)
                addRuns(cell.runs);
        }
    }
    ids.remove(QString());
    return ids;
}

} // namespace

PaperPages::PaperPages(const PaperDocument &document)
    : m_width(document.isLetter ? 612 : 595.28)
    , m_height(document.isLetter ? 792 : 841.89)
    , m_ids(idsOf(document))
    , m_surface(cairo_pdf_surface_create_for_stream(appendTo, &m_bytes, m_width, m_height))
{
    const auto set = [this](cairo_pdf_metadata_t what, const QString &text) {
        cairo_pdf_surface_set_metadata(m_surface.get(), what, text.toUtf8().constData());
    };
    set(CAIRO_PDF_METADATA_TITLE, document.title);
    set(CAIRO_PDF_METADATA_CREATOR, document.generator);
    set(CAIRO_PDF_METADATA_CREATE_DATE, document.created);
    m_cairo.reset(cairo_create(m_surface.get()));
    beginPage();
}

PaperPages::~PaperPages() = default;

void PaperPages::beginPage()
{
    m_y = topMargin;
    cairo_set_source_rgb(cairo(), 0, 0, 0);
}

void PaperPages::writePageNumber()
{
    PaperText text({PaperRun{.text = QString::number(m_page), .dim = true}}, {.size = 8.5}, *this);
    text.draw(*this, (m_width - text.naturalWidth()) / 2, m_height - bottomMargin / 2);
}

void PaperPages::nextPage()
{
    writePageNumber();
    cairo_show_page(cairo());
    ++m_page;
    beginPage();
}

void PaperPages::space(double height)
{
    if (!isFresh())
        m_y += std::min(height, std::max(0.0, room()));
}

void PaperPages::setColour(const QString &name)
{
    const int value = name.mid(1).toInt(nullptr, 16);
    constexpr double full = 255;
    cairo_set_source_rgb(cairo(), ((value >> 16) & 0xff) / full, ((value >> 8) & 0xff) / full, (value & 0xff) / full);
}

void PaperPages::fill(const QRectF &rect, const QString &colour)
{
    cairo_save(cairo());
    setColour(colour);
    cairo_rectangle(cairo(), rect.x(), rect.y(), rect.width(), rect.height());
    cairo_fill(cairo());
    cairo_restore(cairo());
}

void PaperPages::addOutline(int level, const QString &title)
{
    const auto depth = static_cast<std::size_t>(std::clamp(level, 1, int(m_outline.size()) - 1));
    const auto above = std::find_if(std::make_reverse_iterator(m_outline.begin() + std::ptrdiff_t(depth)),
                                    m_outline.rend(), [](int entry) { return entry != 0; });
    const QByteArray place = "page=" + QByteArray::number(m_page) + " pos=[" + QByteArray::number(sideMargin, 'f', 1) +
                             ' ' + QByteArray::number(m_y, 'f', 1) + ']';
    const int entry =
        cairo_pdf_surface_add_outline(m_surface.get(), above == m_outline.rend() ? CAIRO_PDF_OUTLINE_ROOT : *above,
                                      title.simplified().toUtf8().constData(), place.constData(),
                                      depth < 2 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(0));
    m_outline[depth] = entry;
    std::fill(m_outline.begin() + std::ptrdiff_t(depth) + 1, m_outline.end(), 0);
}

void PaperPages::addTarget(const QString &id, double x, double y)
{
    if (id.isEmpty() || m_targetsMade.contains(id))
        return;
    m_targetsMade.insert(id);
    const QByteArray attributes =
        "name=" + quoted(id) + " x=" + QByteArray::number(x, 'f', 1) + " y=" + QByteArray::number(y, 'f', 1);
    cairo_tag_begin(cairo(), CAIRO_TAG_DEST, attributes.constData());
    cairo_tag_end(cairo(), CAIRO_TAG_DEST);
}

void PaperPages::addLink(const QRectF &rect, const QString &url, const QString &target)
{
    QByteArray goal;
    if (!url.isEmpty())
        goal = "uri=" + quoted(QString::fromLatin1(QUrl(url).toEncoded()));
    else if (m_ids.contains(target))
        goal = "dest=" + quoted(target);
    if (goal.isEmpty() || rect.isEmpty())
        return;
    QByteArray box = "rect=[";
    for (const double value : {rect.x(), rect.y(), rect.width(), rect.height()})
        box += QByteArray::number(value, 'f', 1) + ' ';
    cairo_tag_begin(cairo(), CAIRO_TAG_LINK, (box + "] " + goal).constData());
    cairo_tag_end(cairo(), CAIRO_TAG_LINK);
}

void PaperPages::beginTag(const char *name) const
{
    cairo_tag_begin(cairo(), name, nullptr);
}

void PaperPages::endTag(const char *name) const
{
    cairo_tag_end(cairo(), name);
}

QByteArray PaperPages::finish()
{
    writePageNumber();
    cairo_show_page(cairo());
    const bool isWell = cairo_status(cairo()) == CAIRO_STATUS_SUCCESS;
    m_cairo.reset();
    cairo_surface_finish(m_surface.get());
    return isWell && cairo_surface_status(m_surface.get()) == CAIRO_STATUS_SUCCESS ? m_bytes : QByteArray();
}

} // namespace tributary
