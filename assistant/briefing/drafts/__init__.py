"""What is drawn up for use: questions, texts, lines and pages, on cited evidence.

What is asked, and how a finding is told, is the assistant's; nothing says more than the passages
and grades that it cites.
"""
