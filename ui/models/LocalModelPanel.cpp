// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/LocalModelPanel.h"

#include "ui/common/ButtonLook.h"
#include "ui/common/ThemeController.h"
#include "ui/models/SignLine.h"
#include "viewmodel/LocalModels.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownLines = 6;
constexpr int keptLines = 500;

} // namespace

LocalModelPanel::LocalModelPanel(LocalModelStarter &starter, const ThemeController &themes, QWidget *parent)
    : QWidget(parent)
    , m_starter(starter)
    , m_state(new SignLine(themes, TypeRole::Body, this))
    , m_stop(new QPushButton(tr("Stop the &local model"), this))
    , m_log(new QPlainTextEdit(this))
{
    m_stop->setObjectName(u"stopLocalModel"_s);
    m_stop->setAutoDefault(false);
    setButtonLook(*m_stop, ButtonLook::Raised);
    m_log->setObjectName(u"localModelLog"_s);
    m_log->setAccessibleName(tr("What llama-server writes"));
    m_log->setReadOnly(true);
    m_log->setTabChangesFocus(true);
    m_log->setMaximumBlockCount(keptLines);
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_log->setFixedHeight(m_log->fontMetrics().lineSpacing() * shownLines + 2 * spacing::Small);
    m_log->setPlainText(starter.log().join(u'\n'));
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::Small);
    row->addWidget(m_state, 1);
    row->addWidget(m_stop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Tiny);
    column->addLayout(row);
    column->addWidget(m_log);
    connect(m_stop, &QPushButton::clicked, &starter, &LocalModelStarter::stop);
    connect(&starter, &LocalModelStarter::changed, this, &LocalModelPanel::refresh);
    connect(&starter, &LocalModelStarter::logged, m_log, &QPlainTextEdit::appendPlainText);
    refresh();
}

void LocalModelPanel::refresh()
{
    setVisible(m_starter.hasStarted());
    m_state->showNote({m_starter.sentence(), m_starter.tone()});
    m_stop->setVisible(m_starter.isRunning());
    m_log->setVisible(!m_starter.log().isEmpty() || m_starter.isRunning());
}

} // namespace tributary
