// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewmodel/EstimatePresenter.h"
#include "viewmodel/MessageList.h"
#include "viewmodel/ModelChoices.h"
#include "viewmodel/RunSession.h"

namespace tributary {

/// The Run view without widgets: its parts, joined. Made once per window.
class RunViewModel : public QObject
{
    Q_OBJECT

public:
    explicit RunViewModel(const SessionServices &services, QObject *parent = nullptr);
    ~RunViewModel() override;

    [[nodiscard]] GraphDocument &document() { return m_document; }

    [[nodiscard]] RunSession &session() { return m_session; }

    [[nodiscard]] RunPresenter &presenter() { return m_presenter; }

    [[nodiscard]] EstimatePresenter &estimate() { return m_estimate; }

    [[nodiscard]] MessageList &messages() { return m_messages; }

    [[nodiscard]] ModelChoices &models() { return m_models; }

    [[nodiscard]] const ProviderDirectory &providers() const { return m_providers; }

    void setProviders(const ProviderDirectory &providers);
    void setOnline(bool online);

    [[nodiscard]] bool isOnline() const { return m_online; }

    /// Questions that the demo knows, shown when asked for; the first is the default.
    void setDemoQuestions(const QStringList &questions) { m_demoQuestions = questions; }

    [[nodiscard]] const QStringList &demoQuestions() const { return m_demoQuestions; }

    /// A preset with the models that are usable; an empty graph when there is none of that name.
    [[nodiscard]] Graph presetGraph(const QString &id) const;
    /// Loads a preset as one undo step. Unknown ids do nothing.
    void loadPreset(const QString &id);

    /// Does what an action says; false when it is the window's to do (it opens something).
    bool perform(const Action &action);

    /// Right end of the status bar: "4,812 tokens in · 1,977 out · $0.021 · Online".
    [[nodiscard]] QString statusRight() const;

Q_SIGNALS:
    void statusChanged();

private:
    void connectParts();
    void askAgain(const Action &action);
    void showDocument();
    void updateMessages();

    ProviderDirectory m_providers;
    bool m_online = true;
    QStringList m_demoQuestions;
    GraphDocument m_document;
    EstimatePresenter m_estimate;
    RunSession m_session;
    RunPresenter m_presenter;
    MessageList m_messages;
    ModelChoices m_models;
};

} // namespace tributary
