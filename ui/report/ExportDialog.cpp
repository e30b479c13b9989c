// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/report/ExportDialog.h"

#include "ui/common/TextStyle.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct ExportFormat
{
    QLatin1StringView ending;
    const char *name;
    const char *about;
    /// Whether there is a choice of what goes into it.
    bool isReport = true;
};

constexpr std::array exportFormats{
    ExportFormat{"html"_L1, QT_TRANSLATE_NOOP("tributary::ExportDialog", "HTML, one file"),
                 QT_TRANSLATE_NOOP("tributary::ExportDialog",
                                   "Opens in every browser. Sentences and their sources light up together.")},
    ExportFormat{"pdf"_L1, QT_TRANSLATE_NOOP("tributary::ExportDialog", "PDF"),
                 QT_TRANSLATE_NOOP("tributary::ExportDialog", "To print or to send. Sources are links.")},
    ExportFormat{"odt"_L1, QT_TRANSLATE_NOOP("tributary::ExportDialog", "ODT, to write on"),
                 QT_TRANSLATE_NOOP("tributary::ExportDialog",
                                   "For LibreOffice and other office programs. Sources are footnotes.")},
    ExportFormat{"md"_L1, QT_TRANSLATE_NOOP("tributary::ExportDialog", "Markdown"),
                 QT_TRANSLATE_NOOP("tributary::ExportDialog", "Plain text. Sources are footnotes.")},
    ExportFormat{"json"_L1, QT_TRANSLATE_NOOP("tributary::ExportDialog", "JSON"),
                 QT_TRANSLATE_NOOP("tributary::ExportDialog", "For programs: the report and the whole run.")},
    ExportFormat{"txt"_L1, QT_TRANSLATE_NOOP("tributary::ExportDialog", "Text"),
                 QT_TRANSLATE_NOOP("tributary::ExportDialog", "The synthesis alone."), false},
    ExportFormat{"moarun"_L1, QT_TRANSLATE_NOOP("tributary::ExportDialog", "Saved run"),
                 QT_TRANSLATE_NOOP("tributary::ExportDialog",
                                   "Opens in Tributary, to be read and replayed without keys or network."),
                 false},
};

const ExportFormat &formatOf(const QString &ending)
{
    const auto *const found = std::find_if(exportFormats.begin(), exportFormats.end(),
                                           [&ending](const ExportFormat &format) { return format.ending == ending; });
    return found == exportFormats.end() ? exportFormats.front() : *found;
}

} // namespace

QString ExportDialog::filterOf(const QString &ending)
{
    const ExportFormat &format = formatOf(ending);
    return u"%1 (*.%2)"_s.arg(tr(format.name), format.ending);
}

ExportDialog::ExportDialog(const ExportWish &wish, const ThemeController &theme, QWidget *parent)
    : QDialog(parent)
    , m_format(new QComboBox(this))
    , m_about(new QLabel(this))
    , m_answers(new QCheckBox(tr("&Answers in full, as appendix"), this))
    , m_prompts(new QCheckBox(tr("&System prompts and parameters"), this))
    , m_anonymous(new QCheckBox(tr("Leave out the &names of models and providers"), this))
{
    constexpr int width = 420;
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export run"));
    for (const ExportFormat &format : exportFormats)
        m_format->addItem(tr(format.name), QString(format.ending));
    m_format->setCurrentIndex(m_format->findData(QString(formatOf(wish.ending).ending)));
    m_format->setMinimumWidth(width);
    m_format->setAccessibleName(tr("Format"));
    m_answers->setChecked(wish.answers);
    m_prompts->setChecked(wish.prompts);
    m_anonymous->setChecked(wish.anonymous);
    auto *label = new QLabel(tr("&Format"), this);
    label->setBuddy(m_format);
    m_about->setWordWrap(true);
    new TextStyle(m_about, theme, TypeRole::Caption, Colour::Text2);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole)->setDefault(true);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Page, spacing::Page, spacing::Page, spacing::Large);
    column->setSpacing(spacing::Small);
    for (QWidget *row :
         {static_cast<QWidget *>(label), static_cast<QWidget *>(m_format), static_cast<QWidget *>(m_about)})
        column->addWidget(row);
    column->addSpacing(spacing::Small);
    for (QCheckBox *box : {m_answers, m_prompts, m_anonymous})
        column->addWidget(box);
    column->addSpacing(spacing::Medium);
    column->addWidget(buttons);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::refresh);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(this->wish());
        accept();
    });
    refresh();
}

ExportWish ExportDialog::wish() const
{
    return {m_format->currentData().toString(), m_answers->isChecked(), m_prompts->isChecked(),
            m_anonymous->isChecked()};
}

void ExportDialog::refresh()
{
    const ExportFormat &format = formatOf(m_format->currentData().toString());
    m_about->setText(tr(format.about));
    for (QCheckBox *box : {m_answers, m_prompts})
        box->setEnabled(format.isReport);
    const bool canBeAnonymous = format.ending != "moarun"_L1;
    m_anonymous->setEnabled(canBeAnonymous);
    m_anonymous->setToolTip(canBeAnonymous ? tr("Names that stand in answers give way to a mark, too.")
                                           : tr("A saved run names its models."));
}

} // namespace tributary
