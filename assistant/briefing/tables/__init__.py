"""Tables of a wished shape, computed over all reports that are meant."""
