#!/usr/bin/env bash
# Raises all dependencies to their newest releases and locks them with hashes, without download addresses.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate "$@"
}

compile pyproject.toml --output-file requirements/run.txt
compile requirements/build.in --constraints requirements/run.txt --output-file requirements/build.txt
compile pyproject.toml requirements/build.in requirements/dev.in --constraints requirements/run.txt \
    --constraints requirements/build.txt --output-file requirements/dev.txt
for name in node java postgres; do
    compile "requirements/$name.in" --output-file "requirements/$name.txt"
done
PATH="$PATH:$PWD/.venv/bin" npm install --package-lock-only --ignore-scripts --no-audit --no-fund \
    --omit-lockfile-registry-resolved
if grep -nE 'https?://|"resolved"' requirements/*.txt package-lock.json; then
    echo "A lock file names a download address." >&2
    exit 1
fi
