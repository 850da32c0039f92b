"""Measurements, run by hand with `make bench`: ratios within one run tell more than seconds."""
