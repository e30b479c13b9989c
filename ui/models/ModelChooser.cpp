// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ModelChooser.h"

#include "ui/common/ThemeController.h"
#include "ui/models/SignLine.h"
#include "ui/models/StyledLabel.h"
#include "viewmodel/ModelPickList.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {
constexpr int leastListHeight = 96;
}

ModelChooser::ModelChooser(ModelPickList &models, const ThemeController &themes, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_count(new StyledLabel(themes, TypeRole::Caption, Colour::Text2, {}, this))
    , m_find(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_empty(new StyledLabel(themes, TypeRole::Caption, Colour::Text3))
    , m_note(new SignLine(themes, TypeRole::Caption, this))
{
    auto *heading = new StyledLabel(themes, TypeRole::Section, Colour::Text, tr("&Models"), this);
    heading->setBuddy(m_find);
    auto *top = new QHBoxLayout;
    top->addWidget(heading);
    top->addStretch();
    top->addWidget(m_count);
    m_find->setObjectName(u"findModel"_s);
    m_find->setAccessibleName(tr("Find or add a model"));
    m_find->setPlaceholderText(tr("Find, or write a name and press Enter"));
    m_find->setClearButtonEnabled(true);
    m_find->installEventFilter(this);
    buildList();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Small);
    column->addLayout(top);
    column->addWidget(m_find);
    column->addWidget(m_list, 1);
    column->addWidget(m_note);
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_found.setFilterFixedString(text.trimmed());
        refresh();
    });
    connect(&m_models, &ModelPickList::chosenChanged, this, &ModelChooser::refresh);
    refresh();
}

void ModelChooser::buildList()
{
    m_found.setSourceModel(&m_models);
    m_found.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setObjectName(u"modelList"_s);
    m_list->setAccessibleName(tr("Models to use"));
    m_list->setModel(&m_found);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setTabKeyNavigation(false);
    m_list->setMinimumHeight(leastListHeight);
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // takes what is left, asks for nothing
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *over = new QVBoxLayout(m_list->viewport());
    over->addWidget(m_empty);
}

void ModelChooser::showNote(const FieldNote &note, const QString &whenEmpty)
{
    m_whenEmpty = whenEmpty;
    refresh();
    m_note->showNote(note);
    m_note->setVisible(!note.text.isEmpty());
}

void ModelChooser::focusFind()
{
    m_find->setFocus(Qt::OtherFocusReason);
}

bool ModelChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_find || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        takeFind();
        return true;
    case Qt::Key_Down:
        if (m_found.rowCount() > 0) {
            m_list->setCurrentIndex(m_found.index(0, 0));
            m_list->setFocus(Qt::OtherFocusReason);
        }
        return true;
    default:
        return false;
    }
}

void ModelChooser::takeFind()
{
    const QString text = m_find->text().trimmed();
    // The only one found is meant, even when its name is longer than what was typed.
    const QString id = m_found.rowCount() == 1 ? m_found.index(0, 0).data().toString() : text;
    if (m_models.add(id))
        m_find->clear();
}

void ModelChooser::refresh()
{
    m_count->setText(tr("%1 of at most %2 chosen").arg(m_models.chosen().size()).arg(ModelPickList::mostChosen));
    const QString text = m_find->text().trimmed();
    m_empty->setText(text.isEmpty() ? m_whenEmpty : tr("None of these. Press Enter to add \u201C%1\u201D.").arg(text));
    m_empty->setVisible(m_found.rowCount() == 0);
}

} // namespace tributary
