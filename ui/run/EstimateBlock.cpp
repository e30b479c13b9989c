// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/EstimateBlock.h"

#include "ui/run/RunLook.h"

#include <QLabel>
#include <QVBoxLayout>

namespace tributary {

EstimateBlock::EstimateBlock(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_caption(new QLabel(this))
    , m_calls(new QLabel(this))
    , m_rest(new QLabel(this))
    , m_restStyle(new TextStyle(m_rest, context.theme, TypeRole::Caption, Colour::Text2))
{
    new TextStyle(m_caption, context.theme, TypeRole::Caption, Colour::Text3);
    new TextStyle(m_calls, context.theme, TypeRole::Strong, Colour::Text);
    for (QLabel *label : {m_caption, m_calls, m_rest}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::NoTextInteraction);
    }
    m_rest->setWordWrap(true);
    m_rest->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setToolTip(
        tr("An estimate: typical answers of these models, at the prices known. Real runs may take less or more."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    column->addWidget(m_caption);
    column->addWidget(m_calls);
    column->addWidget(m_rest);
    column->addStretch(1);
    show();
}

void EstimateBlock::setEstimate(const QStringList &lines, const QStringList &shortLines, bool overBudget)
{
    m_lines = lines;
    m_shortLines = shortLines;
    m_overBudget = overBudget;
    show();
}

void EstimateBlock::setBlocked(const QString &reason)
{
    m_blocked = reason;
    show();
}

void EstimateBlock::setCompact(bool compact)
{
    m_compact = compact;
    show();
}

void EstimateBlock::setQueued(const QString &queued)
{
    m_queued = queued;
    show();
}

void EstimateBlock::show()
{
    const QStringList lines = m_compact ? m_shortLines : m_lines;
    m_caption->setText(m_queued.isEmpty() ? tr("Estimate before run") : m_queued);
    // In the compact layout there is no room for a caption; what waits is still said.
    m_caption->setVisible(!m_compact || !m_queued.isEmpty());
    m_calls->setText(lines.value(0));
    m_calls->setVisible(!lines.isEmpty());
    m_rest->setText(m_blocked.isEmpty() ? lines.mid(1).join(u'\n') : m_blocked);
    m_rest->setToolTip(m_blocked.toHtmlEscaped());
    m_restStyle->setColour(m_overBudget ? Colour::Warning : Colour::Text2);
    setAccessibleName(QStringList{m_caption->text(), m_calls->text(), m_rest->text()}.join(u", "));
}

} // namespace tributary
