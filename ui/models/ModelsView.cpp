// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ModelsView.h"

#include "ui/common/DialogService.h"
#include "ui/common/SegmentedControl.h"
#include "ui/common/ThemeController.h"
#include "ui/common/Toast.h"
#include "ui/common/WidthClass.h"
#include "ui/models/ConnectionPanel.h"
#include "ui/models/LimitsForm.h"
#include "ui/models/LocalModelPanel.h"
#include "ui/models/ModelTablePage.h"
#include "ui/models/ProviderFields.h"
#include "ui/models/ProviderListPane.h"
#include "ui/models/SignLine.h"
#include "ui/models/StyledLabel.h"
#include "viewmodel/ModelsViewModel.h"

#include <QBoxLayout>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int wideList = 280;
constexpr int narrowList = 240;
constexpr int widestForm = 480;

/// Larger type needs more room than a small screen has.
QWidget *scrolling(QWidget *content)
{
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return scroll;
}

} // namespace

ModelsView::ModelsView(ModelsViewModel &model, ThemeController &themes, DialogService &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_themes(themes)
    , m_dialogs(dialogs)
    , m_list(new ProviderListPane(model, themes, this))
    , m_detail(buildDetail())
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addWidget(m_detail, 1);
    setFocusProxy(m_list->list());
    connectModel();
    refresh();
}

QWidget *ModelsView::buildDetail()
{
    auto *detail = new QWidget(this);
    m_tabs = new SegmentedControl(tr("Parts of a provider"), detail);
    m_tabs->setObjectName(u"providerTabs"_s);
    m_tabs->setSegments({tr("Connection"), tr("Models"), tr("Limits")});
    m_pages = new QStackedWidget(detail);
    m_connection = new QStackedWidget;
    m_connection->addWidget(buildConnection());
    m_connection->addWidget(buildDemo());
    m_table = new ModelTablePage(m_model, m_themes);
    m_limits = new LimitsForm(m_model, m_themes);
    m_pages->addWidget(m_connection);
    m_pages->addWidget(m_table);
    m_pages->addWidget(scrolling(m_limits));
    auto *tabs = new QHBoxLayout;
    tabs->addWidget(m_tabs);
    tabs->addStretch();
    auto *column = new QVBoxLayout(detail);
    column->setContentsMargins(spacing::Page, spacing::Medium, spacing::Page, spacing::Medium);
    column->setSpacing(spacing::Medium);
    column->addLayout(buildHeading());
    column->addLayout(tabs);
    column->addWidget(m_pages, 1);
    column->addWidget(buildFooter());
    connect(m_tabs, &SegmentedControl::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        refresh();
    });
    return detail;
}

QLayout *ModelsView::buildHeading()
{
    m_name = new StyledLabel(m_themes, TypeRole::ViewTitle, Colour::Text, {}, this);
    m_condition = new SignLine(m_themes, TypeRole::Body, this);
    m_switch = new QPushButton(this);
    m_switch->setObjectName(u"switchProvider"_s);
    m_remove = new QPushButton(tr("Re&move\u2026"), this);
    m_remove->setObjectName(u"removeProvider"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::Medium);
    row->addWidget(m_name);
    row->addWidget(m_condition, 1, Qt::AlignVCenter);
    for (QPushButton *button : {m_switch, m_remove}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    connect(m_switch, &QPushButton::clicked, this, [this] {
        if (const ProviderRow *provider = m_model.currentRow())
            m_model.setEnabled(!provider->provider.enabled);
    });
    connect(m_remove, &QPushButton::clicked, this, &ModelsView::askToRemove);
    return row;
}

QWidget *ModelsView::buildConnection()
{
    auto *body = new QWidget;
    m_fields = new ProviderFields(m_model.editor(), m_themes, body);
    m_fields->leaveOutPicker();
    m_fields->setMaximumWidth(widestForm);
    auto *right = new QWidget(body);
    right->setMaximumWidth(widestForm);
    auto *stack = new QVBoxLayout(right);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(spacing::Large);
    stack->addWidget(new ConnectionPanel(m_model.editor(), m_themes, right));
    stack->addWidget(new LocalModelPanel(m_model.editor().localModel(), m_themes, right));
    stack->addStretch();
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::Wide);
    row->addWidget(m_fields, 1);
    row->addWidget(right, 1);
    row->addStretch();
    return scrolling(body);
}

QWidget *ModelsView::buildDemo()
{
    auto *body = new QWidget;
    auto *text = new StyledLabel(m_themes, TypeRole::Body, Colour::Text2,
                                 tr("The demo plays recorded answers without a key and without network. Connect a "
                                    "provider, or a model on this computer, to ask your own questions."),
                                 body);
    text->setWordWrap(true);
    text->setMaximumWidth(widestForm);
    auto *add = new QPushButton(tr("&Connect a provider\u2026"), body);
    add->setObjectName(u"connectFirst"_s);
    add->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(add);
    row->addStretch();
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Medium);
    column->addWidget(text);
    column->addLayout(row);
    column->addStretch();
    connect(add, &QPushButton::clicked, this, &ModelsView::openAddMenu);
    return body;
}

