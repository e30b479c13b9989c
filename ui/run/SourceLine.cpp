// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/SourceLine.h"

#include "ui/common/Announcer.h"
#include "ui/common/ButtonLook.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Painting.h"
#include "ui/common/TextStyle.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunButtons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineHeight = 32;
constexpr int progressWidth = 96;
constexpr int explanationWidth = 360;
constexpr int roomForCheck = 560;
constexpr int roomForTold = 480;

/// Closes on Esc and on a press beside it; the button that opened it has the focus again.
class Explanation : public QFrame
{
public:
    Explanation(const ThemeController &theme, const QString &text, QWidget *parent)
        : QFrame(parent, Qt::Popup)
        , m_theme(theme)
    {
        setAttribute(Qt::WA_DeleteOnClose);
        setAccessibleName(SourceLine::tr("How sources are found"));
        auto *label = new QLabel(text, this);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setFixedWidth(explanationWidth);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setAccessibleName(text);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(spacing::Large, spacing::Medium, spacing::Large, spacing::Medium);
        column->addWidget(label);
        label->setFocus();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme &theme = m_theme.theme();
        painter.fillRect(rect(), theme.colour(Colour::Surface));
        paintBox(painter, rect(), 0, theme.colour(Colour::Surface), theme.colour(Colour::Control));
    }

private:
    const ThemeController &m_theme;
};

QPushButton *flatButton(const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAccessibleName(QString(text).remove(u'…'));
    setButtonLook(*button, ButtonLook::Flat);
    return button;
}

} // namespace

SourceLine::SourceLine(const RunContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_claim(new QLabel(tr("Matched by text similarity."), this))
    , m_explain(smallButton(context.theme, u"info"_s, tr("How sources are found"), tr("How sources are found"), this))
    , m_told(new ElidedLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(flatButton(tr("Cancel"), this))
    , m_start(flatButton(tr("Find sources"), this))
    , m_check(flatButton(tr("Check with a model…"), this))
    , m_announcer(new Announcer(*m_told, this))
{
    setFixedHeight(lineHeight);
    setMinimumWidth(1);
    setAccessibleName(tr("Sources"));
    new TextStyle(m_claim, context.theme, TypeRole::Caption, Colour::Text2);
    new TextStyle(m_told, context.theme, TypeRole::Caption, Colour::Text);
    m_told->setElideMode(Qt::ElideRight);
    m_progress->setFixedWidth(progressWidth);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Finding sources"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::Medium, 0, spacing::Medium, 1);
    row->setSpacing(spacing::Small);
    row->addWidget(m_claim);
    row->addWidget(m_explain);
    row->addWidget(m_told, 1);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    row->addWidget(m_start);
    row->addWidget(m_check);
    connect(m_explain, &QToolButton::clicked, this, &SourceLine::explain);
    connect(m_cancel, &QPushButton::clicked, this, &SourceLine::cancelRequested);
    connect(m_start, &QPushButton::clicked, this, &SourceLine::startRequested);
    connect(m_check, &QPushButton::clicked, this, &SourceLine::checkRequested);
}

void SourceLine::showState(const AnalysisPresenter &analysis, const QString &reason)
{
    const AnalysisPresenter::State state = analysis.state();
    const bool working = state == AnalysisPresenter::State::Working;
    m_progress->setVisible(working);
    m_progress->setValue(qRound(analysis.progress() * 100));
    m_cancel->setVisible(working);
    m_start->setVisible(state == AnalysisPresenter::State::Cancelled);
    m_check->setEnabled(state == AnalysisPresenter::State::Ready && reason.isEmpty());
    if (!reason.isEmpty() && reason != told())
        tell(reason);
}

void SourceLine::setMethod(const QString &text, bool weakLanguage)
{
    m_method = text;
    m_claim->setText(weakLanguage ? tr("Matched by text similarity, less sure in this language.")
                                  : tr("Matched by text similarity."));
}

void SourceLine::setCheckOffered(bool offered)
{
    m_checkOffered = offered;
    m_check->setVisible(offered && width() >= roomForCheck);
}

void SourceLine::tell(const QString &text)
{
    m_told->setText(text);
    m_announcer->announce(text);
}

QString SourceLine::told() const
{
    return m_told->text();
}

void SourceLine::explain()
{
    auto *explanation = new Explanation(m_context.theme, m_method, this);
    explanation->adjustSize();
    explanation->move(m_explain->mapToGlobal(QPoint(0, m_explain->height())));
    explanation->show();
}

void SourceLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setCheckOffered(m_checkOffered);
    m_claim->setVisible(width() >= roomForTold || m_told->text().isEmpty());
}

void SourceLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    painter.fillRect(rect(), theme.colour(Colour::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.colour(Colour::Border));
}

} // namespace tributary
