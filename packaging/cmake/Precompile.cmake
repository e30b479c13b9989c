# SPDX-FileCopyrightText: Tributary contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Most of the time of a build goes into reading Qt's headers again for every file. Builds that share no objects with
# others (sanitizers, packages) read them once here. The others do without: the compiler cache serves the headless build
# with objects of the development build, which it cannot do with precompiled headers, and the linters see that every file
# includes what it needs.
set(precompiled_core
    <QCoreApplication> <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap> <QObject> <QSet>
    <QString> <QUrl> <QVariant> <algorithm> <chrono> <cmath> <functional> <memory> <optional> <ranges> <variant> <vector>
    <tl/expected.hpp>)
set(precompiled_gui
    <QApplication> <QBoxLayout> <QIcon> <QKeyEvent> <QLabel> <QMenu> <QPainter> <QPushButton> <QScrollBar>
    <QStackedWidget> <QStyledItemDelegate> <QTextBrowser> <QToolButton> <QTreeView> <QWidget>)

file(WRITE ${CMAKE_BINARY_DIR}/precompiled.cpp "// The library is there for its precompiled headers.\n")
add_library(tributary_precompiled_core STATIC ${CMAKE_BINARY_DIR}/precompiled.cpp)
target_link_libraries(tributary_precompiled_core PRIVATE tributary_options Qt6::Core tl::expected)
target_precompile_headers(tributary_precompiled_core PRIVATE ${precompiled_core})
if(TRIBUTARY_GUI)
    add_library(tributary_precompiled_gui STATIC ${CMAKE_BINARY_DIR}/precompiled.cpp)
    target_link_libraries(tributary_precompiled_gui PRIVATE tributary_options Qt6::Widgets tl::expected)
    target_precompile_headers(tributary_precompiled_gui PRIVATE ${precompiled_core} ${precompiled_gui})
endif()

# A directory says in TRIBUTARY_PRECOMPILED_SET which headers its targets take; the core ones where it says nothing.
function(tributary_precompile name)
    if(DEFINED TRIBUTARY_PRECOMPILED_SET)
        target_precompile_headers(${name} REUSE_FROM tributary_precompiled_${TRIBUTARY_PRECOMPILED_SET})
    else()
        target_precompile_headers(${name} REUSE_FROM tributary_precompiled_core)
    endif()
endfunction()
