"""Whether there is place for more of what a person keeps."""

from hundred_app.core.work import Work
from hundred_app.features.activity import service as activity
from hundred_app.features.commitments.rules import quotas as rules
from hundred_app.features.commitments.store import logs, pursuits


def for_a_commitment(work: Work) -> None:
    """
    Raises:
        Conflict: there is no place for one more commitment.
    """
    rules.check_commitments(pursuits.count(work))


def for_logs(work: Work, new: int) -> None:
    """
    Raises:
        Conflict: there is no place for so many more logs.
    """
    rules.check_logs(logs.count_all(work), new)


def for_a_log_by_hand(work: Work) -> None:
    """
    Raises:
        Conflict: there is no place for one more log, or for one more today.
    """
    for_logs(work, 1)
    since = work.now - rules.A_DAY
    # Counting deeds is quick, and there are at least as many as logs made and deleted.
    if activity.deeds_of_time_since(work, since) >= rules.MOST_LOGS_A_DAY:
        made = logs.count_by_hand(work, since) + activity.removed_since(work, since)
        rules.check_logs_of_a_day(made)
