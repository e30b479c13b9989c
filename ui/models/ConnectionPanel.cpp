// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ConnectionPanel.h"

#include "ui/common/Announcer.h"
#include "ui/common/ThemeController.h"
#include "ui/models/SignLine.h"
#include "ui/models/StyledLabel.h"
#include "viewmodel/ProviderEditor.h"

#include <QFrame>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QString stateWords(const ConnectionTest &test)
{
    if (!test.hasStarted())
        return {};
    if (test.isRunning())
        return ConnectionPanel::tr("Testing\u2026");
    return test.hasPassed() ? ConnectionPanel::tr("Works") : ConnectionPanel::tr("Does not work yet");
}

} // namespace

ConnectionPanel::ConnectionPanel(ProviderEditor &editor, const ThemeController &themes, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_button(new QPushButton(this))
    , m_state(new StyledLabel(themes, TypeRole::Caption, Colour::Text2, {}, this))
    , m_announcer(new Announcer(*m_state, this))
{
    m_button->setObjectName(u"test"_s);
    auto *top = new QHBoxLayout;
    top->addWidget(new StyledLabel(themes, TypeRole::Section, Colour::Text, tr("Connection"), this));
    top->addSpacing(spacing::Small);
    top->addWidget(m_state);
    top->addStretch();
    top->addWidget(m_button);

    auto *frame = new QFrame(this);
    frame->setFrameShape(QFrame::StyledPanel);
    auto *steps = new QVBoxLayout(frame);
    steps->setContentsMargins(spacing::Medium, spacing::Medium, spacing::Medium, spacing::Medium);
    steps->setSpacing(spacing::Small);
    for (qsizetype i = 0; i < editor.connection().lines().size(); ++i) {
        m_lines.append(new SignLine(themes, TypeRole::Body, frame));
        steps->addWidget(m_lines.last());
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Small);
    column->addLayout(top);
    column->addWidget(frame);

    connect(m_button, &QPushButton::clicked, this, &ConnectionPanel::pressButton);
    connect(&editor, &ProviderEditor::testChanged, this, &ConnectionPanel::refresh);
    connect(&editor, &ProviderEditor::testFinished, this,
            [this](const QString &verdict) { m_announcer->announce(verdict); });
    refresh();
}

void ConnectionPanel::pressButton()
{
    if (m_editor.connection().isRunning())
        m_editor.stopTest();
    else
        m_editor.test();
}

void ConnectionPanel::refresh()
{
    const ConnectionTest &test = m_editor.connection();
    for (qsizetype i = 0; i < m_lines.size(); ++i)
        m_lines.at(i)->showLine(test.lines().at(i));
    m_button->setText(test.isRunning() ? tr("Sto&p test") : tr("Test conne&ction"));
    m_state->setText(stateWords(test));
    m_state->setColour(test.hasPassed() ? Colour::Success : Colour::Text2);
}

} // namespace tributary
