// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/ZipFile.h"

#include <QtEndian>

#include <array>

namespace tributary {

namespace {

constexpr std::array<quint32, 256> crcTable = [] {
    std::array<quint32, 256> table{};
    for (quint32 i = 0; i < 256; ++i) {
        quint32 value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1) != 0 ? 0xedb88320U ^ (value >> 1) : value >> 1;
        table[i] = value;
    }
    return table;
}();

quint32 crcOf(const QByteArray &bytes)
{
    quint32 crc = 0xffffffffU;
    for (const char c : bytes)
        crc = crcTable[(crc ^ static_cast<quint8>(c)) & 0xff] ^ (crc >> 8);
    return ~crc;
}

/// qCompress() gives four bytes of length, two of a zlib header and four of a checksum around what a ZIP holds.
QByteArray deflated(const QByteArray &bytes)
{
    const QByteArray packed = qCompress(bytes, 9);
    return packed.sliced(6, packed.size() - 10);
}

template <typename T>
void append(QByteArray &to, T value)
{
    const T little = qToLittleEndian(value);
    to.append(reinterpret_cast<const char *>(&little), sizeof(T));
}

/// The first day that the format knows.
constexpr quint16 noDate = (1 << 5) | 1;
constexpr quint16 version = 20;

} // namespace

void ZipFile::add(const QByteArray &name, const QByteArray &content, Method method)
{
    const QByteArray data = method == Method::Deflated ? deflated(content) : content;
    QByteArray common;
    append(common, version);
    append(common, quint16(0));
    append(common, quint16(method == Method::Deflated ? 8 : 0));
    append(common, quint16(0));
    append(common, noDate);
    append(common, crcOf(content));
    append(common, quint32(data.size()));
    append(common, quint32(content.size()));
    append(common, quint16(name.size()));
    append(common, quint16(0));

    const auto offset = quint32(m_bytes.size());
    append(m_bytes, quint32(0x04034b50));
    m_bytes += common + name + data;

    append(m_directory, quint32(0x02014b50));
    append(m_directory, version);
    m_directory += common;
    append(m_directory, quint16(0));
    append(m_directory, quint16(0));
    append(m_directory, quint16(0));
    append(m_directory, quint32(0));
    append(m_directory, offset);
    m_directory += name;
    ++m_count;
}

QByteArray ZipFile::finish()
{
    const auto start = quint32(m_bytes.size());
    m_bytes += m_directory;
    append(m_bytes, quint32(0x06054b50));
    append(m_bytes, quint16(0));
    append(m_bytes, quint16(0));
    append(m_bytes, m_count);
    append(m_bytes, m_count);
    append(m_bytes, quint32(m_directory.size()));
    append(m_bytes, start);
    append(m_bytes, quint16(0));
    return m_bytes;
}

} // namespace tributary
