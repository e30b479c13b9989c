// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/CompareDialog.h"

#include "graph/GraphDiff.h"
#include "graph/GraphFile.h"
#include "ui/common/DialogService.h"
#include "ui/common/TextStyle.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize usualSize(680, 480);

/// Told by sign and word: removed ones read as such without colour.
QString signOf(GraphDifference::Kind kind)
{
    switch (kind) {
    case GraphDifference::Kind::Added:
        return CompareDialog::tr("+ added");
    case GraphDifference::Kind::Removed:
        return CompareDialog::tr("\u2212 removed");
    case GraphDifference::Kind::Changed:
        return CompareDialog::tr("changed");
    }
    Q_UNREACHABLE();
}

} // namespace

CompareDialog::CompareDialog(const QList<Graph> &graphs, const ThemeController &theme, DialogService &dialogs,
                             QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_dialogs(dialogs)
    , m_first(new QComboBox(this))
    , m_second(new QComboBox(this))
    , m_summary(new QLabel(this))
    , m_list(new QTreeWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Compare two graphs"));
    resize(usualSize);
    new TextStyle(m_summary, theme, TypeRole::Strong, Colour::Text);
    m_list->setHeaderLabels({tr("Where"), tr("What"), tr("Difference")});
    m_list->setRootIsDecorated(false);
    m_list->setWordWrap(true);
    m_list->setAccessibleName(tr("Differences"));
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto *form = new QFormLayout;
    form->addRow(tr("&First"), m_first);
    form->addRow(tr("&Second"), m_second);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *open = buttons->addButton(tr("Open a file…"), QDialogButtonBox::ActionRole);
    auto *column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_summary);
    column->addWidget(m_list, 1);
    column->addWidget(buttons);
    for (const Graph &graph : graphs)
        addGraph(graph, m_graphs.isEmpty() ? tr("This graph (%1)").arg(graph.name) : graph.name);
    m_second->setCurrentIndex(m_graphs.size() > 1 ? 1 : 0);
    connect(m_first, &QComboBox::currentIndexChanged, this, &CompareDialog::compare);
    connect(m_second, &QComboBox::currentIndexChanged, this, &CompareDialog::compare);
    connect(open, &QPushButton::clicked, this, &CompareDialog::openFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    compare();
}

void CompareDialog::addGraph(const Graph &graph, const QString &name)
{
    m_graphs.append(graph);
    m_first->addItem(name);
    m_second->addItem(name);
}

void CompareDialog::openFile()
{
    m_dialogs.chooseToOpen(
        this, {.title = tr("Open"), .filters = {tr("Layer graph (*.moagraph)")}}, [this](const QStringList &paths) {
            const Result<Graph> graph = loadGraphFile(paths.value(0));
            if (!graph)
                return m_dialogs.tell(this, NoticeKind::Error, tr("The graph cannot be read"), graph.error().message);
            addGraph(*graph, QFileInfo(paths.value(0)).fileName());
            m_second->setCurrentIndex(m_second->count() - 1);
        });
}

void CompareDialog::compare()
{
    const Graph first = m_graphs.value(m_first->currentIndex());
    const Graph second = m_graphs.value(m_second->currentIndex());
    const QList<GraphDifference> differences = compareGraphs(first, second);
    m_list->clear();
    for (const GraphDifference &difference : differences)
        new QTreeWidgetItem(m_list, {difference.where, signOf(difference.kind), difference.what});
    m_summary->setText(differences.isEmpty()     ? tr("The graphs are the same.")
                       : differences.size() == 1 ? tr("1 difference")
                                                 : tr("%1 differences").arg(differences.size()));
}

} // namespace tributary
