"""Three questions after taking part: numbers only, without any link to who answered."""
