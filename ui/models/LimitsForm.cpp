// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/LimitsForm.h"

#include "ui/common/ThemeController.h"
#include "ui/models/StyledLabel.h"
#include "viewmodel/ModelsViewModel.h"

#include <QSpinBox>
#include <QVBoxLayout>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostParallel = 256;
constexpr int mostRequests = 100'000;
constexpr int mostTokens = 100'000'000;
constexpr int mostRetries = 100;
constexpr int mostSeconds = 7 * 24 * 60 * 60;
constexpr int fieldWidth = 260;
constexpr qint64 millisecondsPerSecond = 1000;

QString withoutMark(QString label)
{
    return label.remove(u'&');
}

std::optional<qint64> amountIn(const QSpinBox &box)
{
    return box.value() == 0 ? std::nullopt : std::optional<qint64>(box.value());
}

} // namespace

LimitsForm::LimitsForm(ModelsViewModel &model, const ThemeController &themes, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_themes(themes)
    , m_note(new StyledLabel(themes, TypeRole::Body, Colour::Text2, {}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Tiny);
    const QString asAllowed = tr("As many as the provider allows");
    m_parallel = addNumber(column, tr("&Calls at a time"), tr("Further calls wait for their turn and say so."),
                           "parallel", mostParallel, {});
    m_parallel->setMinimum(1);
    m_requests = addNumber(column, tr("Re&quests per minute"), tr("What its responses announce is kept to as well."),
                           "requestsPerMinute", mostRequests, asAllowed);
    m_tokens = addNumber(column, tr("To&kens per minute"), {}, "tokensPerMinute", mostTokens, asAllowed);
    m_tokens->setSingleStep(1000);
    m_retries = addNumber(column, tr("Retr&ies"),
                          tr("After a failure that may pass, with a pause of 1, 2, 4 s and so on. A graph that sets "
                             "another number than 3 goes first."),
                          "retries", mostRetries, tr("Usual: 3"));
    m_retries->setMinimum(-1);
    m_timeout = addNumber(column, tr("Time&out"), tr("The longest silence before an answer is given up."), "timeout",
                          mostSeconds, tr("Usual: 120 s"));
    m_timeout->setSuffix(tr(" s"));
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    column->addStretch();
    connect(&model.editor(), &ProviderEditor::formReplaced, this, &LimitsForm::load);
    load();
}

QSpinBox *LimitsForm::addNumber(QVBoxLayout *column, const QString &label, const QString &hint, const char *name,
                                int most, const QString &nothing)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(0, most);
    box->setGroupSeparatorShown(true);
    box->setSpecialValueText(nothing);
    box->setFixedWidth(fieldWidth);
    box->setMinimumHeight(spacing::ControlHeight);
    box->setAccessibleName(withoutMark(label));
    box->setAccessibleDescription(hint);
    auto *caption = new StyledLabel(m_themes, TypeRole::Caption, Colour::Text2, label, this);
    caption->setBuddy(box);
    column->addWidget(caption);
    column->addWidget(box);
    if (!hint.isEmpty()) {
        auto *below = new StyledLabel(m_themes, TypeRole::Caption, Colour::Text3, hint, this);
        below->setWordWrap(true);
        column->addWidget(below);
    }
    column->addSpacing(spacing::Medium);
    connect(box, &QSpinBox::valueChanged, this, &LimitsForm::take);
    return box;
}

void LimitsForm::load()
{
    m_loading = true;
    const ProviderForm &form = m_model.editor().form();
    m_parallel->setValue(form.parallel);
    m_requests->setValue(static_cast<int>(qMin<qint64>(form.requestsPerMinute.value_or(0), mostRequests)));
    m_tokens->setValue(static_cast<int>(qMin<qint64>(form.tokensPerMinute.value_or(0), mostTokens)));
    m_retries->setValue(form.retries.value_or(-1));
    m_timeout->setValue(static_cast<int>(form.timeoutMs.value_or(0) / millisecondsPerSecond));
    m_note->setText(m_model.limitsNote());
    m_loading = false;
}

void LimitsForm::take()
{
    if (m_loading)
        return;
    ProviderForm form = m_model.editor().form();
    form.parallel = m_parallel->value();
    form.requestsPerMinute = amountIn(*m_requests);
    form.tokensPerMinute = amountIn(*m_tokens);
    form.retries = m_retries->value() < 0 ? std::nullopt : std::optional(m_retries->value());
    const std::optional<qint64> seconds = amountIn(*m_timeout);
    form.timeoutMs = seconds ? std::optional(*seconds * millisecondsPerSecond) : std::nullopt;
    m_model.editor().setForm(form);
}

} // namespace tributary
