"""A file → its text in order, and what of it a reader of the page would see."""
