// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/ProviderForm.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QUrl;

namespace tributary {

class DialogService;
class LimitsForm;
class ModelTablePage;
class ModelsViewModel;
class ProviderFields;
class ProviderListPane;
class SegmentedControl;
class SignLine;
class StyledLabel;
class ThemeController;

/// The providers on the left; of the chosen one its connection, its models and its limits.
class ModelsView : public QWidget
{
    Q_OBJECT

public:
    enum class Page { Connection, Models, Limits };

    /// All must outlive the view.
    ModelsView(ModelsViewModel &model, ThemeController &themes, DialogService &dialogs, QWidget *parent = nullptr);

    /// What F6 walks through, in reading order.
    [[nodiscard]] QList<QWidget *> regions() const;

    void showPage(Page page);
    /// This provider's connection, with the focus where its key is given.
    void showKeyOf(const ProviderId &id);
    void openAddMenu();
    void focusFind();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildDetail();
    QLayout *buildHeading();
    QWidget *buildConnection();
    QWidget *buildDemo();
    QWidget *buildFooter();
    void connectModel();
    void chooseModelFile();
    void askToRemove();
    void save();
    void offerUndo(const QString &name);
    void refresh();
    void refreshHeading();

    ModelsViewModel &m_model;
    ThemeController &m_themes;
    DialogService &m_dialogs;
    ProviderListPane *m_list;
    QWidget *m_detail;
    StyledLabel *m_name;
    SignLine *m_condition;
    QPushButton *m_switch;
    QPushButton *m_remove;
    SegmentedControl *m_tabs;
    QStackedWidget *m_pages;
    QStackedWidget *m_connection;
    ProviderFields *m_fields;
    ModelTablePage *m_table;
    LimitsForm *m_limits;
    QWidget *m_footer;
    SignLine *m_problem;
    QPushButton *m_discard;
    QPushButton *m_save;
};

} // namespace tributary
