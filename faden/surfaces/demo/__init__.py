"""The demonstration: Detmold's real process, with contributions of invented people."""
