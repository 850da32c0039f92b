"""Dates and numbers as the two languages of the interface write them."""
