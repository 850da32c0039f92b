#!/bin/sh
# Installs Faden from this bundle, without internet: ./install.sh [FOLDER]
# PYTHON names another python3 than the first one; it must be the one that MADE_FOR names.
set -eu
cd "$(dirname "$0")"
folder=${1:-/opt/faden}
python=${PYTHON:-python3}

if ! sha256sum --check --quiet --strict SHA256SUMS; then
    echo "This bundle is damaged. Fetch it again." >&2
    exit 2
fi
wanted=$(sed 's/^[^ ]* \([0-9]*\.[0-9]*\).*/\1/' MADE_FOR)
found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
if [ "$wanted" != "$found" ]; then
    echo "This bundle is for Python $wanted; $python is $found. Set PYTHON, or make the bundle there." >&2
    exit 2
fi
if [ ! -x "$folder/bin/python" ]; then
    "$python" -m venv "$folder"
fi
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-index \
    --find-links wheels --require-hashes --requirement locks/run.txt
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
    --force-reinstall ./faden-*.whl
echo "Faden $("$folder/bin/faden" version) is in $folder. What comes next stands in docs/operations.md."
