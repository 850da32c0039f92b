"""Prints one line saying what to do if set-up, demo or tests cannot start.

Usage: python -m tools.preflight [demo PORT | test]
"""

import socket
import sys
from importlib.util import find_spec

from tools import programs

HIGHEST_PORT = 65535


def problem(words: list[str]) -> str | None:
    """What is missing for what the words name, and what to do; None if nothing is."""
    if found := environment_problem():
        return found
    if words[:1] == ["demo"]:
        return port_problem(words[1])
    if words[:1] == ["test"] and (packages := programs.missing_packages()):
        return None if programs.may_install() else programs.advice(packages)
    return None


def environment_problem() -> str | None:
    """Why no virtual environment can be made; None if one is there or can be made."""
    if (programs.ROOT / ".venv/bin/pip").exists() or programs.may_install():
        return None
    if find_spec("ensurepip") or find_spec("virtualenv"):
        return None
    return "Python lacks its part for virtual environments. Run: sudo apt-get install python3-venv"


def port_problem(text: str) -> str | None:
    """Why nothing can be served on the port; None if it is free."""
    if not text.isdecimal() or not 1 <= int(text) <= HIGHEST_PORT:
        return f"PORT must be a number from 1 to {HIGHEST_PORT}: for example make demo PORT=8001"
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind(("127.0.0.1", int(text)))
        except PermissionError:
            return f"Port {text} may only be opened by root. Choose another: make demo PORT=8001"
        except OSError:
            other = int(text) % HIGHEST_PORT + 1
            return f"Port {text} is taken. Choose another: make demo PORT={other}"
    return None


if __name__ == "__main__":
    print(problem(sys.argv[1:]) or "", end="")
