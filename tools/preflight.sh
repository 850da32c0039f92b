#!/usr/bin/env bash
# Prints one line saying what to do if set-up, demo or tests cannot start; prints nothing if they can.
# Usage: tools/preflight.sh [demo PORT | test]
cd "$(dirname "$0")/.." || exit

if ! python=$(tools/find_python.sh); then
    found=$(python3 --version 2>/dev/null || echo "no working python3")
    echo "Faden needs Python 3.11 or newer (found: $found). Run: sudo apt-get install python3 python3-venv"
    exit
fi
exec "$python" -m tools.preflight "$@"
