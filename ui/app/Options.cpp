// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/app/Options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("tributary::Options", source);
}

struct StateWord
{
    ShownState state;
    QLatin1StringView word;
};

constexpr std::array StateWords{
    StateWord{ShownState::Done, "done"_L1},
    StateWord{ShownState::Streaming, "streaming"_L1},
    StateWord{ShownState::OneFailed, "one-failed"_L1},
    StateWord{ShownState::AllFailed, "all-failed"_L1},
    StateWord{ShownState::NoKey, "no-key"_L1},
    StateWord{ShownState::Offline, "offline"_L1},
    StateWord{ShownState::Budget, "budget"_L1},
    StateWord{ShownState::Empty, "empty"_L1},
};

Result<ShownState> stateFromWord(const QString &word)
{
    QStringList known;
    for (const StateWord &row : StateWords) {
        if (row.word == word)
            return row.state;
        known << row.word;
    }
    return fail(ErrorKind::InvalidInput,
                text("There is no state \"%1\". Use one of: %2.").arg(word, known.join(", "_L1)));
}

Result<QSize> sizeFromWord(const QString &word)
{
    const QStringList parts = word.split(u'x');
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() == 2 && size.width() > 0 && size.height() > 0)
        return size;
    return fail(ErrorKind::InvalidInput, text("\"%1\" is not a size. Use WIDTHxHEIGHT, such as 1440x900.").arg(word));
}

Result<ThemeMode> themeFromWord(const QString &word)
{
    if (word == "light"_L1)
        return ThemeMode::Light;
    if (word == "dark"_L1)
        return ThemeMode::Dark;
    return fail(ErrorKind::InvalidInput, text("There is no theme \"%1\". Use light or dark.").arg(word));
}

Result<ComparisonMode> modeFromWord(const QString &word)
{
    if (const std::optional<ComparisonMode> mode = comparisonModeFrom(word))
        return *mode;
    QStringList known;
    for (const ComparisonMode mode : comparisonModes)
        known << wireName(mode);
    return fail(ErrorKind::InvalidInput,
                text("There is no mode \"%1\". Use one of: %2.").arg(word, known.join(", "_L1)));
}

Result<int> numberFromWord(const QString &word)
{
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    if (isNumber && number > 0)
        return number;
    return fail(ErrorKind::InvalidInput, text("\"%1\" is not a number from 1 on.").arg(word));
}

void declare(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"help"_s, text("Show this help.")},
        {u"version"_s, text("Show the version.")},
        {u"demo"_s, text("Use the built-in demo provider: no key, no network.")},
        {u"view"_s, text("Start in this view."), u"run"_s, u"run"_s},
        {u"size"_s, text("Size of the window."), u"WxH"_s},
        {u"theme"_s, text("Use this theme instead of the chosen one."), u"light|dark"_s},
        {u"state"_s, text("Bring the window into this state."), u"STATE"_s},
        {u"mode"_s, text("Read the run in this mode."), u"read|sources|coverage|diff"_s},
        {u"sentence"_s, text("Look at this sentence of the synthesis in mode sources."), u"N"_s},
        {u"question"_s, text("Which of the demo's questions --state asks."), u"N"_s},
        {u"screenshot"_s, text("Write a picture of the window and quit."), u"FILE"_s},
        {u"dump-accessibility"_s, text("Write what assistive technology sees as JSON and quit."), u"FILE"_s},
        {u"no-animation"_s, text("Let nothing move.")},
        {u"fixed-clock"_s, text("Show the same times in every picture.")},
    });
    parser.addPositionalArgument(u"FILE"_s, text("Graph files to open."), u"[FILE...]"_s);
}

/// Puts what `parse` makes of the option's value into `target`, or its error into `error`.
template <typename Parse, typename Target>
void take(const QCommandLineParser &parser, const QString &name, Parse parse, Target &target,
          std::optional<Error> &error)
{
    if (error || !parser.isSet(name))
        return;
    if (auto value = parse(parser.value(name)))
        target = *value;
    else
        error = value.error();
}

} // namespace

Result<Options> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(QStringList{u"tributary"_s} + arguments))
        return fail(ErrorKind::InvalidInput, parser.errorText());
    Options options;
    std::optional<Error> error;
    take(parser, u"size"_s, sizeFromWord, options.size, error);
    take(parser, u"theme"_s, themeFromWord, options.theme, error);
    take(parser, u"state"_s, stateFromWord, options.state, error);
    take(parser, u"mode"_s, modeFromWord, options.mode, error);
    take(parser, u"sentence"_s, numberFromWord, options.sentence, error);
    take(parser, u"question"_s, numberFromWord, options.question, error);
    if (error)
        return tl::unexpected<Error>(*error);
    options.demo = parser.isSet(u"demo"_s);
    options.view = parser.value(u"view"_s);
    options.viewGiven = parser.isSet(u"view"_s);
    options.screenshot = parser.value(u"screenshot"_s);
    options.accessibilityDump = parser.value(u"dump-accessibility"_s);
    options.noAnimation = parser.isSet(u"no-animation"_s);
    options.fixedClock = parser.isSet(u"fixed-clock"_s);
    options.files = parser.positionalArguments();
    return options;
}

QString usage()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(text("Ask several models, read every answer beside the synthesis."));
    declare(parser);
    return parser.helpText();
}

QString wireName(ShownState state)
{
    for (const StateWord &row : StateWords) {
        if (row.state == state)
            return row.word;
    }
    Q_UNREACHABLE();
}

} // namespace tributary
