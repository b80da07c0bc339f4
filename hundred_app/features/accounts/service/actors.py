"""Who is behind a connection, and working on their behalf."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from hundred_app.core.db import Database
from hundred_app.core.language import LANGUAGES
from hundred_app.core.work import Work
from hundred_app.features.accounts import rules
from hundred_app.features.accounts.rules import Role, Theme
from hundred_app.features.accounts.store import people as store
from hundred_app.features.accounts.tables import User, UserSettings

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Caller:
    """Where somebody asks from.

    Attributes:
        address: the network address, "" when it is not known.
        agent: the User-Agent header.
        device: the secret of the cookie by which this browser is known again.
    """

    address: str = ""
    agent: str = ""
    device: str = ""


@dataclass(frozen=True)
class Actor:
    """Who is behind a connection, as the database says at this moment.

    `proven_at` is when they last gave their password; `language` is the one they
    chose, "" for that of their browser.
    """

    user_id: str
    username: str
    role: Role
    session_id: str
    zone: str = "UTC"
    week_start: int = 0
    day_start: int = 0
    theme: Theme = "system"
    language: str = ""
    proven_at: datetime = _NEVER
    address: str = ""

    def has_proven(self, now: datetime) -> bool:
        """Whether they gave their password within the last ten minutes."""
        return rules.is_proven(self.proven_at, now)


def find_actor(db: Session, now: datetime, session_id: str) -> Actor | None:
    """Who holds this session now; None when it ended or the account may not be used."""
    return find_actors(db, now, [session_id]).get(session_id)


def find_actors(db: Session, now: datetime, session_ids: Collection[str]) -> dict[str, Actor]:
    """Who holds these sessions now, by session, in one query; as in `find_actor`."""
    return {
        held.session_id: Actor(
            user_id=held.user_id,
            username=held.username,
            role="admin" if held.role == "admin" else "user",
            session_id=held.session_id,
            zone=held.time_zone,
            week_start=held.week_start,
            day_start=held.day_start,
            theme=rules.known_theme(held.theme),
            language=_known_language(held.language),
            proven_at=held.proven_at,
            address=held.address,
        )
        for held in store.holders(db, session_ids, now)
    }


def keep_alive(database: Database, now: datetime, session_id: str) -> bool:
    """Move the end of a session that is being used. Whether its cookie should be sent anew."""
    with database.reading() as db:
        found = store.find_signed_in(db, session_id, now)
        if found is None:
            return False
        session, _, _ = found
        created_at = session.created_at
        # Both are asked: towards the ninetieth day the end stays where it is, and use goes on.
        is_due = rules.is_due_for_renewal(created_at, session.expires_at, now)
        is_due = is_due or rules.is_use_to_be_noted(session.last_used_at, now)
    if not is_due:
        return False
    with database.writing() as db:
        store.touch_session(db, session_id, rules.session_end(created_at, now), now)
    return True


def find_work_of(db: Session, now: datetime, username: str) -> Work | None:
    """Work on behalf of a named person, for commands on the machine itself."""
    user = store.find_user_by_name(db, rules.fold(username))
    if user is None:
        return None
    return work_of(db, now, _actor(user, store.get_settings(db, user.id)))


def find_actor_of(db: Session, user_id: str) -> Actor | None:
    """Whose account this is, to work for them unasked; None when it may not be used."""
    found = store.find_user(db, user_id)
    if found is None or found[0].is_disabled or not found[0].is_approved:
        return None
    return _actor(*found)


def work_of(db: Session, now: datetime, actor: Actor) -> Work:
    """What this person does in this transaction."""
    return Work(
        db=db,
        user_id=actor.user_id,
        now=now,
        zone=actor.zone,
        week_start=actor.week_start,
        day_start=actor.day_start,
        address=actor.address,
    )


def has_users(db: Session) -> bool:
    return store.count_users(db) > 0


def _actor(user: User, settings: UserSettings) -> Actor:
    """Somebody for whom something is done without a session."""
    return Actor(
        user_id=user.id,
        username=user.username,
        role="admin" if user.role == "admin" else "user",
        session_id="",
        zone=settings.time_zone,
        week_start=settings.week_start,
        day_start=settings.day_start,
        theme=rules.known_theme(settings.theme),
        language=_known_language(settings.language),
    )


def _known_language(language: str) -> str:
    return language if language in LANGUAGES else ""
