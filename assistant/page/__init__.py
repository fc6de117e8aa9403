"""The page as HTML: functions and a class that know nothing of the library that serves it.

Everything that comes from a report or a reader is escaped where it enters the HTML, so nothing
that is written in a report can become markup.
"""
