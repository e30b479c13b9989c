// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Draws the Run view in its states to PNG files, for looking at: run_gallery FOLDER

#include "gui/RunStage.h"
#include "ui/common/MarkdownView.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>

using namespace Qt::StringLiterals;
using namespace tributary;

namespace {

struct Picture
{
    QString name;
    QString graph;
    QHash<QString, QString> scripts;
    int millis = 0;
    bool panel = false;
};

QString answer(int variant, int words, const QString &end = u"+3100 ok in=90 out=240"_s)
{
    return u"+600 \"%1\" %2"_s.arg(sampleAnswer(variant, words), end);
}

QList<Picture> pictures()
{
    const QString three = u"a b c | s"_s;
    const QString six = u"a b c d e f | s"_s;
    const QHash<QString, QString> streaming{
        {u"a"_s, answer(0, 160)}, {u"b"_s, answer(1, 40, u"+90000 ok in=1 out=1"_s)}, {u"c"_s, answer(2, 120)}};
    QHash<QString, QString> done{{u"a"_s, answer(0, 160)}, {u"b"_s, answer(1, 90)}, {u"c"_s, answer(2, 120)}};
    done.insert(u"s"_s, answer(3, 140));
    QHash<QString, QString> failed = done;
    failed.insert(u"b"_s, u"+900 fail rate-limited"_s);
    QHash<QString, QString> allFailed{{u"a"_s, u"+900 fail key-refused"_s},
                                      {u"b"_s, u"+900 fail rate-limited"_s},
                                      {u"c"_s, u"+900 fail timeout-idle"_s}};
    QHash<QString, QString> mixed{{u"a"_s, u"+500 retry rate-limited 60000 ok in=1 out=1"_s},
                                  {u"b"_s, u"queue=90000 ok in=1 out=1"_s},
                                  {u"c"_s, u"+200 think \"Let me see\" +90000 ok in=1 out=1"_s}};
    QHash<QString, QString> many = done;
    many.insert(u"d"_s, u"+900 fail server"_s);
    many.insert(u"e"_s, answer(4, 60, u"+90000 ok in=1 out=1"_s));
    QHash<QString, QString> strip{{u"a"_s, answer(0, 40, u"+100 ok in=1 out=240"_s)},
                                  {u"b"_s, u"+900 fail rate-limited"_s},
                                  {u"c"_s, u"+500 retry overloaded 60000 ok in=1 out=1"_s},
                                  {u"d"_s, u"queue=90000 ok in=1 out=1"_s},
                                  {u"e"_s, answer(4, 60, u"+90000 ok in=1 out=1"_s)}};
    return {{u"empty"_s, three, {}, 0},
            {u"streaming"_s, three, streaming, 5000},
            {u"done"_s, three, done, 60000},
            {u"failed"_s, three, failed, 60000},
            {u"allfailed"_s, three, allFailed, 60000},
            {u"mixed"_s, three, mixed, 4000},
            {u"six"_s, six, many, 5000},
            {u"layers"_s, u"a b c d e f | g h i j k l | s"_s, done, 9000},
            {u"strip"_s, u"a b c d e | g<a,b,d h! i | s t"_s, strip, 4000},
            {u"panel"_s, three, done, 60000, true}};
}

void draw(const Picture &picture, const QSize &size, bool dark, const QDir &folder)
{
    RunStage stage(size, dark);
    stage.setGraph(picture.graph);
    for (auto it = picture.scripts.cbegin(); it != picture.scripts.cend(); ++it)
        stage.setScript(it.key(), it.value());
    stage.show();
    if (picture.millis > 0)
        stage.setPrompt(u"What drives copper prices to 2027, and what would change your view?"_s);
    stage.pass(Milliseconds(1000));
    if (picture.millis > 0)
        stage.play(Milliseconds(picture.millis));
    if (picture.panel)
        stage.view().openAgent({u"b"_s});
    stage.settle();
    stage.settle();
    const QString name = u"%1-%2-%3.png"_s.arg(picture.name).arg(size.width()).arg(dark ? u"dark"_s : u"light"_s);
    stage.window().grab().save(folder.filePath(name));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QDir folder(arguments.value(1, u"."_s));
    folder.mkpath(u"."_s);
    for (const Picture &picture : pictures()) {
        if (arguments.size() > 2 && !arguments.contains(picture.name))
            continue;
        draw(picture, {1440, 900}, false, folder);
        draw(picture, {1440, 900}, true, folder);
        draw(picture, {1024, 700}, false, folder);
        draw(picture, {1024, 700}, true, folder);
        draw(picture, {900, 640}, false, folder);
    }
    return 0;
}
