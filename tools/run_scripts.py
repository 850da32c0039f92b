"""Runs the scripts of bench/ or soak/ one after the other, with the work tree's Python.

Usage: python -m tools.run_scripts bench|soak [what the scripts are told]
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run them all; 1 if one failed."""
    folder, *told = sys.argv[1:]
    scripts = sorted((ROOT / folder).glob("[!_]*.py"))
    if not scripts:
        print(f"There is no script in {folder}/ yet.")
    failed = 0
    for script in scripts:
        print(f"\n== {folder}/{script.name}", flush=True)
        command = [sys.executable, "-m", f"{folder}.{script.stem}", *told]
        failed += subprocess.run(command, cwd=ROOT, check=False).returncode != 0
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
