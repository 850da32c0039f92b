#!/usr/bin/env bash
# Prints the newest Python from 3.11 on that really runs; fails if there is none.
wanted='import sqlite3, ssl, sys, venv
if sys.version_info < (3, 11) or sqlite3.sqlite_version_info < (3, 35): sys.exit(1)
print(sys.executable)'
for name in python3.14 python3.13 python3.12 python3.11 python3; do
    "$name" -c "$wanted" 2>/dev/null && exit
done
exit 1
