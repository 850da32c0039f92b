"""Where the team sets a process up: templates, one page to begin, sections, publishing, history."""
