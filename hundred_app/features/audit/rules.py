"""What is written down about safety, in which words."""

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """An act that somebody may have to explain later."""

    SIGNED_IN = "signed in"
    SIGNED_UP = "signed up"
    SIGNED_OUT = "signed out"
    SESSION_ENDED = "ended a session"
    PROVEN = "gave the password again"
    PASSWORD_CHANGED = "changed the password"  # noqa: S105
    TWO_STEP_ON = "turned the second step on"
    TWO_STEP_OFF = "turned the second step off"
    RECOVERY_CODE_USED = "used a recovery code"
    RECOVERY_CODES_MADE = "made new recovery codes"
    RESET_LINK_MADE = "made a reset link"
    PASSWORD_RESET = "set a new password by link"  # noqa: S105
    INVITED = "made an invitation"
    INVITATION_WITHDRAWN = "withdrew an invitation"
    REGISTRATION_CHANGED = "changed who may sign up"
    USER_CREATED = "made an account"
    USER_DECLINED = "declined an account"
    USER_APPROVED = "approved an account"
    USER_DISABLED = "disabled an account"
    USER_ENABLED = "enabled an account"
    ROLE_CHANGED = "changed a role"
    ACCOUNT_DELETED = "deleted the account"
    EXPORTED = "took everything out"
    BACKED_UP = "made a backup"
    BACKUP_DOWNLOADED = "downloaded a backup"
    RESTORED = "restored a backup"
    DENIED = "was refused"


MACHINE = "this machine"
"""Who acted, when a command did."""

SOMEBODY_GONE = "somebody who left"
"""What stands in the place of a name that is not here any more."""


@dataclass(frozen=True)
class Happening:
    """One act: who did it, about what, from where, and whether it was refused."""

    action: Action
    actor: str = ""
    subject: str = ""
    address: str = ""
    is_refused: bool = False


def plain(text: str, limit: int) -> str:
    """A text that stays on one line of a log, cut to `limit` characters.

    Control characters become question marks: a name must not be able to write
    a line of its own.
    """
    shown = "".join(letter if letter.isprintable() else "?" for letter in text)
    return shown[:limit]
