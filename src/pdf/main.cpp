// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// tributary-pdf-text: a PDF on standard input, its text on standard output.
//
//   pages 12          how many pages follow
//   page 345          345 bytes of UTF-8 follow, then the next line
//   end               nothing is missing
//   error locked      instead of all that: it needs a password
//   error damaged     instead of all that: it is no PDF that can be read

#include <array>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <string>
#include <vector>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/resource.h>
#endif

namespace {

/// What a stranger's file may take. The reader of the output has limits of its own; these hold when it is gone.
void limitResources()
{
#if defined(__unix__) || defined(__APPLE__)
    const auto limit = [](auto what, rlim_t most) {
        const rlimit both{most, most};
        setrlimit(what, &both);
    };
    limit(RLIMIT_CPU, 120);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
#if !defined(__SANITIZE_ADDRESS__) // which reserves more addresses than any limit
    limit(RLIMIT_AS, rlim_t(2) << 30);
#endif
#endif
}

std::vector<char> readAll(std::FILE *file)
{
    constexpr std::size_t chunk = std::size_t(1) << 16;
    std::vector<char> bytes;
    for (;;) {
        const std::size_t before = bytes.size();
        bytes.resize(before + chunk);
        const std::size_t got = std::fread(bytes.data() + before, 1, chunk, file);
        bytes.resize(before + got);
        if (got < chunk)
            return bytes;
    }
}

/// In reading order: the usual layout mode mixes the lines of columns.
std::string textOf(const poppler::document &document, int number)
{
    const std::unique_ptr<poppler::page> page(document.create_page(number));
    if (!page)
        return {};
    const poppler::ustring text = page->text(poppler::rectf(), poppler::page::non_raw_non_physical_layout);
    const std::vector<char> utf8 = text.to_utf8();
    return {utf8.begin(), utf8.end()};
}

bool writePages(const poppler::document &document)
{
    std::printf("pages %d\n", document.pages());
    for (int number = 0; number < document.pages(); ++number) {
        const std::string text = textOf(document, number);
        std::printf("page %zu\n", text.size());
        std::fwrite(text.data(), 1, text.size(), stdout);
        // A page at a time shows progress, and nobody may be reading any more.
        if (std::fflush(stdout) != 0)
            return false;
    }
    std::printf("end\n");
    return true;
}

} // namespace

int main()
{
    limitResources();
    // Its complaints about a file are many and for nobody.
    poppler::set_debug_error_function([](const std::string &, void *) {}, nullptr);
    const std::vector<char> bytes = readAll(stdin);
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(bytes.data(), int(bytes.size())));
    if (!document || document->is_locked()) {
        std::printf("error %s\n", document ? "locked" : "damaged");
        return 1;
    }
    return writePages(*document) ? 0 : 1;
}
