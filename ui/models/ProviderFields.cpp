// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ProviderFields.h"

#include "ui/common/ButtonLook.h"
#include "ui/common/ThemeController.h"
#include "ui/models/KeyField.h"
#include "ui/models/SignLine.h"
#include "ui/models/StyledLabel.h"
#include "viewmodel/ProviderEditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QString withoutMark(QString label)
{
    return label.remove(u'&');
}

} // namespace

ProviderFields::ProviderFields(ProviderEditor &editor, const ThemeController &themes, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_themes(themes)
    , m_pickerRow(new QWidget(this))
    , m_picker(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_address(new QLineEdit(this))
    , m_fillIn(new QToolButton(this))
    , m_insecure(new QCheckBox(tr("Use it &unencrypted all the same"), this))
    , m_dialect(new QComboBox(this))
    , m_place(new QComboBox(this))
    , m_variable(new QLineEdit(this))
    , m_key(new KeyField(this))
    , m_keyBlock(new QWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Tiny);
    buildPicker(column);
    m_name->setObjectName(u"name"_s);
    m_name->setPlaceholderText(tr("What you call it, such as Together"));
    m_nameField = addField(column, tr("&Name"), m_name, m_name);
    buildAddress(column);
    buildKey(column);
    column->addStretch();
    connectFields();
    load();
}

ProviderFields::Field ProviderFields::addField(QVBoxLayout *column, const QString &label, QWidget *field,
                                               QWidget *buddy)
{
    const Field made{new StyledLabel(m_themes, TypeRole::Caption, Colour::Text2, label, this),
                     new SignLine(m_themes, TypeRole::Caption, this)};
    made.label->setBuddy(buddy);
    buddy->setAccessibleName(withoutMark(label));
    column->addWidget(made.label);
    column->addWidget(field);
    column->addWidget(made.note);
    column->addSpacing(spacing::Tiny);
    return made;
}

void ProviderFields::buildPicker(QVBoxLayout *column)
{
    m_picker->setObjectName(u"provider"_s);
    auto *inner = new QVBoxLayout(m_pickerRow);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(spacing::Tiny);
    addField(inner, tr("&Provider"), m_picker, m_picker).note->hide();
    inner->addSpacing(spacing::Medium);
    column->addWidget(m_pickerRow);
}

void ProviderFields::buildAddress(QVBoxLayout *column)
{
    auto *row = new QWidget(this);
    auto *inner = new QHBoxLayout(row);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(spacing::Tiny);
    inner->addWidget(m_address, 1);
    inner->addWidget(m_fillIn);
    m_address->setObjectName(u"address"_s);
    m_address->setPlaceholderText(u"https://api.together.xyz/v1"_s);
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    m_fillIn->setObjectName(u"fillIn"_s);
    m_fillIn->setText(tr("Well-known"));
    m_fillIn->setAccessibleName(tr("Fill in a well-known server"));
    m_fillIn->setToolTip(tr("Fill in the name and address of a well-known server"));
    m_fillIn->setFocusPolicy(Qt::StrongFocus);
    m_fillIn->setPopupMode(QToolButton::InstantPopup);
    setButtonLook(*m_fillIn, ButtonLook::Raised);
    auto *menu = new QMenu(m_fillIn);
    bool local = false;
    for (const ServicePreset &service : servicePresets()) {
        if (service.kind == ServicePreset::Kind::Local && !std::exchange(local, true))
            menu->addSection(tr("On this computer"));
        else if (service.id == "other"_L1)
            menu->addSeparator();
        menu->addAction(service.name, this, [this, service] { m_editor.fillIn(service); });
    }
    buildLocalEntries(*menu);
    m_fillIn->setMenu(menu);
    m_addressField = addField(column, tr("&Address"), row, m_address);
    m_insecure->setObjectName(u"insecure"_s);
    column->addWidget(m_insecure);
    m_dialect->setObjectName(u"dialect"_s);
    for (const DialectChoice &choice : dialectChoices())
        m_dialect->addItem(choice.text, static_cast<int>(choice.dialect));
    addField(column, tr("Protoco&l"), m_dialect, m_dialect).note->hide();
}

void ProviderFields::buildLocalEntries(QMenu &menu)
{
    menu.addSeparator();
    menu.addAction(tr("Find servers on this computer"), this, [this] { m_editor.localServers().start(); });
    menu.addAction(tr("Start a local model\u2026"), this, &ProviderFields::localModelWanted);
    connect(&m_editor.localServers(), &LocalServerFinder::finished, this, &ProviderFields::offerFoundServers);
}

void ProviderFields::offerFoundServers()
{
    const QList<FoundServer> &servers = m_editor.localServers().servers();
    if (servers.isEmpty())
        return m_addressField.note->showNote({LocalServerFinder::nothingFound(), Tone::Neutral});
    auto *menu = new QMenu(m_fillIn);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QStringList lines = m_editor.localServers().lines();
    for (qsizetype i = 0; i < servers.size(); ++i)
        menu->addAction(lines.at(i), this, [this, server = servers.at(i)] { m_editor.fillIn(server); });
    menu->popup(m_fillIn->mapToGlobal(m_fillIn->rect().bottomLeft()));
}

void ProviderFields::buildKey(QVBoxLayout *column)
{
    m_place->setObjectName(u"keyPlace"_s);
    addField(column, tr("&Where the key is kept"), m_place, m_place).note->hide();
    auto *inner = new QVBoxLayout(m_keyBlock);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(spacing::Tiny);
    m_variable->setObjectName(u"variable"_s);
    m_variable->setPlaceholderText(u"TOGETHER_API_KEY"_s);
    auto *both = new QWidget(m_keyBlock);
    auto *stack = new QVBoxLayout(both);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->addWidget(m_key);
    stack->addWidget(m_variable);
    m_keyField = addField(inner, tr("&Key"), both, m_key->edit());
    column->addWidget(m_keyBlock);
}

void ProviderFields::connectFields()
{
    for (QLineEdit *edit : {m_name, m_address, m_variable})
        connect(edit, &QLineEdit::textEdited, this, &ProviderFields::take);
    connect(m_address, &QLineEdit::textEdited, this, [this](const QString &address) {
        if (const auto known = dialectAt(address)) {
            showDialect(*known);
            take();
        }
    });
    connect(m_dialect, &QComboBox::activated, this, &ProviderFields::take);
    connect(m_insecure, &QCheckBox::toggled, this, &ProviderFields::take);
    connect(m_place, &QComboBox::activated, this, &ProviderFields::take);
    connect(m_key, &KeyField::keyEdited, this, [this](const Secret &key) { m_editor.setKey(key); });
    connect(m_picker, &QComboBox::activated, this, [this](int row) {
        if (row == 0)
            m_editor.startNew();
        else
            m_editor.edit(m_editor.providerAt(row - 1));
    });
    connect(&m_editor, &ProviderEditor::formReplaced, this, &ProviderFields::load);
    connect(&m_editor, &ProviderEditor::notesChanged, this, &ProviderFields::showNotes);
}

void ProviderFields::fillPicker()
{
    m_picker->clear();
    m_picker->addItem(tr("New provider"));
    m_picker->addItems(m_editor.providerNames());
    m_picker->setCurrentIndex(m_editor.currentRow() + 1);
    m_pickerRow->setVisible(m_picks && m_picker->count() > 1);
}

void ProviderFields::fillPlaces()
{
    m_place->clear();
    for (const KeyPlaceChoice &choice : m_editor.keyPlaces())
        m_place->addItem(choice.text, static_cast<int>(choice.place));
    m_place->setCurrentIndex(m_place->findData(static_cast<int>(m_editor.form().keyPlace)));
}

void ProviderFields::load()
{
    m_loading = true;
    fillPicker();
    fillPlaces();
    const ProviderForm &form = m_editor.form();
    m_name->setText(form.name);
    m_address->setText(form.address);
    m_address->setCursorPosition(0);
    m_variable->setText(form.variable);
    showDialect(form.dialect);
    m_insecure->setChecked(form.allowInsecure);
    m_key->clear();
    m_loading = false;
    showNotes();
}

void ProviderFields::take()
{
    if (m_loading)
        return;
    ProviderForm form = m_editor.form();
    form.name = m_name->text();
    form.address = m_address->text();
    form.keyPlace = place();
    form.variable = m_variable->text();
    form.allowInsecure = m_insecure->isChecked() && m_editor.asksAboutInsecure();
    form.dialect = dialect();
    m_editor.setForm(form);
}

void ProviderFields::showDialect(DialectKind dialect)
{
    m_dialect->setCurrentIndex(m_dialect->findData(static_cast<int>(dialect)));
}

DialectKind ProviderFields::dialect() const
{
    return static_cast<DialectKind>(m_dialect->currentData().toInt());
}

KeyPlace ProviderFields::place() const
{
    return static_cast<KeyPlace>(m_place->currentData().toInt());
}

void ProviderFields::showNotes()
{
    m_nameField.note->showNote(m_editor.note(ProviderField::Name));
    m_addressField.note->showNote(m_editor.note(ProviderField::Address));
    m_keyField.note->showNote(m_editor.note(ProviderField::Key));
    m_name->setAccessibleDescription(m_nameField.note->text());
    m_address->setAccessibleDescription(m_addressField.note->text());
    m_key->edit()->setAccessibleDescription(m_keyField.note->text());
    m_variable->setAccessibleDescription(m_keyField.note->text());
    m_insecure->setVisible(m_editor.asksAboutInsecure());
    showPlace();
}

void ProviderFields::showPlace()
{
    const KeyPlace kept = m_editor.form().keyPlace;
    const bool variable = kept == KeyPlace::Environment;
    m_keyBlock->setVisible(kept != KeyPlace::None);
    const bool typed = kept == KeyPlace::Session || kept == KeyPlace::Keyring;
    m_key->setVisible(typed);
    m_variable->setVisible(variable);
    m_keyField.label->setVisible(variable || typed);
    m_keyField.label->setText(variable ? tr("Varia&ble") : tr("&Key"));
    m_keyField.label->setBuddy(variable ? m_variable : m_key->edit());
    m_variable->setAccessibleName(tr("Variable"));
    m_key->setHint(m_editor.keyHint());
}

void ProviderFields::focusField(ProviderField field)
{
    QLineEdit *key = m_editor.form().keyPlace == KeyPlace::Environment ? m_variable : m_key->edit();
    QLineEdit *edit = field == ProviderField::Name ? m_name : field == ProviderField::Address ? m_address : key;
    edit->setFocus(Qt::OtherFocusReason);
}

void ProviderFields::leaveOutPicker()
{
    m_picks = false;
    m_pickerRow->hide();
}

void ProviderFields::clearKey()
{
    m_key->clear();
}

} // namespace tributary
