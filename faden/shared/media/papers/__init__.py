"""What a document is, seen by its content: the nine kinds we take, and why another is refused."""

from faden.shared.media.papers.inspection import Paper, inspect_paper
from faden.shared.media.papers.names import safe_filename

__all__ = ["Paper", "inspect_paper", "safe_filename"]
