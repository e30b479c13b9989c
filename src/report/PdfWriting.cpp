// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/PdfWriting.h"

#include "base/ProcessEnd.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Beside the program in a build tree, in its own folder where it is installed.
QString writerProgram()
{
    const QDir here(QCoreApplication::applicationDirPath());
    return QStandardPaths::findExecutable(u"tributary-pdf-write"_s,
                                          {here.path(), here.absoluteFilePath(u"../libexec/tributary"_s)});
}

} // namespace

PdfWriting::~PdfWriting()
{
    end();
}

void PdfWriting::start(const QByteArray &paper)
{
    const QString path = writerProgram();
    if (path.isEmpty()) {
        finishWith(fail(ErrorKind::Io, tr("PDF needs the program tributary-pdf-write, which is missing. Install "
                                          "Tributary again, or export HTML or ODT.")));
        return;
    }
    m_program = new QProcess(this);
    connect(m_program, &QProcess::readyReadStandardError, this, &PdfWriting::takeProgress);
    connect(m_program, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        programEnded(code == 0 && status == QProcess::NormalExit);
    });
    connect(m_program, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            programEnded(false);
    });
    m_program->start(path, QStringList());
    if (m_program) {
        m_program->write(paper);
        m_program->closeWriteChannel();
    }
}

void PdfWriting::takeProgress()
{
    const QList<QByteArray> lines = m_program->readAllStandardError().trimmed().split('\n');
    bool isNumber = false;
    const int percent = lines.constLast().toInt(&isNumber);
    constexpr double whole = 100;
    if (isNumber)
        Q_EMIT progressed(percent / whole);
}

void PdfWriting::programEnded(bool isWell)
{
    if (m_program == nullptr)
        return;
    const QByteArray pdf = m_program->readAllStandardOutput();
    if (isWell && pdf.startsWith("%PDF"))
        finishWith(pdf);
    else
        finishWith(fail(ErrorKind::Internal, tr("The PDF could not be made. Export HTML or ODT instead.")));
}

void PdfWriting::finishWith(const Result<QByteArray> &result)
{
    m_result = result;
    end();
    Q_EMIT finished();
}

void PdfWriting::end()
{
    abandonProcess(std::exchange(m_program, nullptr), this);
}

} // namespace tributary
