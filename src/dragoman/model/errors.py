"""The two kinds of error that a caller meets.

``UsageError`` is the caller's mistake (a file that is not there, a date that is none): the command line prints its
one line and exits 2. ``BadPage`` is a source that holds no readable article: alone it is reported like a mistake,
among many it becomes an ``Issue`` and the others are still read. Anything else that is raised is a bug of ours.
"""


class DragomanError(Exception):
    """A fault that is told to the user in one line."""


class UsageError(DragomanError):
    """The caller asked for something that cannot be; the message names the value and what was expected."""


class BadPage(DragomanError):
    """A source from which no article can be read; the message says why."""
