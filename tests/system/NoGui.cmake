# SPDX-FileCopyrightText: Tributary contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Usage: cmake -D FOLDER=folder -D NAMES=pattern -P NoGui.cmake
# Fails when one of the programs in the folder loads a library of Qt's graphical half, directly or through others.
file(GLOB programs LIST_DIRECTORIES false ${FOLDER}/${NAMES})
if(NOT programs)
    message(FATAL_ERROR "${FOLDER} holds no ${NAMES}")
endif()
foreach(program IN LISTS programs)
    file(GET_RUNTIME_DEPENDENCIES EXECUTABLES ${program} RESOLVED_DEPENDENCIES_VAR libraries)
    set(graphical ${libraries})
    list(FILTER graphical INCLUDE REGEX "/libQt6(Gui|Widgets|Svg|OpenGL)\\.")
    if(graphical)
        message(SEND_ERROR "${program} loads ${graphical}")
    endif()
endforeach()
list(LENGTH programs count)
message(STATUS "${count} programs looked at")
