"""A question → evidence: passages found for each council, scored, and the fewest chosen."""
