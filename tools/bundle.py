"""Makes one file from which Faden is installed without internet: `make bundle`.

It is for servers with the same Python (3.11, 3.12 ...), system and processor as here.

Usage: python -m tools.bundle [--to FOLDER] [--wheel FILE]
"""

import argparse
import hashlib
import platform
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from pathlib import Path

from tools.sbom import write_sbom

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("LICENSE", "LICENSES", "README.md", "deploy", "docs", "publiccode.yml", ".env.example")
LOCKS = ("requirements/run.txt", "package-lock.json")


def main() -> int:
    """Make the bundle and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="folder; dist/")
    parser.add_argument("--wheel", type=Path, help="of Faden, built before; else it is built now")
    options = parser.parse_args()
    print(make_bundle(options.to, wheel=options.wheel))
    return 0


def make_bundle(to: Path, *, wheel: Path | None = None) -> Path:
    """Return the bundle, a tar file in the folder."""
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="faden-bundle-") as made:
        wheel = wheel or build_wheel(Path(made) / "built")
        name = f"faden-{wheel.name.split('-')[1]}-{target()}"
        content = Path(made) / name
        (content / "wheels").mkdir(parents=True)
        shutil.copy(wheel, content)
        download_wheels(content / "wheels")
        copy_files(content)
        write_sbom(content, content / "sbom.cdx.json")
        write_checksums(content)
        bundle = to / f"{name}.tar"
        with tarfile.open(bundle, "w") as archive:
            archive.add(content, name)
    return bundle


def target() -> str:
    """Return for which Python and machine the wheels are: cp311-linux_x86_64."""
    version = f"cp{sys.version_info.major}{sys.version_info.minor}"
    return f"{version}-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"


def build_wheel(folder: Path) -> Path:
    """Return Faden's own wheel."""
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir"]
    subprocess.run([*build, str(folder), str(ROOT)], check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


def download_wheels(folder: Path) -> None:
    """Fetch what the lock file names, by its hashes, and nothing that would have to be built."""
    pip = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check"]
    lock = ["--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / LOCKS[0])]
    subprocess.run([*pip, *lock, "--dest", str(folder)], check=True)


def copy_files(content: Path) -> None:
    """Put lock files, licences, documents and the script that installs beside the wheels."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, content / name, ignore=shutil.ignore_patterns("images"))
        else:
            shutil.copy(source, content)
    (content / "locks").mkdir()
    for name in LOCKS:
        shutil.copy(ROOT / name, content / "locks")
    made_by = f"{platform.python_implementation()} {platform.python_version()}, {target()}\n"
    (content / "MADE_FOR").write_text(made_by, encoding="utf-8")
    shutil.copy(ROOT / "deploy/install.sh", content)


def write_checksums(content: Path) -> None:
    """Write the SHA-256 of every file, as `sha256sum -c` reads them."""
    files = sorted(path for path in content.rglob("*") if path.is_file())
    lines = [f"{digest(path)}  {path.relative_to(content).as_posix()}\n" for path in files]
    (content / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
