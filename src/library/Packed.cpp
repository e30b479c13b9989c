// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library/Packed.h"

#include "library/Database.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace tributary {

namespace {

constexpr qsizetype checkSumBytes = 4;

QByteArray checkSum(QByteArrayView bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(bytes);
    return hash.result().first(checkSumBytes);
}

} // namespace

QByteArray packed(const QByteArray &bytes)
{
    const QByteArray compressed = qCompress(bytes);
    return checkSum(compressed) + compressed;
}

QByteArray unpacked(const QByteArray &bytes)
{
    const QByteArray compressed = bytes.mid(checkSumBytes);
    if (bytes.size() < checkSumBytes || bytes.first(checkSumBytes) != checkSum(compressed))
        throw DatabaseError(DatabaseError::Cause::Damaged,
                            {ErrorKind::InvalidInput,
                             QCoreApplication::translate("tributary::Database",
                                                         "This part of the library is damaged; restore a backup.")});
    return qUncompress(compressed);
}

} // namespace tributary
