// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "FuzzInput.h"
#include "provider/Dialect.h"
#include "provider/ErrorClassifier.h"

#include <QJsonDocument>

/// First byte: the dialect; the rest is read as an error body and as a list of models.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tributary;
    FuzzInput input(data, size);
    const uint8_t how = input.takeByte();
    const ErrorClassifier classifier({QStringLiteral("P"), QUrl(QStringLiteral("https://h/v1")), QStringLiteral("m"),
                                      false, Secret("sk-fuzz-canary")});
    HttpHead head;
    head.status = 400 + how;
    const AttemptFailure failure = classifier.response(head, input.rest(), QDateTime::fromSecsSinceEpoch(0));
    require(!failure.error.message.isEmpty());
    require(!failure.error.message.contains(QStringLiteral("sk-fuzz-canary")));
    require(!failure.error.detail.contains(QStringLiteral("sk-fuzz-canary")));
    const auto page = dialectOf(static_cast<DialectKind>(how % 4)).readModels(QJsonDocument::fromJson(input.rest()));
    require(!page || page->models.isEmpty() || !page->models.first().model.id.isEmpty());
    return 0;
}
