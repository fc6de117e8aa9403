"""The brief of a council or a report, whole or in part, and in the shapes in which it is asked
for.
"""
