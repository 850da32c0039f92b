"""The team's pages of moderation."""
