// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/ComparePage.h"

#include "ui/common/DiffView.h"
#include "ui/common/Icons.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {
constexpr int labelWidth = 140;
constexpr int signWidth = 92;
constexpr int rowHeight = 26;
constexpr int mostRows = 9;
} // namespace

ComparePage::ComparePage(const ThemeController &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_facts(new QTableWidget(this))
    , m_diff(new DiffView(theme, this))
{
    buildFacts();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Medium, spacing::Medium, spacing::Medium, spacing::Medium);
    column->setSpacing(spacing::Small);
    column->addWidget(buildHeader());
    column->addWidget(m_facts);
    column->addWidget(m_diff, 1);
    connect(&theme, &ThemeController::changed, this, [this] {
        fillFacts();
        update();
    });
}

QWidget *ComparePage::buildHeader()
{
    auto *header = new QWidget(this);
    m_back = new QPushButton(tr("Back to the list"), header);
    m_back->setAccessibleName(m_back->text());
    m_back->setIcon(icon(m_theme, "arrow-left"_L1));
    m_back->setToolTip(tr("Back to the list (Esc)"));
    auto *title = new QLabel(tr("Compare two runs"), header);
    new TextStyle(title, m_theme, TypeRole::ViewTitle, Colour::Text);
    auto *label = new QLabel(tr("Text"), header);
    new TextStyle(label, m_theme, TypeRole::Body, Colour::Text2);
    m_text = new QComboBox(header);
    m_text->setAccessibleName(tr("Text to compare"));
    m_text->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    label->setBuddy(m_text);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::Medium);
    row->addWidget(m_back);
    row->addWidget(title);
    row->addStretch(1);
    row->addWidget(label);
    row->addWidget(m_text);
    connect(m_back, &QPushButton::clicked, this, &ComparePage::closeRequested);
    connect(m_text, &QComboBox::currentIndexChanged, this, &ComparePage::showText);
    return header;
}

void ComparePage::buildFacts()
{
    m_facts->setAccessibleName(tr("What the runs were"));
    m_facts->setColumnCount(4);
    m_facts->verticalHeader()->hide();
    m_facts->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_facts->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_facts->setSelectionMode(QAbstractItemView::SingleSelection);
    m_facts->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_facts->setShowGrid(false);
    m_facts->setTabKeyNavigation(false);
    m_facts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView *columns = m_facts->horizontalHeader();
    columns->setSectionsClickable(false);
    columns->setHighlightSections(false);
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setSectionResizeMode(QHeaderView::Stretch);
    for (const int fixed : {0, 3})
        columns->setSectionResizeMode(fixed, QHeaderView::Fixed);
    columns->resizeSection(0, labelWidth);
    columns->resizeSection(3, signWidth);
}

void ComparePage::show(const RunComparison &comparison)
{
    m_comparison = comparison;
    fillFacts();
    fillTexts();
}

void ComparePage::fillFacts()
{
    const Theme &theme = m_theme.theme();
    m_facts->setHorizontalHeaderLabels({QString(), m_comparison.firstTitle, m_comparison.secondTitle, QString()});
    m_facts->setRowCount(static_cast<int>(m_comparison.facts.size()));
    for (int row = 0; row < m_facts->rowCount(); ++row) {
        const ComparedFact &fact = m_comparison.facts.at(row);
        const QStringList cells{fact.label, fact.first, fact.second, fact.differs ? tr("differs") : QString()};
        for (int i = 0; i < cells.size(); ++i) {
            auto *cell = new QTableWidgetItem(cells.at(i));
            cell->setForeground(theme.colour(i == 0 ? Colour::Text2 : Colour::Text));
            if (fact.differs && i > 0)
                cell->setFont(theme.font(TypeRole::Strong));
            m_facts->setItem(row, i, cell);
        }
        if (fact.differs)
            m_facts->item(row, 3)->setIcon(icon(m_theme, "diff"_L1, Colour::Text2));
    }
    m_facts->setFixedHeight(m_facts->horizontalHeader()->sizeHint().height() +
                            qMin(m_facts->rowCount(), mostRows) * rowHeight + 2 * m_facts->frameWidth());
}

void ComparePage::fillTexts()
{
    const QString before = m_text->currentText();
    const QSignalBlocker blocker(m_text);
    m_text->clear();
    for (const ComparedText &text : std::as_const(m_comparison.texts))
        m_text->addItem(text.title);
    m_text->setCurrentIndex(qMax(0, m_text->findText(before)));
    showText(m_text->currentIndex());
}

void ComparePage::showText(int index)
{
    const ComparedText text = m_comparison.texts.value(index);
    m_diff->setTexts(text.first, text.second, tr("%1 of %2").arg(text.title, m_comparison.firstTitle),
                     tr("%1 of %2").arg(text.title, m_comparison.secondTitle));
}

QList<QWidget *> ComparePage::parts() const
{
    return {m_back, m_text, m_facts, m_diff};
}

void ComparePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else if (event->key() == Qt::Key_F7)
        event->modifiers() == Qt::ShiftModifier ? m_diff->previousChange() : m_diff->nextChange();
    else
        QWidget::keyPressEvent(event);
}

void ComparePage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.theme().colour(Colour::Canvas));
}

} // namespace tributary
