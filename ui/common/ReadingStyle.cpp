// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/ReadingStyle.h"

#include <QFontDatabase>
#include <QFontInfo>

using namespace Qt::StringLiterals;

namespace tributary {

ReadingStyle defaultReadingStyle()
{
    // The real family behind an alias like "Sans": of an alias, digits and spaces would come from the emoji font.
    const auto family = [](QFontDatabase::SystemFont font) {
        return QFontInfo(QFontDatabase::systemFont(font)).family();
    };
    const QString emoji = u"Noto Color Emoji"_s;
    ReadingStyle style;
    style.textFamilies = {family(QFontDatabase::GeneralFont), emoji};
    style.codeFamilies = {family(QFontDatabase::FixedFont), emoji};
    return style;
}

} // namespace tributary
