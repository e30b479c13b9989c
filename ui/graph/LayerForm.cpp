// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/LayerForm.h"

#include <QCheckBox>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace tributary {

namespace {
constexpr int longestGraceSeconds = 24 * 60 * 60;
constexpr int mostAnswers = 999;
} // namespace

LayerForm::LayerForm(const ThemeController &theme, GraphDocument &document, QWidget *parent)
    : FieldColumn(theme, document, parent)
    , m_title(addTitle())
    , m_bypassed(new QCheckBox(tr("Bypass this layer"), this))
    , m_everybody(new QCheckBox(tr("Wait for every agent"), this))
    , m_atLeast(new QSpinBox(this))
    , m_grace(new QSpinBox(this))
{
    m_bypassed->setToolTip(tr("The next layer reads what this one would have read."));
    m_atLeast->setRange(1, mostAnswers);
    m_atLeast->setSuffix(tr(" answers"));
    m_grace->setRange(0, longestGraceSeconds);
    m_grace->setSuffix(tr(" s"));
    addSpace();
    addPlain(m_bypassed);
    addPlain(m_everybody);
    addField(tr("Go on &with"), m_atLeast);
    addField(tr("Time left to the &others"), m_grace);
    column()->addStretch(1);
    connect(m_bypassed, &QCheckBox::clicked, this, [this](bool on) { this->document().setBypassed(m_layer, on); });
    connect(m_everybody, &QCheckBox::clicked, this, [this] { takeQuorum(m_everybody); });
    connect(m_atLeast, &QSpinBox::valueChanged, this, [this] { takeQuorum(m_atLeast); });
    connect(m_grace, &QSpinBox::valueChanged, this, [this] { takeQuorum(m_grace); });
    connect(&document, &GraphDocument::changed, this, &LayerForm::load);
}

void LayerForm::setLayer(qsizetype layer)
{
    if (layer != m_layer)
        startOver();
    m_layer = layer;
    load();
}

void LayerForm::takeQuorum(const QWidget *field)
{
    if (m_loading)
        return;
    std::optional<Quorum> quorum;
    if (!m_everybody->isChecked())
        quorum = Quorum{m_atLeast->value(), std::chrono::seconds(m_grace->value())};
    document().setQuorum(m_layer, quorum, field == m_everybody ? 0 : gestureIn(field));
}

void LayerForm::load()
{
    const QList<Layer> &layers = document().graph().layers;
    if (m_layer < 0 || m_layer >= layers.size())
        return;
    const Layer &layer = layers.at(m_layer);
    m_loading = true;
    m_title->setText(tr("Layer %1").arg(m_layer + 1));
    m_bypassed->setChecked(layer.bypassed);
    m_bypassed->setEnabled(m_layer + 1 < layers.size() || layer.bypassed);
    m_everybody->setChecked(!layer.quorum);
    const Quorum quorum = layer.quorum.value_or(Quorum());
    m_atLeast->setValue(quorum.atLeast);
    m_grace->setValue(static_cast<int>(quorum.grace.count() / 1000));
    m_atLeast->setEnabled(layer.quorum.has_value());
    m_grace->setEnabled(layer.quorum.has_value());
    m_loading = false;
}

} // namespace tributary
