"""Figures for Prometheus: counted in every process, told at one private address.

The processes that answer and the one that tells share files in a folder, which prometheus_client
keeps and sums. Without FADEN_METRICS_PORT nothing is counted.
"""

import os

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the variable of the library; it is read when that is imported


def is_counted() -> bool:
    """Return whether this process belongs to a site whose figures are told."""
    return FOLDER in os.environ
