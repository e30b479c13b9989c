// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// tributary-pdf-write: a document as JSON on standard input (PaperDocument.h), a PDF on standard output, and on
// standard error how far it is, a number of percent a line. Exit code 1 when no PDF came of it.

#include "paper/PaperWriter.h"

#include <QFile>

#include <cstdio>

int main()
{
    QFile in;
    QFile out;
    if (!in.open(stdin, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly))
        return 1;
    const auto document = tributary::readPaperDocument(in.readAll());
    if (!document)
        return 1;
    int told = -1;
    const QByteArray pdf = tributary::writePdf(*document, [&told](double share) {
        if (const int percent = int(share * 100); percent != told) {
            told = percent;
            std::fprintf(stderr, "%d\n", percent);
        }
    });
    return !pdf.isEmpty() && out.write(pdf) == pdf.size() && out.flush() ? 0 : 1;
}
