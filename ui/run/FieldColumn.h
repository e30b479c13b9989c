// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/TextStyle.h"
#include "viewmodel/GraphDocument.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace tributary {

/// Labelled fields, one below the other, that edit a graph document: what is done in one visit of a field is one undo
/// step, and undo and redo go to the document where a field has nothing of its own to undo.
class FieldColumn : public QWidget
{
    Q_OBJECT

public:
    FieldColumn(const ThemeController &theme, GraphDocument &document, QWidget *parent = nullptr);

protected:
    /// `label` with its mark for a key; names the field for screen readers too.
    void addField(const QString &label, QWidget *field);
    QLabel *addTitle(TypeRole role = TypeRole::Section);
    /// Small print.
    QLabel *addNote(const QString &text = {});
    /// A field of its own words (a check box).
    void addPlain(QWidget *field);
    void addSpace();

    [[nodiscard]] QVBoxLayout *column() const { return m_column; }

    [[nodiscard]] const ThemeController &theme() const { return m_theme; }

    [[nodiscard]] GraphDocument &document() const { return m_document; }

    /// The number of the edits that `field` gets now.
    int gestureIn(const QWidget *field);

    /// What is edited next is something else.
    void startOver() { m_edited = nullptr; }

    bool eventFilter(QObject *watched, QEvent *event) override;

    /// True while fields are being filled, when they must not edit.
    bool m_loading = false;

private:
    const ThemeController &m_theme;
    GraphDocument &m_document;
    QVBoxLayout *m_column;
    int m_gesture = 0;
    const QWidget *m_edited = nullptr;
};

} // namespace tributary
