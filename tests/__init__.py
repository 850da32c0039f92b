"""Tests of the whole: its shape, its packages, its pages in a browser."""
