// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ModelRef.h"

#include <QFrame>

class QLineEdit;
class QListView;

namespace tributary {

class ModelChoices;
class ModelPaletteList;
class StyledLabel;
class ThemeController;

/// The palette in which a model is chosen: a search field over the models in sections, each with provider, price and
/// speed. Arrows move in the list while typing goes on; Enter chooses and closes, Escape closes. Opened once; deletes
/// itself when it closes. What it is built on must outlive it.
class ModelPalette : public QFrame
{
    Q_OBJECT

public:
    enum class Purpose {
        Choose, ///< one model
        Add,    ///< one more agent; Ctrl+Enter adds three with different models
    };

    static constexpr QSize usualSize{420, 360};

    ModelPalette(ModelChoices &models, const ThemeController &themes, Purpose purpose, QWidget *parent);

    /// The row that is current when it opens; unknown ones are ignored.
    void setCurrentModel(const ModelRef &model);
    /// What is searched for when it opens, such as the letter that opened it.
    void setWords(const QString &words);

    /// Below the widget's left edge, on its screen.
    void openBelow(const QWidget &widget);
    /// With its corner near this point of the screen.
    void openAt(const QPoint &global);

Q_SIGNALS:
    void chosen(const tributary::ModelRef &model);
    /// Ctrl+Enter: at most three different ones, the current first. Only for Purpose::Add.
    void severalChosen(const QList<tributary::ModelRef> &models);
    /// The person wants to see providers and models.
    void modelsRequested();
    /// Closed, chosen or not; after the other signals.
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildList();
    QLayout *buildFooter();
    void search(const QString &words);
    void showRow(int row);
    void step(int direction);
    void stepPage(int direction);
    bool takeKey(int key, bool withControl);
    void chooseRow(int row);
    void chooseSeveral();
    void announceCurrent();

    ModelChoices &m_models;
    const ThemeController &m_themes;
    Purpose m_purpose;
    ModelPaletteList *m_rows;
    QLineEdit *m_field;
    QListView *m_list;
    StyledLabel *m_empty;
};

} // namespace tributary
