// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/ReplayBar.h"

#include "base/Formatting.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/SegmentedControl.h"
#include "ui/common/ThemeController.h"
#include "ui/run/RunButtons.h"
#include "ui/run/RunLook.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int buttonHeight = 28;
constexpr int shortestSlider = 96;
constexpr int longestSlider = 320;
/// The slider counts tenths of a second: a run of years still fits its whole numbers.
constexpr Milliseconds tick{100};
constexpr int secondsPerKey = 10;
constexpr int secondsPerPage = 100;

int ticks(Milliseconds time)
{
    return static_cast<int>(std::min<qint64>(time / tick, std::numeric_limits<int>::max()));
}

} // namespace

ReplayBar::ReplayBar(const RunContext &context, RunReplay &replay, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_replay(replay)
    , m_play(smallButton(context.theme, u"play"_s, tr("Play the run again"), tr("Play the run again"), this))
    , m_speed(new SegmentedControl(tr("Speed"), this))
    , m_position(new QSlider(Qt::Horizontal, this))
    , m_time(new QLabel(this))
    , m_what(new ElidedLabel(this))
    , m_keep(new QPushButton(tr("Keep in History"), this))
    , m_again(new QPushButton(tr("Run again"), this))
    , m_close(smallButton(context.theme, u"x"_s, tr("Close the saved run"), tr("Close the saved run"), this))
{
    setAccessibleName(tr("Saved run"));
    setFixedHeight(wideHeight);
    buildRow();
    connect(m_play, &QToolButton::clicked, this, &ReplayBar::togglePlaying);
    connect(m_speed, &SegmentedControl::currentChanged, this,
            [this](int index) { m_replay.setSpeed(static_cast<RunReplay::Speed>(index)); });
    connect(m_position, &QSlider::valueChanged, this, [this](int value) { m_replay.seek(value * tick); });
    connect(m_keep, &QPushButton::clicked, this, &ReplayBar::keepRequested);
    connect(m_again, &QPushButton::clicked, this, &ReplayBar::runAgainRequested);
    connect(m_close, &QToolButton::clicked, this, &ReplayBar::closeRequested);
    connect(&m_replay, &RunReplay::changed, this, &ReplayBar::refresh);
}

void ReplayBar::buildRow()
{
    new TextStyle(m_time, m_context.theme, TypeRole::Caption, Colour::Text2);
    new TextStyle(m_what, m_context.theme, TypeRole::Body, Colour::Text);
    m_what->setElideMode(Qt::ElideRight);
    m_speed->setSegments({tr("1×"), tr("3×"), tr("At once")});
    m_position->setAccessibleName(tr("Position in the run"));
    m_position->setMinimumWidth(shortestSlider);
    m_position->setMaximumWidth(longestSlider);
    m_position->setSingleStep(secondsPerKey);
    m_position->setPageStep(secondsPerPage);
    m_keep->setAccessibleName(m_keep->text());
    m_keep->setToolTip(tr("Add the run to the library"));
    m_again->setAccessibleName(m_again->text());
    m_again->setToolTip(tr("Ask this prompt again with this graph"));
    m_keep->setFixedHeight(buttonHeight);
    m_again->setFixedHeight(buttonHeight);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::Medium, 0, spacing::Medium, 1);
    row->setSpacing(spacing::Small);
    row->addWidget(m_play);
    row->addWidget(m_speed);
    row->addWidget(m_position, 1);
    row->addWidget(m_time);
    row->addSpacing(spacing::Small);
    row->addWidget(m_what, 2);
    row->addWidget(m_keep);
    row->addWidget(m_again);
    row->addWidget(m_close);
}

void ReplayBar::setRecord(const ShownRecord &record)
{
    m_what->setText(describeRecord(record));
    m_keep->setVisible(!record.isKept);
    refresh();
}

void ReplayBar::setCompact(bool compact)
{
    m_speed->setVisible(!compact);
    m_time->setVisible(!compact);
}

void ReplayBar::togglePlaying()
{
    if (m_replay.isPlaying())
        m_replay.pause();
    else
        m_replay.play();
}

void ReplayBar::refresh()
{
    const bool playing = m_replay.isPlaying();
    m_play->setIcon(namedIcon(m_context.theme, playing ? u"pause"_s : u"play"_s, Colour::Text2));
    const QString name = playing ? tr("Pause") : tr("Play the run again");
    m_play->setAccessibleName(name);
    m_play->setToolTip(name);
    const QSignalBlocker quiet(m_position);
    m_position->setRange(0, ticks(m_replay.duration()));
    m_position->setValue(ticks(m_replay.position()));
    const QSignalBlocker still(m_speed);
    m_speed->setCurrentIndex(static_cast<int>(m_replay.speed()));
    m_time->setText(tr("%1 of %2", "times").arg(formatClock(m_replay.position()), formatClock(m_replay.duration())));
    m_position->setAccessibleDescription(m_time->text());
}

void ReplayBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme.theme();
    painter.fillRect(rect(), theme.colour(Colour::BarInfo));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.colour(Colour::Border));
}

QString describeRecord(const ShownRecord &record)
{
    const QString day = formatDay(record.record.started.toLocalTime().date());
    const QString prompt = record.record.prompt.simplified();
    if (record.fileName.isEmpty())
        return ReplayBar::tr("Saved run of %1: %2").arg(day, prompt);
    return ReplayBar::tr("Saved run of %1, opened from %2: %3").arg(day, record.fileName, prompt);
}

} // namespace tributary
