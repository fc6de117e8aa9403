"""What is kept: the catalogue, the vectors of its passages, and who may write."""
