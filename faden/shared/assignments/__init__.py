"""What an office of the city has to do by when, who stands in for it, and its one mail a day."""
