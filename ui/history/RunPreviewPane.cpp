// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/RunPreviewPane.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/Icons.h"
#include "ui/common/MessageBar.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunButtons.h"
#include "ui/run/RunPanes.h"
#include "viewmodel/HistoryViewModel.h"
#include "viewmodel/RunPreview.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

RunPreviewPane::RunPreviewPane(HistoryViewModel &history, RunPreview &preview, const ThemeController &theme,
                               RenderScheduler &scheduler, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_preview(preview)
    , m_theme(theme)
    , m_pages(new QStackedWidget(this))
    , m_placeholder(new QLabel(this))
    , m_messages(new MessageStack(theme, this))
    , m_reader(new RunPanes(preview.presenter(), preview.analysis(), theme, scheduler, RunPanes::Use::ReadOnly, this))
{
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWordWrap(true);
    m_placeholder->setTextFormat(Qt::PlainText);
    m_placeholder->setContentsMargins(spacing::Huge, 0, spacing::Huge, 0);
    new TextStyle(m_placeholder, theme, TypeRole::Section, Colour::Text2);
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHeader());
    column->addWidget(buildFields());
    column->addWidget(m_messages);
    column->addWidget(m_reader, 1);
    m_pages->addWidget(m_placeholder);
    m_pages->addWidget(page);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);
    connect(&preview, &RunPreview::changed, this, &RunPreviewPane::load);
    connect(m_reader, &RunPanes::linkActivated, this, &RunPreviewPane::linkActivated);
    connect(&theme, &ThemeController::changed, this, qOverload<>(&QWidget::update));
    load();
}

QPushButton *RunPreviewPane::addButton(QWidget *parent, const QString &text, const QString &toolTip)
{
    auto *button = new QPushButton(text, parent);
    button->setAccessibleName(text);
    button->setToolTip(toolTip);
    return button;
}

QWidget *RunPreviewPane::buildHeader()
{
    auto *header = new QWidget(this);
    m_title = new ElidedLabel(header);
    m_title->setElideMode(Qt::ElideRight);
    m_figures = new ElidedLabel(header);
    new TextStyle(m_title, m_theme, TypeRole::Section, Colour::Text);
    new TextStyle(m_figures, m_theme, TypeRole::Caption, Colour::Text2);
    m_star = smallButton(m_theme, u"star"_s, tr("Star this run"), tr("Star this run (S)"), header);
    m_star->setCheckable(true);
    m_open = addButton(header, tr("Open"), tr("Show the run in the Run view"));
    m_runAgain = addButton(header, tr("Run again"), tr("Run the prompt with this graph once more"));
    m_useGraph = addButton(header, tr("Use this graph"), tr("Take the run's graph to the Run view"));
    m_resume = addButton(header, tr("Resume"), tr("Make the missing calls only"));
    m_restore = addButton(header, tr("Restore"), tr("Take the run out of the Trash"));
    m_more = smallButton(m_theme, u"ellipsis-vertical"_s, tr("More about this run"), tr("More"), header);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::Small);
    for (QPushButton *button : {m_resume, m_restore, m_open, m_runAgain, m_useGraph})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(m_more);
    auto *grid = new QGridLayout(header);
    grid->setContentsMargins(spacing::Medium, spacing::Medium, spacing::Medium, spacing::Small);
    grid->setHorizontalSpacing(spacing::Small);
    grid->setVerticalSpacing(spacing::Tiny);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_title, 0, 0);
    grid->addWidget(m_star, 0, 1);
    grid->addWidget(m_figures, 1, 0, 1, 2);
    grid->addLayout(buttons, 2, 0, 1, 2);

    connect(m_star, &QToolButton::clicked, this,
            [this](bool starred) { m_history.setStarred({m_preview.summary().id}, starred); });
    connect(m_open, &QPushButton::clicked, this, &RunPreviewPane::openRequested);
    connect(m_runAgain, &QPushButton::clicked, this, &RunPreviewPane::runAgainRequested);
    connect(m_useGraph, &QPushButton::clicked, this, &RunPreviewPane::useGraphRequested);
    connect(m_resume, &QPushButton::clicked, this, &RunPreviewPane::resumeRequested);
    connect(m_restore, &QPushButton::clicked, this, &RunPreviewPane::restoreRequested);
    connect(m_more->menu(), &QMenu::aboutToShow, this, [this] { fillMore(*m_more->menu()); });
    return header;
}

