"""The team's pages: answering, drafts and their release, what was promised."""
