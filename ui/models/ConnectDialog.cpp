// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ConnectDialog.h"

#include "ui/common/ButtonLook.h"
#include "ui/common/DialogService.h"
#include "ui/common/ThemeController.h"
#include "ui/models/ConnectionPanel.h"
#include "ui/models/LocalModelPanel.h"
#include "ui/models/ModelChooser.h"
#include "ui/models/ProviderFields.h"
#include "ui/models/SignLine.h"
#include "ui/models/StyledLabel.h"
#include "viewmodel/ProviderEditor.h"

#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize usualSize(880, 620);

} // namespace

ConnectDialog::ConnectDialog(ProviderEditor &editor, ThemeController &themes, DialogService &dialogs, QWidget *parent)
    : QDialog(parent)
    , m_editor(editor)
    , m_themes(themes)
    , m_dialogs(dialogs)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Connect a provider"));
    m_editor.startNew();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Page, spacing::Page, spacing::Page, spacing::Large);
    column->setSpacing(spacing::Tiny);
    column->addWidget(new StyledLabel(themes, TypeRole::ViewTitle, Colour::Text, windowTitle(), this));
    auto *what = new StyledLabel(themes, TypeRole::Body, Colour::Text2,
                                 tr("A service, or a program on this computer that runs models. "
                                    "The key is sent to its address and to nobody else."),
                                 this);
    what->setWordWrap(true);
    column->addWidget(what);
    m_problem = new SignLine(themes, TypeRole::Body, this);
    column->addWidget(m_problem);
    column->addSpacing(spacing::Medium);
    column->addWidget(buildBody(), 1);
    column->addSpacing(spacing::Medium);
    column->addLayout(buildFooter());
    connectEditor();
    refresh();
    resize(usualSize);
    m_fields->focusField(ProviderField::Name);
}

ConnectDialog::~ConnectDialog()
{
    m_editor.stopTest();
}

QWidget *ConnectDialog::buildBody()
{
    auto *body = new QWidget;
    m_fields = new ProviderFields(m_editor, m_themes, body);
    auto *right = new QWidget(body);
    m_connection = new ConnectionPanel(m_editor, m_themes, right);
    m_models = new ModelChooser(m_editor.models(), m_themes, right);
    auto *stack = new QVBoxLayout(right);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(spacing::Large);
    stack->addWidget(m_connection);
    stack->addWidget(new LocalModelPanel(m_editor.localModel(), m_themes, right));
    stack->addWidget(m_models, 1);
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::Wide);
    row->addWidget(m_fields, 1);
    row->addWidget(right, 1);
    // Larger type needs more room than a small screen has.
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(body);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    return scroll;
}

QLayout *ConnectDialog::buildFooter()
{
    m_remove = new QPushButton(tr("&Remove\u2026"), this);
    m_remove->setObjectName(u"remove"_s);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    m_save = new QPushButton(tr("&Save"), this);
    m_save->setObjectName(u"save"_s);
    for (QPushButton *button : {m_remove, cancel, m_save})
        button->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::Small);
    row->addWidget(m_remove);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_save);
    connect(m_remove, &QPushButton::clicked, this, &ConnectDialog::askToRemove);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ConnectDialog::save);
    return row;
}

void ConnectDialog::chooseModelFile()
{
    const FileQuestion question{.title = tr("Start a local model"), .filters = {tr("Models (*.gguf)")}};
    m_dialogs.chooseToOpen(this, question, [dialog = QPointer<ConnectDialog>(this)](const QStringList &paths) {
        if (dialog)
            dialog->m_editor.localModel().start(paths.first());
    });
}

void ConnectDialog::connectEditor()
{
    connect(m_fields, &ProviderFields::localModelWanted, this, &ConnectDialog::chooseModelFile);
    connect(&m_editor, &ProviderEditor::formReplaced, this, &ConnectDialog::refresh);
    connect(&m_editor, &ProviderEditor::notesChanged, this, &ConnectDialog::refresh);
    connect(&m_editor, &ProviderEditor::testChanged, this, &ConnectDialog::refresh);
}

void ConnectDialog::edit(const ProviderId &id)
{
    m_editor.edit(id);
    m_fields->focusField(ProviderField::Key);
}

void ConnectDialog::save()
{
    const std::optional<ProviderField> problem = m_editor.save();
    if (!problem) {
        m_fields->clearKey();
        accept();
    } else if (*problem == ProviderField::Models) {
        m_models->focusFind();
    } else {
        m_fields->focusField(*problem);
    }
}

void ConnectDialog::askToRemove()
{
    const Question question{
        tr("Remove %1?").arg(m_editor.providerNames().value(m_editor.currentRow())),
        tr("Its key is deleted from the keyring. Agents that use it need another model. Past runs stay."), tr("Remove"),
        tr("Cancel"), true};
    m_dialogs.ask(this, question, [dialog = QPointer<ConnectDialog>(this)](bool accepted) {
        if (dialog && accepted)
            dialog->m_editor.removeCurrent();
    });
}

void ConnectDialog::refresh()
{
    m_models->showNote(m_editor.note(ProviderField::Models), m_editor.hintForModels());
    m_problem->showNote({m_editor.fileProblem(), Tone::Error, true});
    m_problem->setVisible(!m_editor.fileProblem().isEmpty());
    m_remove->setVisible(m_editor.currentRow() >= 0);
    if (m_editor.connection().hasPassed())
        lead(m_save, m_connection->button());
    else
        lead(m_connection->button(), m_save);
}

void ConnectDialog::lead(QPushButton *button, QPushButton *other)
{
    setButtonLook(*button, ButtonLook::Primary);
    setButtonLook(*other, ButtonLook::Raised);
    other->setAutoDefault(false);
    other->setDefault(false);
    button->setDefault(true);
}

} // namespace tributary
