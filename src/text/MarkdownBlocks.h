// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/Segments.h"

#include <QStringView>

#include <vector>

namespace tributary {

/// A block of a Markdown text by its place in the source.
struct SourceBlock
{
    TextSegment::Kind kind = TextSegment::Kind::Sentence;
    /// The block's lines without list, heading and quote markers in front and white space around, in reading order;
    /// none is empty. Code blocks have one entry, from the opening fence to the closing one.
    std::vector<TextRange> lines;
};

/// Finds where the blocks of a Markdown text stand. The syntax tree does not say it to the character; this reads the
/// markers line by line, in linear time, and takes every text. Where it and CommonMark disagree (blocks nested in
/// unusual ways), a passage is cut differently and nothing is lost.
std::vector<SourceBlock> findMarkdownBlocks(QStringView markdown);

} // namespace tributary
