// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/AnalysisPresenter.h"

namespace tributary {

AnalysisPresenter::AnalysisPresenter(QObject *parent)
    : QObject(parent)
{}

AnalysisPresenter::~AnalysisPresenter() = default;

void AnalysisPresenter::setStore(const AnalysisStore &store)
{
    m_store = store;
}

void AnalysisPresenter::show(const std::optional<RunRecord> &record)
{
    m_record = record;
    m_analysis.reset();
    m_state = record ? State::Waiting : State::None;
    Q_EMIT stateChanged();
}

void AnalysisPresenter::request() {}

void AnalysisPresenter::cancel() {}

} // namespace tributary
