// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace tributary {

/// A stretch of text of one look. Members in JSON, each left out when it has nothing to say: t, b, i, s, m, r, d,
/// url, to, id, c.
struct PaperRun
{
    QString text;
    bool bold = false;
    bool italic = false;
    bool struck = false;
    bool mono = false;
    bool raised = false;
    bool dim = false;
    /// An address that may be opened.
    QString url = {};
    /// The id of another run or block; ids that there are not are no links.
    QString target = {};
    QString id = {};
    /// "#2553ef": a line below in this colour.
    QString colour = {};
};

struct PaperCell
{
    /// "left", "right", "center".
    QString align;
    QList<PaperRun> runs;
};

struct PaperRow
{
    bool header = false;
    QList<PaperCell> cells;
};

/// kind, level, id, indent, quote, marker, c, runs, rows.
struct PaperBlock
{
    enum class Kind { Paragraph, Heading, Caption, Warning, Code, Table, Rule };

    Kind kind = Kind::Paragraph;
    int level = 0;
    QString id;
    /// Steps from the left.
    int indent = 0;
    int quote = 0;
    /// Stands left of the first line.
    QString marker;
    /// Of a bar left of it.
    QString colour;
    QList<PaperRun> runs;
    QList<PaperRow> rows;
};

/// title, generator, created, language, paper ("a4", "letter"), blocks.
struct PaperDocument
{
    QString title;
    QString generator;
    QString created;
    bool isLetter = false;
    QList<PaperBlock> blocks;
};

/// nullopt: it is no such document.
std::optional<PaperDocument> readPaperDocument(const QByteArray &json);

} // namespace tributary
