// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace tributary {

/// A certificate for 127.0.0.1 that signed itself, made for these tests, trusted by nobody, protecting nothing.
inline constexpr const char testCertificate[] = "-----BEGIN CERTIFICATE-----\n"
                                                "MIIBkDCCATagAwIBAgIUS923zPpvo9WJ6HsJ1pok7DKABNgwCgYIKoZIzj0EAwIw\n"
                                                "FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMjEyNTE0OVoYDzIxMjYxMDI5\n"
                                                "MTI1MTQ5WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO\n"
                                                "PQMBBwNCAASvW18JpblpttV1n7eaaaY69YIZRo0fv77kVSWCW9DU2dp+5F1Kgq/n\n"
                                                "kPvm+xCW34UqeOgGPUBJxkyX1JkXbN5mo2QwYjAdBgNVHQ4EFgQUtZgRilS1TqW3\n"
                                                "I8DKR8Do7jhhIWMwHwYDVR0jBBgwFoAUtZgRilS1TqW3I8DKR8Do7jhhIWMwDwYD\n"
                                                "VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC\n"
                                                "IBME+mH242oUleInqv/uAxV93VSOlDVAEedGahoDj8xUAiEAl8io16+YmzUx+Bjn\n"
                                                "EOLtoAA3IPUaseP+SF5jgpHhBs8=\n"
                                                "-----END CERTIFICATE-----\n";

inline constexpr const char testCertificateKey[] = "-----BEGIN PRIVATE KEY-----\n"
                                                   "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWUlLrhkROT0TyVnZ\n"
                                                   "eCEdqxqebE/MsMVjZAQA1ojqunOhRANCAASvW18JpblpttV1n7eaaaY69YIZRo0f\n"
                                                   "v77kVSWCW9DU2dp+5F1Kgq/nkPvm+xCW34UqeOgGPUBJxkyX1JkXbN5m\n"
                                                   "-----END PRIVATE KEY-----\n";

inline QSslConfiguration testServerTls()
{
    QSslConfiguration tls;
    tls.setLocalCertificate(QSslCertificate(testCertificate));
    tls.setPrivateKey(QSslKey(testCertificateKey, QSsl::Ec));
    return tls;
}

/// While it lives, this process trusts the test certificate.
class TrustTestCertificate
{
public:
    TrustTestCertificate()
    {
        QSslConfiguration trusting = m_before;
        trusting.addCaCertificate(QSslCertificate(testCertificate));
        QSslConfiguration::setDefaultConfiguration(trusting);
    }

    ~TrustTestCertificate() { QSslConfiguration::setDefaultConfiguration(m_before); }

    Q_DISABLE_COPY_MOVE(TrustTestCertificate)

private:
    QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};

} // namespace tributary
