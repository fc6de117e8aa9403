"""What is made of a report as a whole: its brief, a claim looked up, good practice, questions
and texts.
"""
