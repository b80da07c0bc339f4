"""What an administrator does about people. Every function asks for one again."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from hundred_app.core import words
from hundred_app.core.errors import Conflict, Invalid, NotFound
from hundred_app.core.work import Work
from hundred_app.features.accounts import rules
from hundred_app.features.accounts.rules import Registration
from hundred_app.features.accounts.service import joining, secrets
from hundred_app.features.accounts.service.links import add_link
from hundred_app.features.accounts.store import entering, people
from hundred_app.features.accounts.tables import User
from hundred_app.features.accounts.texts import t
from hundred_app.features.audit import service as audit
from hundred_app.features.audit.service import Action, Happening


@dataclass(frozen=True)
class Member:
    """Somebody with an account, as an administrator reads them."""

    id: str
    username: str
    standing: str
    detail: str
    is_waiting: bool
    is_disabled: bool
    is_admin: bool
    is_me: bool


@dataclass(frozen=True)
class Invitation:
    """An invitation that nobody used yet. `id` is not its secret."""

    id: str
    detail: str


def members(work: Work) -> list[Member]:
    """Everybody, those who wait for approval first."""
    _admin(work)
    seen = people.last_seen(work.db)
    return [_member(work, user, seen.get(user.id)) for user in people.all_users(work.db)]


def registration(work: Work, fixed: Registration | None) -> Registration:
    _admin(work)
    return joining.registration(work.db, fixed)


def choose_registration(work: Work, choice: str, fixed: Registration | None) -> Registration:
    """
    Raises:
        Conflict: the settings of the process fix it.
        Invalid: "registration" is not a way that exists.
    """
    admin = _admin(work)
    if fixed:
        raise Conflict(t.registration_fixed)
    chosen = joining.set_registration(work.db, work.now, choice)
    _write_down(work, admin, Action.REGISTRATION_CHANGED, chosen)
    return chosen


def approve(work: Work, user_id: str) -> str:
    """Let somebody in who waits. Returns their name."""
    admin = _admin(work)
    user = _user(work, user_id)
    user.is_approved = True
    _write_down(work, admin, Action.USER_APPROVED, user.username)
    return user.username


def decline(work: Work, user_id: str) -> str:
    """Remove an account that waits for approval, and nothing else. Returns the name."""
    admin = _admin(work)
    user = _user(work, user_id)
    if user.is_approved:
        raise Conflict(t.not_waiting)
    name = user.username
    people.remove_user(work.db, user.id)
    _write_down(work, admin, Action.USER_DECLINED, name)
    return name


def set_disabled(work: Work, user_id: str, *, is_disabled: bool) -> str:
    """Shut somebody out, or let them in again; nothing of theirs is lost. Returns their name.

    Raises:
        Conflict: it is the last administrator.
    """
    admin = _admin(work)
    user = _user(work, user_id)
    disable(work.db, user, is_disabled=is_disabled)
    action = Action.USER_DISABLED if is_disabled else Action.USER_ENABLED
    _write_down(work, admin, action, user.username)
    return user.username


def disable(db: Session, user: User, *, is_disabled: bool) -> None:
    if is_disabled:
        _keep_an_admin(db, user)
        people.remove_sessions_of(db, user.id)
    user.is_disabled = is_disabled


def set_role(work: Work, user_id: str, role: str) -> str:
    """Make somebody an administrator, or no longer one. Returns their name.

    Raises:
        Conflict: it is the last administrator.
        Invalid: "role" is not one.
    """
    admin = _admin(work)
    if role not in ("user", "admin"):
        raise Invalid("role", t.unknown_choice)
    user = _user(work, user_id)
    if role == "user":
        _keep_an_admin(work.db, user)
    user.role = role
    _write_down(work, admin, Action.ROLE_CHANGED, f"{user.username}: {role}")
    return user.username


def make_reset_link(work: Work, user_id: str) -> tuple[str, str]:
    """Whose it is, and the secret of a link to set a new password by; good for a day, once."""
    admin = _admin(work)
    user = _user(work, user_id)
    by = _happening(work, admin, Action.RESET_LINK_MADE, user.username)
    return user.username, secrets.make_reset_link(work.db, work.now, user.id, by=by)


def invite(work: Work) -> str:
    """The secret of a link by which one person makes an account; good for a week."""
    admin = _admin(work)
    token = add_link(work.db, work.now, joining.INVITATION, rules.INVITATION_LASTS)
    _write_down(work, admin, Action.INVITED, "")
    return token


def invitations(work: Work) -> list[Invitation]:
    """Those that can still be used, the newest first."""
    _admin(work)
    return [
        Invitation(
            id=_public_id(link.id),
            detail=t.invitation_detail(
                made=words.day(work.day_of(link.created_at), work.today),
                until=words.day(work.day_of(link.expires_at), work.today),
            ),
        )
        for link in entering.links_of_kind(work.db, joining.INVITATION, work.now)
    ]


def withdraw(work: Work, invitation_id: str) -> None:
    """
    Raises:
        NotFound: it was used or withdrawn already.
    """
    admin = _admin(work)
    for link in entering.links_of_kind(work.db, joining.INVITATION, work.now):
        if _public_id(link.id) == invitation_id:
            entering.remove_link(work.db, link.id)
            _write_down(work, admin, Action.INVITATION_WITHDRAWN, "")
            return
    raise NotFound


def audit_lines(work: Work, limit: int) -> list[audit.Line]:
    """What was written down about safety, the newest first."""
    _admin(work)
    return audit.newest(work.db, limit)


def ask_admin(work: Work) -> None:
    """
    Raises:
        NotFound: the person is no administrator.
    """
    _admin(work)


def write_down(work: Work, action: Action, subject: str = "") -> None:
    """Write down what an administrator did that is not about people."""
    _write_down(work, _admin(work), action, subject)


def find_named(db: Session, username: str) -> User:
    """
    Raises:
        NotFound: nobody has this name.
    """
    user = people.find_user_by_name(db, rules.fold(username))
    if user is None:
        raise NotFound(t.nobody_named(name=rules.fold(username)))
    return user


def _admin(work: Work) -> User:
    found = people.find_user(work.db, work.user_id)
    if found is None or found[0].role != "admin" or found[0].is_disabled:
        raise NotFound
    return found[0]


def _user(work: Work, user_id: str) -> User:
    found = people.find_user(work.db, user_id)
    if found is None:
        raise NotFound
    return found[0]


def _keep_an_admin(db: Session, user: User) -> None:
    # Inside the transaction: two administrators may take each other's role away at once.
    counts = user.role == "admin" and not user.is_disabled and user.is_approved
    if counts and people.count_admins(db) == 1:
        raise Conflict(t.last_admin)


def _member(work: Work, user: User, seen: datetime | None) -> Member:
    since = words.day(work.day_of(user.created_at), work.today)
    if not user.is_approved:
        standing = t.standing_waiting
    elif user.is_disabled:
        standing = t.standing_disabled
    else:
        standing = t.standing_admin if user.role == "admin" else t.standing_user
    return Member(
        id=user.id,
        username=user.username,
        standing=standing,
        detail=t.member_detail(since=since, seen=_seen(work, seen)),
        is_waiting=not user.is_approved,
        is_disabled=user.is_disabled,
        is_admin=user.role == "admin",
        is_me=user.id == work.user_id,
    )


def _seen(work: Work, moment: datetime | None) -> str:
    if moment is None:
        return t.not_signed_in
    day = work.day_of(moment)
    return t.seen_today if day == work.today else t.seen(day=words.day(day, work.today))


def _public_id(link_id: str) -> str:
    return rules.token_id(link_id)[:20]


def _happening(work: Work, admin: User, action: Action, subject: str) -> Happening:
    return Happening(action, actor=admin.username, subject=subject, address=work.address)


def _write_down(work: Work, admin: User, action: Action, subject: str) -> None:
    audit.record(work.db, work.now, _happening(work, admin, action, subject))
