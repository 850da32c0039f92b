"""Brings contributions and comments of another platform in, from CSV, XLSX or ODS."""
