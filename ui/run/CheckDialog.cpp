// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/CheckDialog.h"

#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "ui/models/ModelPicker.h"
#include "viewmodel/CheckPresenter.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

constexpr QSize usualSize{880, 520};
constexpr int agentWidth = 110;

/// Says a stance by a sign beside its word, the kind of a point above it, and by a line which cells lead somewhere.
class CheckDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->features |= QStyleOptionViewItem::WrapText;
        option->textElideMode = Qt::ElideNone;
        if (index.column() == DisagreementTable::pointColumn) {
            option->displayAlignment = Qt::AlignLeft | Qt::AlignTop;
            const auto *table = qobject_cast<const DisagreementTable *>(index.model());
            if (table)
                option->text = kindTitle(table->point(index.row()).kind) + u": "_s + option->text;
            return;
        }
        const QString stance = index.data(DisagreementTable::StanceRole).toString();
        const QString sign = stance == "agrees"_L1 ? u"✓ "_s : stance == "contradicts"_L1 ? u"✕ "_s : u"– "_s;
        option->text.prepend(sign);
        option->displayAlignment = Qt::AlignLeft | Qt::AlignTop;
        option->font.setUnderline(index.data(DisagreementTable::RangeStartRole).isValid());
    }
};

} // namespace

CheckDialog::CheckDialog(CheckPresenter &check, ModelChoices &models, const ThemeController &theme, QWidget *parent)
    : QDialog(parent)
    , m_check(check)
    , m_theme(theme)
    , m_picker(new ModelPicker(models, theme, this))
    , m_estimate(new QLabel(this))
    , m_status(new QLabel(this))
    , m_start(new QPushButton(this))
    , m_table(new QTableView(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Check with a model"));
    buildTable();
    buildLayout();
    connect(m_picker, &ModelPicker::modelChosen, this, [this](const ModelRef &model) { m_check.setModel(model); });
    connect(m_picker, &ModelPicker::modelsRequested, this, &CheckDialog::modelsRequested);
    connect(m_start, &QPushButton::clicked, this, &CheckDialog::press);
    connect(&check, &CheckPresenter::stateChanged, this, &CheckDialog::update);
    connect(&check, &CheckPresenter::progressChanged, this, &CheckDialog::update);
    connect(&check, &CheckPresenter::estimateChanged, this, &CheckDialog::updateEstimate);
    update();
    resize(usualSize);
}

CheckDialog::~CheckDialog() = default;

void CheckDialog::buildTable()
{
    m_table->setModel(&m_check.table());
    m_table->setItemDelegate(new CheckDelegate(m_table));
    m_table->setAccessibleName(tr("What the model found, point by answer"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setDefaultSectionSize(agentWidth);
    m_table->horizontalHeader()->setMinimumSectionSize(agentWidth);
    connect(m_table, &QTableView::activated, this, &CheckDialog::follow);
    connect(m_table, &QTableView::clicked, this, &CheckDialog::follow);
}

void CheckDialog::buildLayout()
{
    auto *explanation = new QLabel(tr("One call asks a model which points the answers share, where they contradict "
                                      "each other, what only one says, and what none says. It is a judgement of that "
                                      "model, not a measurement."),
                                   this);
    explanation->setWordWrap(true);
    for (QLabel *label : {explanation, m_estimate, m_status}) {
        new TextStyle(label, m_theme, TypeRole::Body, label == m_estimate ? Colour::Text : Colour::Text2);
        label->setTextFormat(Qt::PlainText); // a provider's words may stand in it
        label->setWordWrap(true);
    }
    auto *model = new QLabel(tr("&Model"), this);
    model->setBuddy(m_picker);
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::Small);
    row->addWidget(model);
    row->addWidget(m_picker, 1);
    row->addWidget(m_start);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Page, spacing::Page, spacing::Page, spacing::Page);
    column->setSpacing(spacing::Medium);
    column->addWidget(explanation);
    column->addLayout(row);
    column->addWidget(m_estimate);
    column->addWidget(m_status);
    // The table takes all the room once it is there.
    column->addWidget(m_table, 1000);
    column->addStretch(1);
    column->addWidget(buttons);
}

void CheckDialog::updateEstimate()
{
    const QString blocked = m_check.blockedReason();
    const bool running = m_check.state() == CheckPresenter::State::Running;
    m_picker->setCurrentModel(m_check.model());
    m_picker->setEnabled(!running);
    m_estimate->setText(blocked.isEmpty() || running ? m_check.estimateText() : blocked);
    m_start->setEnabled(running || blocked.isEmpty());
}

void CheckDialog::update()
{
    const CheckPresenter::State state = m_check.state();
    const bool running = state == CheckPresenter::State::Running;
    const bool again = state == CheckPresenter::State::Ready || state == CheckPresenter::State::Failed;
    m_start->setText(running ? tr("Stop") : again ? tr("Check again") : tr("Check"));
    m_status->setText(m_check.statusText());
    m_status->setVisible(!m_status->text().isEmpty());
    m_table->setVisible(m_check.check() != nullptr);
    if (m_check.check())
        m_table->horizontalHeader()->setSectionResizeMode(DisagreementTable::pointColumn, QHeaderView::Stretch);
    updateEstimate();
}

void CheckDialog::press()
{
    if (m_check.state() == CheckPresenter::State::Running)
        m_check.stop();
    else
        m_check.start();
}

void CheckDialog::follow(const QModelIndex &cell)
{
    const QVariant start = cell.data(DisagreementTable::RangeStartRole);
    if (!start.isValid())
        return;
    const qsizetype from = start.toLongLong();
    const qsizetype to = cell.data(DisagreementTable::RangeEndRole).toLongLong();
    Q_EMIT passageWanted({cell.data(DisagreementTable::AgentRole).toString()}, {from, to - from});
}

} // namespace tributary
