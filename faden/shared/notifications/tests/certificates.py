"""Certificates of the tests."""

import ssl
from pathlib import Path

import pytest
import trustme


def trusted_tls(folder: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Return what a server on this machine needs so that clients trust it, as in a city's net."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "town.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "town.pem"))
    return _context(authority)


def unknown_tls() -> ssl.SSLContext:
    """Return what a server has whose authority nobody knows."""
    return _context(trustme.CA())


def _context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context
