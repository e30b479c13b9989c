// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/HistoryStage.h"

#include "ui/common/TributaryStyle.h"

#include <QApplication>
#include <QTest>

namespace tributary {

using namespace Qt::StringLiterals;

HistoryStage::HistoryStage(const QSize &window, bool dark)
{
    m_theme.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
    m_theme.setReducedMotion(true);
    QApplication::setStyle(new TributaryStyle(m_theme));
    QApplication::setPalette(m_theme.theme().palette());
    QApplication::setFont(m_theme.theme().font(TypeRole::Body));
    m_window.resize(window);
}

HistoryStage::~HistoryStage()
{
    delete m_view;
    QApplication::setStyle(u"Fusion"_s);
}

void HistoryStage::show()
{
    m_model = std::make_unique<HistoryViewModel>(m_kept.clock());
    m_preview = std::make_unique<RunPreview>(m_kept.clock());
    m_model->setLibrary(m_kept.library());
    m_preview->setLibrary(&m_kept.library());
    m_view = new HistoryView({*m_model, *m_preview, m_theme, m_scheduler, m_dialogs}, &m_window);
    m_window.setCentralWidget(m_view);
    m_window.show();
    QVERIFY(QTest::qWaitForWindowActive(&m_window));
    m_view->setFocus();
}

void HistoryStage::pass(Milliseconds span)
{
    m_kept.clock().advance(span);
}

QString HistoryStage::listed()
{
    QStringList rows;
    for (int i = 0; i < m_model->runs().rowCount(); ++i)
        rows << m_model->runs().index(i).data().toString();
    return rows.join(u" | "_s);
}

void HistoryStage::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focused = QApplication::focusWidget();
    QVERIFY(focused);
    QTest::keyClick(focused, key, modifiers);
}

} // namespace tributary
