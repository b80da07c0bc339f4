"""What may go wrong in a way the person can act on.

    HundredError
      Invalid     a field was filled in wrongly
      NotFound    no such thing, or it is not yours
      Conflict    it would break a rule that held until now
        Changed   it was changed elsewhere since it was read
      Busy        too much at once; try again later
      NotSaved    the disk is full, or cannot be written
      SignedOut   nobody is signed in on this connection

The message is shown to the person as it stands: it says what happened and
what to do. Anything that is not a HundredError is a bug: it is logged under a
short id, and the person sees a plain apology with that id.
"""

from hundred_app.core.texts import t


class HundredError(Exception):
    """Something the person can understand and act on."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Invalid(HundredError):
    """A field was filled in wrongly. `field` is the name of the control to show it beside."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotFound(HundredError):
    """No such thing, or it belongs to somebody else: the two are never told apart."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or t.not_here)


class Conflict(HundredError):
    """It would break a rule that held until now."""


class Changed(Conflict):
    """It was changed elsewhere since it was read; `theirs` is what stands there now, at `rev`."""

    def __init__(self, message: str, *, theirs: str, rev: int) -> None:
        super().__init__(message)
        self.theirs = theirs
        self.rev = rev


class Busy(HundredError):
    """Too much at once. `retry_seconds` says when to try again."""

    def __init__(self, message: str, retry_seconds: int) -> None:
        super().__init__(message)
        self.retry_seconds = retry_seconds


class NotSaved(HundredError):
    """The disk is full, or cannot be written. Reading goes on, and so does saving once there is
    room."""


class SignedOut(HundredError):
    """Nobody is signed in on this connection."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or t.please_sign_in)
