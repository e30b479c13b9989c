// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/ModelPalette.h"

#include "ui/common/Painting.h"
#include "ui/common/ThemeController.h"
#include "ui/models/ModelRowDelegate.h"
#include "ui/models/StyledLabel.h"
#include "viewmodel/ModelChoices.h"
#include "viewmodel/ModelPaletteList.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QToolButton>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr int severalCount = 3;

} // namespace

ModelPalette::ModelPalette(ModelChoices &models, const ThemeController &themes, Purpose purpose, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_models(models)
    , m_themes(themes)
    , m_purpose(purpose)
    , m_rows(new ModelPaletteList(models, this))
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_empty(new StyledLabel(themes, TypeRole::Body, Colour::Text2))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"modelPalette"_s);
    setAccessibleName(purpose == Purpose::Add ? tr("Add agent") : tr("Choose a model"));
    m_field->setObjectName(u"findModel"_s);
    m_field->setAccessibleName(tr("Search models"));
    m_field->setPlaceholderText(purpose == Purpose::Add ? tr("Add an agent with this model") : tr("Choose a model"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    setFocusProxy(m_field);
    buildList();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::Small, spacing::Small, spacing::Small, spacing::Tiny);
    column->setSpacing(spacing::Tiny);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    column->addLayout(buildFooter());
    resize(usualSize);
    connect(m_field, &QLineEdit::textChanged, this, &ModelPalette::search);
    search({});
}

void ModelPalette::buildList()
{
    m_list->setObjectName(u"modelList"_s);
    m_list->setAccessibleName(tr("Models"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new ModelRowDelegate(m_themes, m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    // Typing goes on while the list moves; a second place for the focus would only be in the way.
    m_list->setFocusPolicy(Qt::NoFocus);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *over = new QVBoxLayout(m_list->viewport());
    over->addWidget(m_empty);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { chooseRow(index.row()); });
    connect(m_rows, &QAbstractItemModel::modelReset, this, [this] { showRow(m_rows->nextModel(-1, 1)); });
}

QLayout *ModelPalette::buildFooter()
{
    const QString hint =
        m_purpose == Purpose::Add ? tr("Enter adds it, Ctrl+Enter adds three different ones") : tr("Enter chooses");
    auto *more = new QToolButton(this);
    more->setObjectName(u"manageModels"_s);
    more->setText(tr("Models…"));
    more->setToolTip(tr("Providers, models and prices"));
    more->setAccessibleName(tr("Providers and models"));
    connect(more, &QToolButton::clicked, this, [this] {
        Q_EMIT modelsRequested();
        close();
    });
    auto *row = new QHBoxLayout;
    row->addSpacing(spacing::Tiny);
    row->addWidget(new StyledLabel(m_themes, TypeRole::Caption, Colour::Text3, hint, this), 1);
    row->addWidget(more);
    return row;
}

void ModelPalette::setCurrentModel(const ModelRef &model)
{
    if (const int row = m_rows->rowOf(model); row >= 0)
        showRow(row);
}

void ModelPalette::setWords(const QString &words)
{
    m_field->setText(words);
}

void ModelPalette::openBelow(const QWidget &widget)
{
    openAt(widget.mapToGlobal(QPoint(0, widget.height() + spacing::Hair)));
}

void ModelPalette::openAt(const QPoint &global)
{
    const QScreen *screen = QGuiApplication::screenAt(global);
    const QRect room = (screen ? screen : this->screen())->availableGeometry();
    const QPoint furthest(qMax(room.left(), room.right() + 1 - width()),
                          qMax(room.top(), room.bottom() + 1 - height()));
    move(QPoint(qBound(room.left(), global.x(), furthest.x()), qBound(room.top(), global.y(), furthest.y())));
    show();
    m_field->setFocus(Qt::PopupFocusReason);
    announceCurrent();
}

void ModelPalette::search(const QString &words)
{
    m_rows->setWords(words);
    m_empty->setText(m_rows->emptyText());
    m_empty->setVisible(!m_empty->text().isEmpty());
}

void ModelPalette::showRow(int row)
{
    const QModelIndex index = m_rows->index(qMax(row, 0));
    if (row < 0 || !index.isValid()) {
        m_list->setCurrentIndex({});
    } else {
        m_list->setCurrentIndex(index);
        // The first model comes with the title of its section.
        m_list->scrollTo(m_rows->nextModel(row, -1) < 0 ? m_rows->index(0) : index);
    }
    announceCurrent();
}

void ModelPalette::step(int direction)
{
    const QModelIndex current = m_list->currentIndex();
    if (const int row = m_rows->nextModel(current.isValid() ? current.row() : -1, direction); row >= 0)
        showRow(row);
}

void ModelPalette::stepPage(int direction)
{
    const int height = qMax(1, m_list->visualRect(m_list->currentIndex()).height());
    for (int i = 0; i < qMax(1, m_list->viewport()->height() / height - 1); ++i)
        step(direction);
}

bool ModelPalette::takeKey(int key, bool withControl)
{
    switch (key) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        stepPage(1);
        return true;
    case Qt::Key_PageUp:
        stepPage(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (withControl && m_purpose == Purpose::Add)
            chooseSeveral();
        else
            chooseRow(m_list->currentIndex().row());
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

bool ModelPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        if (takeKey(key.key(), key.modifiers().testFlag(Qt::ControlModifier)))
            return true;
    }
    return QFrame::eventFilter(watched, event);
}

void ModelPalette::chooseRow(int row)
{
    const ModelRef model = m_rows->ref(row);
    if (model.isEmpty())
        return;
    m_models.noteChosen(model);
    Q_EMIT chosen(model);
    close();
}

void ModelPalette::chooseSeveral()
{
    const QList<ModelRef> models = m_rows->differentFrom(m_list->currentIndex().row(), severalCount);
    if (models.isEmpty() || !m_list->currentIndex().isValid())
        return;
    Q_EMIT severalChosen(models);
    close();
}

void ModelPalette::announceCurrent()
{
    const QString spoken = m_list->currentIndex().isValid()
                               ? m_list->currentIndex().data(Qt::AccessibleTextRole).toString()
                               : m_rows->emptyText();
    if (m_field->accessibleDescription() == spoken)
        return;
    // The focus stays in the field, so the field says what would be chosen.
    m_field->setAccessibleDescription(spoken);
    QAccessibleEvent changed(m_field, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void ModelPalette::closeEvent(QCloseEvent *event)
{
    QFrame::closeEvent(event);
    Q_EMIT closed();
}

void ModelPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_themes.theme();
    painter.fillRect(rect(), theme.colour(Colour::Surface));
    paintBox(painter, rect(), 0, theme.colour(Colour::Surface), theme.colour(Colour::Control));
}

} // namespace tributary
