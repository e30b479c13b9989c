// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/SentRequest.h"

#include "base/JsonReader.h"

namespace tributary {

using namespace Qt::StringLiterals;

QJsonObject toJson(const SentRequest &request)
{
    return {
        {u"agent"_s, request.agent.value},
        {u"attempt"_s, request.attempt},
        {u"model"_s, request.model.toString()},
        {u"address"_s, request.address},
        {u"body"_s, QString::fromUtf8(request.body)},
    };
}

Result<SentRequest> sentRequestFromJson(const QJsonObject &object)
{
    JsonReader reader(object);
    SentRequest request;
    QString model;
    QString body;
    reader.read("agent", request.agent.value);
    reader.read("attempt", request.attempt);
    reader.read("model", model);
    reader.read("address", request.address);
    reader.read("body", body);
    if (!reader.problems().isEmpty()) {
        const JsonProblem &problem = reader.problems().constFirst();
        return fail(ErrorKind::InvalidInput, problem.path + u": "_s + problem.message);
    }
    request.model = ModelRef::fromString(model).value_or(ModelRef{});
    request.body = body.toUtf8();
    return request;
}

} // namespace tributary
