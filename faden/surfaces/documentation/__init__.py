"""The documentation of a process for any date, as DOCX and as PDF that screen readers can read."""
