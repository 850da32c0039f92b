#!/usr/bin/env bash
# Sets up all that the work tree needs; what is up to date is left alone.
# Usage: tools/setup.sh run|dev
set -euo pipefail
cd "$(dirname "$0")/.."
venv=.venv
python=$venv/bin/python

say() { echo "faden: $*"; }
stop() { echo "faden: $*" >&2; exit 2; }

make_venv() {
    "$python" -m pip --version &>/dev/null && return
    local base
    base=$(tools/find_python.sh) || stop "Faden needs Python 3.11 or newer."
    say "making the virtual environment with $("$base" --version)"
    "$base" -c 'import ensurepip' &>/dev/null || tools/apt_install.sh python3-venv &>/dev/null || true
    "$base" -m venv --clear $venv &>/dev/null && return
    "$base" -m virtualenv --clear --quiet $venv &>/dev/null && return
    rm -rf $venv
    stop "$base cannot make virtual environments. Run: sudo apt-get install python3-venv"
}

# A lock file is installed once; its copy in the environment tells which version was.
install() {
    local lock
    for lock in "$@"; do
        cmp -s "requirements/$lock.txt" "$venv/locks/$lock.txt" && continue
        say "installing requirements/$lock.txt"
        "$python" -m pip install -qq --disable-pip-version-check --require-hashes -r "requirements/$lock.txt"
        mkdir -p $venv/locks && cp "requirements/$lock.txt" "$venv/locks/"
    done
}

install_faden() {
    cmp -s pyproject.toml $venv/locks/pyproject.toml && return
    "$python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
    cp pyproject.toml $venv/locks/
}

install_node_packages() {
    cmp -s package-lock.json node_modules/installed-lock.json && return
    command -v npm >/dev/null || install node
    say "installing the front-end packages"
    PATH="$PATH:$PWD/$venv/bin" npm ci --ignore-scripts --no-audit --no-fund --silent
    cp package-lock.json node_modules/installed-lock.json
}

make_venv
install run build
[ "$1" = dev ] && install dev
install_faden
install_node_packages
"$python" tools/assets.py
"$python" tools/compile_messages.py
