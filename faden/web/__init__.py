"""What every page is made of: base templates, KERN tags, the form renderer, error pages, tables."""
