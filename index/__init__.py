"""Offline: a folder of inspection reports becomes a store that can be asked."""
