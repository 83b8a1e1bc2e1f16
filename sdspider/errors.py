"""Errors that a user can mend: one line that says what to do, and the exit code that goes with it."""

OK, FAILED, USAGE = 0, 1, 2
"""Exit codes: good run; suspect or failed run, unreadable input or disk; bad usage."""


class UserError(Exception):
    """Told to the user as one line, without a traceback."""

    code = FAILED


class UsageError(UserError):
    """The command line itself cannot be carried out."""

    code = USAGE
