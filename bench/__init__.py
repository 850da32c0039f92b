"""Measurements under load, run by hand with `make bench`: what is in front of what.

`_texts`, `_bulk` and `_town` make the data, `_postgres` and `_servers` what is measured, `_load`
sends requests, `_cases` says which, `_table` writes down what came out; `load` runs it all.
"""
