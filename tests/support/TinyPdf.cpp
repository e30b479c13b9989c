// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/TinyPdf.h"

namespace tributary::tests {

namespace {

/// Objects 1 and 2 are the catalogue and the list of pages, 3 is the font; every page is two objects.
constexpr qsizetype firstPage = 4;

QByteArray pageObject(qsizetype number)
{
    return "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents " +
           QByteArray::number(number + 1) + " 0 R >>";
}

QByteArray contentObject(const QByteArray &line)
{
    const QByteArray content = line.isEmpty() ? QByteArray() : "BT /F 12 Tf 72 720 Td (" + line + ") Tj ET";
    return "<< /Length " + QByteArray::number(content.size()) + " >>\nstream\n" + content + "\nendstream";
}

QList<QByteArray> objectsOf(const QList<QByteArray> &pages)
{
    QByteArray kids;
    QList<QByteArray> objects{
        "<< /Type /Catalog /Pages 2 0 R >>", {}, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    for (qsizetype i = 0; i < pages.size(); ++i) {
        const qsizetype number = firstPage + 2 * i;
        kids += QByteArray::number(number) + " 0 R ";
        objects.append({pageObject(number), contentObject(pages[i])});
    }
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + QByteArray::number(pages.size()) + " >>";
    return objects;
}

} // namespace

QByteArray tinyPdf(const QList<QByteArray> &pages, bool locked)
{
    QByteArray pdf = "%PDF-1.4\n";
    const QList<QByteArray> objects = objectsOf(pages);
    QByteArray table = "xref\n0 " + QByteArray::number(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    // No password gives this U, so none opens it.
    const QByteArray key(64, '0');
    const QByteArray encryption =
        locked ? " /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + key + "> /U <" + key + "> >>"
               : "";
    const qsizetype tableAt = pdf.size();
    return pdf + table + "trailer\n<< /Root 1 0 R /Size " + QByteArray::number(objects.size() + 1) + encryption +
           " >>\nstartxref\n" + QByteArray::number(tableAt) + "\n%%EOF\n";
}

} // namespace tributary::tests