QWidget *ModelsView::buildFooter()
{
    m_footer = new QWidget(this);
    m_problem = new SignLine(m_themes, TypeRole::Body, m_footer);
    m_discard = new QPushButton(tr("Discard"), m_footer);
    m_discard->setObjectName(u"discard"_s);
    m_save = new QPushButton(tr("&Save"), m_footer);
    m_save->setObjectName(u"save"_s);
    auto *row = new QHBoxLayout(m_footer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::Small);
    row->addWidget(m_problem, 1);
    for (QPushButton *button : {m_discard, m_save}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    connect(m_discard, &QPushButton::clicked, &m_model, &ModelsViewModel::discard);
    connect(m_save, &QPushButton::clicked, this, &ModelsView::save);
    return m_footer;
}

void ModelsView::connectModel()
{
    connect(&m_model, &ModelsViewModel::currentChanged, this, [this] {
        if (m_model.current().isEmpty()) {
            showPage(Page::Connection);
            m_fields->focusField(m_model.editor().form().name.isEmpty() ? ProviderField::Name : ProviderField::Key);
        }
        refresh();
    });
    connect(&m_model, &ModelsViewModel::conditionChanged, this, &ModelsView::refresh);
    connect(&m_model.editor(), &ProviderEditor::notesChanged, this, &ModelsView::refresh);
    connect(&m_model, &ModelsViewModel::removed, this, &ModelsView::offerUndo);
    connect(m_list, &ProviderListPane::localModelWanted, this, &ModelsView::chooseModelFile);
    connect(m_fields, &ProviderFields::localModelWanted, this, &ModelsView::chooseModelFile);
}

QList<QWidget *> ModelsView::regions() const
{
    return {m_list, m_detail};
}

void ModelsView::showPage(Page page)
{
    m_tabs->setCurrentIndex(static_cast<int>(page));
    m_pages->setCurrentIndex(static_cast<int>(page));
    refresh();
}

void ModelsView::showKeyOf(const ProviderId &id)
{
    m_model.select(id);
    showPage(Page::Connection);
    m_fields->focusField(ProviderField::Key);
}

void ModelsView::openAddMenu()
{
    m_list->openAddMenu();
}

void ModelsView::focusFind()
{
    showPage(Page::Models);
    m_table->focusFind();
}

void ModelsView::chooseModelFile()
{
    const FileQuestion question{.title = tr("Start a local model"), .filters = {tr("Models (*.gguf)")}};
    m_dialogs.chooseToOpen(this, question, [view = QPointer<ModelsView>(this)](const QStringList &paths) {
        if (!view)
            return;
        view->m_model.startNew();
        view->m_model.editor().localModel().start(paths.first());
    });
}

void ModelsView::askToRemove()
{
    const ProviderRow *row = m_model.currentRow();
    if (!row)
        return;
    const int agents = m_model.agents();
    const QString need = agents == 0   ? QString()
                         : agents == 1 ? tr("1 agent of the graph will need another model.")
                                       : tr("%1 agents of the graph will need another model.").arg(agents);
    const QStringList facts{tr("Its key is deleted from the keyring."), need, tr("Past runs stay.")};
    const Question question{tr("Remove %1?").arg(row->provider.name), facts.join(u' ').simplified(), tr("Remove"),
                            tr("Cancel"), true};
    m_dialogs.ask(this, question, [view = QPointer<ModelsView>(this)](bool accepted) {
        if (view && accepted)
            view->m_model.remove();
    });
}

void ModelsView::offerUndo(const QString &name)
{
    new Toast(
        m_themes, tr("%1 removed.").arg(name), [this] { m_model.undoRemove(); }, this);
}

void ModelsView::save()
{
    const std::optional<ProviderField> problem = m_model.save();
    if (!problem) {
        m_fields->clearKey();
    } else if (*problem != ProviderField::Models) {
        showPage(Page::Connection);
        m_fields->focusField(*problem);
    }
    refresh();
}

void ModelsView::refresh()
{
    refreshHeading();
    const ProviderEditor &editor = m_model.editor();
    const bool demo = m_model.isDemo();
    m_connection->setCurrentIndex(demo ? 1 : 0);
    m_tabs->setSegmentEnabled(static_cast<int>(Page::Limits), !demo, tr("The demo has no limits."));
    if (demo && m_tabs->currentIndex() == static_cast<int>(Page::Limits))
        showPage(Page::Connection);
    const bool isNew = m_model.current().isEmpty();
    m_footer->setVisible(!demo && m_tabs->currentIndex() != static_cast<int>(Page::Models));
    const bool broken = !editor.fileProblem().isEmpty();
    m_problem->showNote({editor.fileProblem(), broken ? Tone::Error : Tone::Neutral, broken});
    m_save->setEnabled(isNew || editor.isChanged());
    m_discard->setEnabled(isNew ? m_model.providers().rowCount() > 0 : editor.isChanged());
}

void ModelsView::refreshHeading()
{
    const ProviderRow *row = m_model.currentRow();
    m_name->setText(row ? row->provider.name : tr("New provider"));
    m_condition->setVisible(row != nullptr);
    m_switch->setVisible(row && !row->isDemo);
    m_remove->setVisible(row && !row->isDemo);
    if (!row)
        return;
    const ProviderCondition condition = conditionOf(*row);
    m_condition->showNote({condition.text, condition.tone});
    m_switch->setText(row->provider.enabled ? tr("S&witch off") : tr("S&witch on"));
    m_switch->setAccessibleName(row->provider.enabled ? tr("Switch %1 off").arg(row->provider.name)
                                                      : tr("Switch %1 on").arg(row->provider.name));
}

void ModelsView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_list->setFixedWidth(widthClassOf(window()->width()) == WidthClass::Wide ? wideList : narrowList);
}

} // namespace tributary
