// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/ProviderForm.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QMenu;
class QToolButton;
class QVBoxLayout;

namespace tributary {

class KeyField;
class ProviderEditor;
class SignLine;
class StyledLabel;
class ThemeController;

/// The form of a provider: which one, name, address, and where its key is; below each field what is to be said of it.
class ProviderFields : public QWidget
{
    Q_OBJECT

public:
    ProviderFields(ProviderEditor &editor, const ThemeController &themes, QWidget *parent = nullptr);

    void focusField(ProviderField field);
    void clearKey();
    /// For where the provider is chosen elsewhere.
    void leaveOutPicker();

Q_SIGNALS:
    /// A model file shall be run on this computer.
    void localModelWanted();

private:
    struct Field
    {
        StyledLabel *label;
        SignLine *note;
    };

    Field addField(QVBoxLayout *column, const QString &label, QWidget *field, QWidget *buddy);
    void buildPicker(QVBoxLayout *column);
    void buildAddress(QVBoxLayout *column);
    void buildKey(QVBoxLayout *column);
    void buildLocalEntries(QMenu &menu);
    void offerFoundServers();
    void connectFields();
    void fillPicker();
    void fillPlaces();
    void load();
    void take();
    void showNotes();
    void showPlace();
    void showDialect(DialectKind dialect);
    [[nodiscard]] KeyPlace place() const;
    [[nodiscard]] DialectKind dialect() const;

    ProviderEditor &m_editor;
    const ThemeController &m_themes;
    QWidget *m_pickerRow;
    QComboBox *m_picker;
    QLineEdit *m_name;
    QLineEdit *m_address;
    QToolButton *m_fillIn;
    QCheckBox *m_insecure;
    QComboBox *m_dialect;
    QComboBox *m_place;
    QLineEdit *m_variable;
    KeyField *m_key;
    QWidget *m_keyBlock;
    Field m_nameField{};
    Field m_addressField{};
    Field m_keyField{};
    bool m_loading = false;
    bool m_picks = true;
};

} // namespace tributary
