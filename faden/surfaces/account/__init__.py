"""The pages of one's own account: sign-up, sign-in, password, personal data, deletion."""
