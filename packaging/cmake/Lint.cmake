# SPDX-FileCopyrightText: Tributary contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# The target `lint`: one command per source file, so that Ninja runs them side by side and again only after a change.
# Tests are left out: the linters' time goes where the product is.
function(tributary_add_lint tool)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*.cpp ${PROJECT_SOURCE_DIR}/ui/*.cpp)
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*.h ${PROJECT_SOURCE_DIR}/ui/*.h)
    if(tool STREQUAL "clang-tidy")
        set(command clang-tidy -p ${CMAKE_BINARY_DIR} --quiet --warnings-as-errors=*)
        set(configuration ${PROJECT_SOURCE_DIR}/.clang-tidy)
    else()
        # qstring-ref gives advice for Qt 5.
        set(command clazy-standalone -p ${CMAKE_BINARY_DIR} --checks=level1,no-qstring-ref --extra-arg=-Werror
            --header-filter=${PROJECT_SOURCE_DIR}/\(src|ui\)/.* --ignore-dirs=${CMAKE_BINARY_DIR}|/usr/)
    endif()
    foreach(source IN LISTS sources)
        file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${source})
        set(stamp ${CMAKE_BINARY_DIR}/lint/${name}.stamp)
        cmake_path(GET stamp PARENT_PATH folder)
        file(MAKE_DIRECTORY ${folder})
        add_custom_command(OUTPUT ${stamp}
            COMMAND ${command} ${source}
            COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
            DEPENDS ${source} ${headers} ${configuration}
            COMMENT "${tool} ${name}"
            VERBATIM)
        list(APPEND stamps ${stamp})
    endforeach()
    add_custom_target(lint DEPENDS ${stamps})
    # Sources include what moc and uic write.
    add_dependencies(lint autogen)
endfunction()
