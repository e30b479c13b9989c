#!/bin/sh
# SPDX-FileCopyrightText: Tributary contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-keyring.sh FOLDER COMMAND...: runs the command with a session bus and an unlocked keyring of its own below FOLDER.
set -eu
HOME=$1 XDG_RUNTIME_DIR=$1/run
shift
export HOME XDG_RUNTIME_DIR
export XDG_DATA_HOME="$HOME/data" XDG_CONFIG_HOME="$HOME/config" XDG_CACHE_HOME="$HOME/cache"
unset DISPLAY WAYLAND_DISPLAY
mkdir -p "$XDG_DATA_HOME/keyrings" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
exec dbus-run-session -- sh -c '
    printf password | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
    exec "$@"' sh "$@"
