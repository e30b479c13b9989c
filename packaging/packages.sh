# SPDX-FileCopyrightText: Tributary contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# shellcheck shell=bash
# Sourced by packaging/start, tests/run and .ci/run, with the repository as working directory: installs what is missing
# of packaging/packages.txt, and builds. Everything it says goes to stderr, so that stdout stays the program's own.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
fail() { say "$*"; exit 1; }

# missing_packages SECTION...: prints the lines of the list that no installed package satisfies, without their section.
missing_packages() {
    local section name names wanted=() installed
    while read -r section names; do
        [[ " $* " == *" $section "* ]] && wanted+=("$names")
    done < <(grep -E '^[a-z]' packaging/packages.txt)
    # shellcheck disable=SC2068 # names are split on purpose: a line may hold alternatives
    installed=" $(dpkg-query -W -f='${db:Status-Status}/${Package} ' ${wanted[@]} 2>/dev/null)"
    for names in "${wanted[@]}"; do
        for name in $names; do
            [[ "$installed" == *" installed/$name "* ]] && continue 2
        done
        printf '%s\n' "$names"
    done | sort -u
}

# choose_names < lines: of each line the first package that this release offers; fails on a line that has none.
choose_names() {
    local names name
    while read -r names; do
        for name in $names; do
            apt-cache policy "$name" 2>/dev/null | grep -qE '^  Candidate: [^(]' && { printf '%s ' "$name"; continue 2; }
        done
        say "this release offers no package ${names// / or }. Tributary needs Debian 12, Ubuntu 24.04 or newer, with all their standard components."
        return 1
    done
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" >>"$apt_log" 2>&1
}

# What went wrong, in one sentence, from apt's own words.
explain_apt_failure() {
    tail -n 5 "$apt_log" >&2
    if grep -qE "No space left|enough free space" "$apt_log"; then
        fail "the disk is full: free about 1.5 GB and run this again."
    elif grep -qE "Could not resolve|Failed to fetch|Temporary failure|Could not connect|Connection failed" "$apt_log"; then
        fail "the packages could not be downloaded: check the network connection and run this again."
    elif grep -qE "password is required|not in the sudoers|Sorry, try again" "$apt_log"; then
        fail "sudo refused: as root, run: apt-get install $*"
    fi
    fail "apt-get could not install: $*. Its output is in $apt_log."
}

# A terminal is needed for sudo's question; root and passwordless sudo need none.
require_root_rights() {
    [ "$(id -u)" = 0 ] && return
    command -v sudo >/dev/null || fail "these packages are missing and sudo is not installed. As root, run: apt-get install --no-install-recommends $*"
    sudo -n true 2>/dev/null || sudo -v || fail "without sudo rights nothing can be installed. As root, run: apt-get install --no-install-recommends $*"
}

# install_packages PURPOSE SECTION...: installs what is missing; says what and why first; does nothing when all is there.
install_packages() {
    local purpose=$1 missing names
    shift
    command -v dpkg-query >/dev/null || { say "no dpkg here: taking the packages of packaging/packages.txt as installed."; return; }
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null || fail "apt-get is not there to install: ${missing//$'\n'/, }."
    # shellcheck disable=SC2086
    require_root_rights $(cut -d' ' -f1 <<<"$missing")
    apt_log=$(mktemp "${TMPDIR:-/tmp}/tributary-apt.XXXXXX")
    # A stale or foreign source may fail to update; what counts is whether the packages can be had.
    apt update || say "apt-get update reported problems; trying with the lists at hand."
    names=$(choose_names <<<"$missing") || explain_unavailable
    say "installing $(wc -w <<<"$names") packages to $purpose: $names"
    # shellcheck disable=SC2086
    apt install --no-install-recommends $names || explain_apt_failure $names
    rm -f "$apt_log"
}

explain_unavailable() {
    grep -qE "Could not resolve|Failed to fetch|Temporary failure|Could not connect" "$apt_log" \
        && fail "the package lists could not be downloaded: check the network connection and run this again."
    exit 1
}

# As many compilers at once as there are processors, and memory for: each takes up to 700 MB.
jobs() {
    local memory
    memory=$(awk '/^MemAvailable/ { print int($2 / 700000) }' /proc/meminfo 2>/dev/null)
    memory=$((${memory:-1} > 0 ? ${memory:-1} : 1))
    echo $((memory < $(nproc) ? memory : $(nproc)))
}

# Compilers share what they already compiled, between presets too, where ccache is installed.
use_ccache() {
    command -v ccache >/dev/null || return 0
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
}

# build_preset PRESET [TARGET...]: configures when there is no build folder yet, then builds.
build_preset() {
    local preset=$1
    shift
    [ -e "build/$preset/build.ninja" ] || cmake --preset "$preset" || return
    cmake --build --preset "$preset" --parallel "$(jobs)" ${1:+--target "$@"}
}
