"""What Faden is made of, as CycloneDX: the Python packages and what pages load in the browser."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SCHEMA = SchemaVersion.V1_6


def write_sbom(bundle: Path, target: Path) -> None:
    """Write the list of all parts of the bundle, with versions and licences.

    :param bundle: folder with Faden's wheel, and those of what it needs in `wheels`
    :raises SystemExit: when what was made is not CycloneDX
    """
    with tempfile.TemporaryDirectory(prefix="faden-sbom-") as environment:
        install(bundle, environment)
        about = ["--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application"]
        command = [str(BIN / "cyclonedx-py"), "environment", *about, "--output-reproducible"]
        made = subprocess.run(
            [*command, environment], check=True, capture_output=True, text=True
        ).stdout
    bom = json.loads(made)
    bom["components"] = [*bom.get("components", []), *front_end()]
    text = json.dumps(bom, indent=1, ensure_ascii=False)
    if problem := JsonStrictValidator(SCHEMA).validate_str(text):
        raise SystemExit(f"The SBOM is not valid: {problem}")
    target.write_text(text, encoding="utf-8")


def install(bundle: Path, environment: str) -> None:
    """Install the bundle's wheels, and nothing else, to see what they say of themselves."""
    subprocess.run([BIN / "uv", "venv", "-q", "--python", sys.executable, environment], check=True)
    wheels = [*sorted((bundle / "wheels").glob("*.whl")), *sorted(bundle.glob("*.whl"))]
    offline = ["--offline", "--no-index", "--no-deps", "--no-config"]
    subprocess.run(
        [BIN / "uv", "pip", "install", "-q", "--python", environment, *offline, *wheels], check=True
    )


def front_end() -> list[dict[str, Any]]:
    """Return the packages of the lock file whose files reach a browser."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    wanted = lock["packages"][""]["dependencies"]
    return [component(name, lock["packages"][f"node_modules/{name}"]) for name in sorted(wanted)]


def component(name: str, locked: dict[str, Any]) -> dict[str, Any]:
    """Return one package as CycloneDX wants it."""
    purl = f"pkg:npm/{name.replace('@', '%40')}@{locked['version']}"
    licence = locked.get("license")
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": locked["version"],
        "purl": purl,
        **({"licenses": [{"expression": licence}]} if licence else {}),
    }
