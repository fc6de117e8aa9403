"""A strong chat model that a person stands in for, and what was recorded of it."""
