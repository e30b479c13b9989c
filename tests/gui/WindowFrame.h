// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "GuiFixture.h"
#include "support/FakeDialogs.h"
#include "ui/common/JsonFile.h"
#include "ui/main/MainWindow.h"

#include <QDialog>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QVBoxLayout>

#include <optional>

namespace tributary {

using namespace Qt::StringLiterals;

/// A window with two views, each with one text field, in folders of its own.
struct WindowFrame
{
    explicit WindowFrame(const QSize &size = {1440, 900})
        : state(folder.filePath(u"state/window.json"_s))
        , settings(folder.filePath(u"config/settings.json"_s))
    {
        open(size);
    }

    void open(const QSize &size)
    {
        window.emplace(themed.themes, dialogs, state, settings);
        for (const auto &[id, title] : {std::pair(u"run"_s, u"Run"_s), std::pair(u"history"_s, u"History"_s)})
            window->addView({.id = id,
                             .title = title,
                             .icon = "play"_L1,
                             .runsItself = id == u"run"_s,
                             .build = [this, title = title](QWidget *parent) { return build(title, parent); }});
        window->resize(size);
        window->showView(u"run"_s);
        window->show();
    }

    QWidget *build(const QString &title, QWidget *parent)
    {
        built << title;
        auto *view = new QWidget(parent);
        auto *field = new QLineEdit(view);
        field->setAccessibleName(title + u" field"_s);
        (new QVBoxLayout(view))->addWidget(field);
        return view;
    }

    QLineEdit *field(const QString &title) const
    {
        const auto fields = window->findChildren<QLineEdit *>();
        for (QLineEdit *field : fields) {
            if (field->accessibleName() == title + u" field"_s)
                return field;
        }
        return nullptr;
    }

    /// The dialog that is open, or null.
    QDialog *dialog() const
    {
        const auto found = window->findChildren<QDialog *>();
        for (QDialog *candidate : found) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }

    template <typename W>
    W *part() const
    {
        return window->findChild<W *>();
    }

    QTemporaryDir folder;
    ThemedApplication themed;
    FakeDialogs dialogs;
    JsonFile state;
    JsonFile settings;
    QStringList built;
    std::optional<MainWindow> window;
};

} // namespace tributary
