"""The words of a documentation, chapter by chapter, in the language of the moment."""

from faden.surfaces.documentation.contents.whole import document

__all__ = ["document"]
