// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/SettingsPage.h"

#include "ui/common/TextStyle.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace tributary {

namespace {

constexpr int controlWidth = 220;
constexpr int rowGap = 20;

QLabel *makeText(const ThemeController &themes, TypeRole role, Colour colour, const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    new TextStyle(label, themes, role, colour);
    return label;
}

} // namespace

SettingsPage::SettingsPage(const ThemeController &themes, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_title(title)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(spacing::Page, spacing::Large, spacing::Page, spacing::Large);
    m_column->setSpacing(rowGap);
    m_column->addWidget(makeText(themes, TypeRole::ViewTitle, Colour::Text, title, this));
    m_column->addStretch(1);
}

void SettingsPage::addSetting(const QString &label, const QString &explanation, QWidget *control)
{
    auto *row = new QWidget(this);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(spacing::Hair);
    QLabel *name = makeText(m_themes, TypeRole::Strong, Colour::Text, label, row);
    name->setBuddy(control);
    texts->addWidget(name);
    if (!explanation.isEmpty())
        texts->addWidget(makeText(m_themes, TypeRole::Body, Colour::Text2, explanation, row));
    texts->addStretch(1);
    control->setParent(row);
    control->setAccessibleName(label);
    control->setAccessibleDescription(explanation);
    control->setFixedWidth(controlWidth);
    auto *columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(spacing::Page);
    columns->addLayout(texts, 1);
    columns->addWidget(control, 0, Qt::AlignTop);
    addRow(row, label + u' ' + explanation);
}

void SettingsPage::addText(const QString &text)
{
    addRow(makeText(m_themes, TypeRole::Body, Colour::Text2, text, this), text);
}

void SettingsPage::addRow(QWidget *row, const QString &text)
{
    m_column->insertWidget(m_column->count() - 1, row);
    m_rows.append({row, m_title + u' ' + text});
}

bool SettingsPage::filter(const QString &words)
{
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    bool any = false;
    for (const Row &row : std::as_const(m_rows)) {
        const bool fits = std::ranges::all_of(
            wanted, [&](const QString &word) { return row.text.contains(word, Qt::CaseInsensitive); });
        row.widget->setVisible(fits);
        any = any || fits;
    }
    return any;
}

} // namespace tributary
