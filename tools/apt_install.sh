#!/usr/bin/env bash
# Installs Debian packages where this is allowed without asking; fails at once where it is not.
# Usage: tools/apt_install.sh PACKAGE...
command -v apt-get >/dev/null || exit 1
as_root=(env DEBIAN_FRONTEND=noninteractive)
if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || exit 1
    as_root=(sudo -n "${as_root[@]}")
fi
install() { "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null; }
install "$@" 2>/dev/null || { "${as_root[@]}" apt-get update -qq && install "$@"; }
