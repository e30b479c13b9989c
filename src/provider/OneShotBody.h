// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIODevice>

namespace tributary {

/// An upload body that cannot be rewound. QNetworkAccessManager sends a request again by itself (up to three times)
/// when the connection dies before an answer; for a paid generation each copy is a bill. Without a way back to the
/// start of the body it cannot.
class OneShotBody final : public QIODevice
{
public:
    explicit OneShotBody(const QByteArray &bytes);

    [[nodiscard]] bool isSequential() const override { return true; }

    [[nodiscard]] qint64 bytesAvailable() const override;

    bool reset() override { return false; }

protected:
    qint64 readData(char *to, qint64 length) override;
    qint64 writeData(const char *from, qint64 length) override;

private:
    QByteArray m_bytes;
    qint64 m_position = 0;
};

} // namespace tributary
