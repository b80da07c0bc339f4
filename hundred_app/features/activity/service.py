"""Writing deeds, and reading them. Features below write; features above read."""

from datetime import datetime, timedelta

from hundred_app.core.db import Database
from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.activity import store
from hundred_app.features.activity.rules import Deed, DeedKind

UNDO_LASTS = timedelta(days=1)
OF_TIME = (DeedKind.TIME_LOGGED, DeedKind.TIME_CHANGED, DeedKind.TIME_REMOVED)


def record(work: Work, *deeds: Deed) -> None:
    """Write deeds in the transaction of the change that they tell of.

    A change without its deed would be work that nothing built on the ledger
    ever sees, and a deed without its change a lie.
    """
    store.add_all(work, deeds)


def minutes_in_ledger(work: Work) -> int:
    """The minutes that the ledger says were given: always the sum of the time logs."""
    return store.total(work, OF_TIME)


def deeds_of_time_since(work: Work, since: datetime) -> int:
    """How often time was logged, changed or removed since then."""
    return store.count(work, OF_TIME, since)


def removed_since(work: Work, since: datetime) -> int:
    """How many things are kept since then to be taken back; none is kept longer than a day."""
    return store.count_removed(work, since)


def set_aside(work: Work, kind: str, content: str) -> str:
    """Keep what is being deleted for a day, so that it can be taken back. Returns its id."""
    store.forget_removed(work, work.now - UNDO_LASTS)
    return store.add_removed(work, kind, content)


def forget_old(database: Database, now: datetime) -> None:
    """Forget what anybody deleted more than a day ago.

    Raises:
        NotSaved: the disk is full.
        Busy: another program has been writing for seconds.
    """
    before = now - UNDO_LASTS
    # Looking first: a transaction that changes nothing wakes the disk all the same.
    if database.read(lambda db: store.has_removed(db, before)):
        database.write(lambda db: store.forget_all_removed(db, before))


def take_back(work: Work, removed_id: str, kind: str) -> str:
    """What was set aside under this id. It stays there: taking back twice is no error.

    Raises:
        NotFound: it is not there any more, or it is somebody else's.
    """
    row = store.find_removed(work, removed_id, kind)
    if row is None:
        raise NotFound
    return row.content