QWidget *RunPreviewPane::buildFields()
{
    constexpr int labelWidth = 36;
    auto *fields = new QWidget(this);
    m_tags = new QLineEdit(fields);
    m_tags->setPlaceholderText(tr("Tags, with commas between them"));
    m_tags->setAccessibleName(tr("Tags"));
    m_note = new QLineEdit(fields);
    m_note->setPlaceholderText(tr("Add a note"));
    m_note->setAccessibleName(tr("Note"));
    auto *row = new QHBoxLayout(fields);
    row->setContentsMargins(spacing::Medium, 0, spacing::Medium, spacing::Small);
    row->setSpacing(spacing::Small);
    const auto add = [&](const QString &text, QLineEdit *field, int stretch) {
        auto *label = new QLabel(text, fields);
        label->setBuddy(field);
        label->setMinimumWidth(labelWidth);
        new TextStyle(label, m_theme, TypeRole::Caption, Colour::Text2);
        row->addWidget(label);
        row->addWidget(field, stretch);
    };
    add(tr("Tags"), m_tags, 2);
    add(tr("Note"), m_note, 3);
    connect(m_tags, &QLineEdit::editingFinished, this, &RunPreviewPane::keepTags);
    connect(m_note, &QLineEdit::editingFinished, this, &RunPreviewPane::keepNote);
    return fields;
}

void RunPreviewPane::keepTags()
{
    QStringList tags = tagsFromText(m_tags->text());
    // As the library keeps them.
    tags.sort();
    if (m_preview.hasRun() && tags != m_preview.summary().tags)
        m_history.setTags({m_preview.summary().id}, tags);
}

void RunPreviewPane::keepNote()
{
    if (m_preview.hasRun() && m_note->text() != m_preview.summary().note)
        m_history.setNote(m_preview.summary().id, m_note->text());
}

void RunPreviewPane::fillMore(QMenu &menu)
{
    menu.clear();
    menu.addAction(tr("Export…"), this, &RunPreviewPane::exportRequested);
    const bool inTrash = m_preview.summary().trashed.has_value();
    menu.addAction(inTrash ? tr("Delete for good…") : tr("Delete"), this, &RunPreviewPane::deleteRequested)
        ->setEnabled(!m_history.isReadOnly());
}

void RunPreviewPane::setPlaceholder(const QString &text)
{
    m_placeholder->setText(text);
}

void RunPreviewPane::load()
{
    m_pages->setCurrentIndex(m_preview.hasRun() ? 1 : 0);
    if (!m_preview.hasRun()) {
        if (!m_preview.problem().isEmpty())
            m_placeholder->setText(m_preview.problem());
        return;
    }
    const RunSummary &run = m_preview.summary();
    m_title->setText(m_preview.record().prompt.simplified());
    m_figures->setText(m_preview.figures());
    const bool inTrash = run.trashed.has_value();
    const bool running = run.state == KeptState::Running;
    m_resume->setVisible(run.state == KeptState::Interrupted && !inTrash);
    m_restore->setVisible(inTrash);
    m_open->setVisible(!inTrash);
    m_runAgain->setVisible(!inTrash && !running);
    m_useGraph->setVisible(!inTrash);
    loadFields();
    loadMessages();
}

void RunPreviewPane::loadFields()
{
    const RunSummary &run = m_preview.summary();
    const QString readOnly = m_history.readOnlyReason();
    m_star->setChecked(run.starred);
    m_star->setIcon(icon(m_theme, "star"_L1, run.starred ? Colour::Warning : Colour::Text2));
    const QString name = run.starred ? tr("Remove the star") : tr("Star this run");
    m_star->setAccessibleName(name);
    // Not while someone is writing in it.
    if (!m_tags->hasFocus())
        m_tags->setText(run.tags.join(u", "_s));
    if (!m_note->hasFocus())
        m_note->setText(run.note);
    for (QLineEdit *field : {m_tags, m_note}) {
        field->setReadOnly(!readOnly.isEmpty());
        field->setToolTip(readOnly);
    }
    for (QAbstractButton *button : {static_cast<QAbstractButton *>(m_star), static_cast<QAbstractButton *>(m_resume),
                                    static_cast<QAbstractButton *>(m_restore)})
        button->setEnabled(readOnly.isEmpty());
    m_star->setToolTip(readOnly.isEmpty() ? tr("%1 (S)").arg(name) : readOnly);
}

void RunPreviewPane::loadMessages()
{
    const QString remark = m_preview.remark();
    if (remark.isEmpty())
        return m_messages->setNotices({});
    const bool interrupted = m_preview.summary().state == KeptState::Interrupted;
    m_messages->setNotices({{.id = u"end"_s,
                             .kind = interrupted ? NoticeKind::Warning : NoticeKind::Info,
                             .text = remark,
                             .dismissible = false}});
}

QList<QWidget *> RunPreviewPane::parts() const
{
    QList<QWidget *> parts{m_star, m_resume, m_restore, m_open, m_runAgain, m_useGraph, m_more, m_tags, m_note};
    return parts << m_reader->parts();
}

void RunPreviewPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.theme().colour(Colour::Canvas));
}

} // namespace tributary
