"""Sentences → vectors: the embedding model, and what it learned for reports."""
