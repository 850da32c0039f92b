"""The municipality: its contact and legal pages, and where its administration sets it up."""
