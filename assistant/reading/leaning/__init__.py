"""How a message that says little of its own leans on the one before: a module for each part of the
request that it changes.
"""
