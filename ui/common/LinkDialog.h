// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QUrl>

#include <functional>

namespace tributary {

/// What a person should see before following an address that a model wrote.
struct LinkFacts
{
    QString address;      // complete, as it is sent
    QString site;         // the host; of mail the receiver
    QStringList warnings; // whole sentences

    bool operator==(const LinkFacts &) const = default;
};

LinkFacts linkFacts(const QUrl &url);

/// Shows the complete address and opens it only when that is confirmed. Deletes itself when closed.
class LinkDialog : public QDialog
{
    Q_OBJECT

public:
    using Opener = std::function<void(const QUrl &url)>;

    LinkDialog(const QUrl &url, Opener opener, QWidget *parent = nullptr);

private:
    QWidget *addressField(const QString &address);
    QWidget *buttons();
    void openAddress();

    QUrl m_url;
    Opener m_opener;
};

/// The same over `over`, with the desktop's own program.
void askToOpen(const QUrl &url, QWidget *over);

} // namespace tributary
