// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Id.h"
#include "base/ModelRef.h"
#include "base/Result.h"

#include <QByteArray>
#include <QJsonObject>

namespace tributary {

/// What one attempt of an agent sent, byte for byte. Headers are not kept: keys travel in them.
struct SentRequest
{
    AgentId agent;
    /// As in event::CallStarted.
    int attempt = 1;
    ModelRef model;
    /// Where it went, without user, password, and query items that carry a key.
    QString address;
    /// JSON in every dialect.
    QByteArray body;

    bool operator==(const SentRequest &) const = default;
};

/// Members: agent, attempt, model, address, body (as text).
QJsonObject toJson(const SentRequest &request);
Result<SentRequest> sentRequestFromJson(const QJsonObject &object);

} // namespace tributary
