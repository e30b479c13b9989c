// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/FrameDecoder.h"
#include "provider/LineCutter.h"

namespace tributary {

/// One JSON text a line. The last line may lack its end; blank lines are skipped.
class NdjsonDecoder final : public FrameDecoder
{
public:
    explicit NdjsonDecoder(StreamLimits limits = {})
        : m_limits(limits)
    {}

    [[nodiscard]] QList<StreamFrame> feed(QByteArrayView chunk) override;
    [[nodiscard]] QList<StreamFrame> finish() override;

    [[nodiscard]] bool isTooLarge() const override { return m_tooLarge; }

private:
    bool takeLine(QByteArrayView line);

    StreamLimits m_limits;
    LineCutter m_lines;
    qint64 m_streamBytes = 0;
    bool m_tooLarge = false;
    bool m_first = true;
    bool m_webPage = false;
    QList<StreamFrame> m_frames;
};

} // namespace tributary
