"""Comments on items: for, against or neutral."""
