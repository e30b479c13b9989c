// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ModelMime.h"

#include <QMimeData>

namespace tributary {

std::unique_ptr<QMimeData> modelMimeData(const ModelRef &model)
{
    auto data = std::make_unique<QMimeData>();
    data->setData(modelMimeType, model.toString().toUtf8());
    data->setText(model.toString());
    return data;
}

std::optional<ModelRef> modelFrom(const QMimeData &data)
{
    if (!data.hasFormat(modelMimeType))
        return std::nullopt;
    const std::optional<ModelRef> model = ModelRef::fromString(QString::fromUtf8(data.data(modelMimeType)));
    return model && !model->isEmpty() ? model : std::nullopt;
}

} // namespace tributary
