"""News: what the city tells about a process or about itself, now or from a set time on."""
