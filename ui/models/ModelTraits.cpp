// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ModelTraits.h"

#include "ui/common/ThemeController.h"
#include "ui/models/StyledLabel.h"
#include "viewmodel/ModelsViewModel.h"

#include <QBoxLayout>
#include <QComboBox>

namespace tributary {

using namespace Qt::StringLiterals;

ModelTraits::ModelTraits(ModelsViewModel &model, const ThemeController &themes, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_name(new StyledLabel(themes, TypeRole::Strong, Colour::Text, {}, this))
    , m_sources(new StyledLabel(themes, TypeRole::Caption, Colour::Text2, {}, this))
    , m_choices(new QWidget(this))
{
    m_sources->setWordWrap(true);
    auto *row = new QHBoxLayout(m_choices);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::Small);
    const auto add = [&](OverridableTrait trait, const QString &label, const QString &name, const char *object) {
        QComboBox *box = makeChoice(trait, name);
        box->setObjectName(QString::fromLatin1(object));
        auto *caption = new StyledLabel(themes, TypeRole::Caption, Colour::Text2, label, m_choices);
        caption->setBuddy(box);
        row->addWidget(caption);
        row->addWidget(box);
        row->addSpacing(spacing::Medium);
    };
    add(OverridableTrait::Sampling, tr("Temperature and top-&p"), tr("Temperature and top-p"), "sampling");
    add(OverridableTrait::SystemPrompt, tr("S&ystem prompt"), tr("System prompt"), "systemPrompt");
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::Tiny);
    column->addWidget(m_name);
    column->addWidget(m_sources);
    column->addWidget(m_choices);
    showModel({}, {});
}

QComboBox *ModelTraits::makeChoice(OverridableTrait trait, const QString &name)
{
    auto *box = new QComboBox(m_choices);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->addItem(QString(), static_cast<int>(TraitUse::AsKnown));
    box->addItem(tr("Always sent"), static_cast<int>(TraitUse::Sent));
    box->addItem(tr("Left out"), static_cast<int>(TraitUse::LeftOut));
    connect(box, &QComboBox::activated, this,
            [this, trait, box] { m_model.setTrait(m_id, trait, static_cast<TraitUse>(box->currentData().toInt())); });
    m_boxes.insert(static_cast<int>(trait), box);
    return box;
}

void ModelTraits::showModel(const QString &id, const QString &sources)
{
    m_id = id;
    m_name->setText(id.isEmpty() ? tr("Choose a model to see where its figures are from.") : id);
    m_sources->setText(sources);
    m_sources->setVisible(!sources.isEmpty());
    refresh();
}

void ModelTraits::refresh()
{
    m_choices->setVisible(!m_id.isEmpty() && !m_model.isDemo());
    for (const OverridableTrait trait : {OverridableTrait::Sampling, OverridableTrait::SystemPrompt}) {
        QComboBox *box = m_boxes.value(static_cast<int>(trait));
        box->setItemText(0, m_model.isTraitSent(m_id, trait) ? tr("As known: sent") : tr("As known: left out"));
        box->setCurrentIndex(box->findData(static_cast<int>(m_model.traitOf(m_id, trait))));
    }
}

} // namespace tributary
