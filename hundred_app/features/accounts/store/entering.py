"""All SQL about getting in: one-time links, failures, known browsers, recovery codes."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_
from sqlmodel import Session, col, select

from hundred_app.features.accounts.tables import (
    KnownDevice,
    OneTimeLink,
    RecoveryCode,
    SignInFailure,
)

# Links


def add_link(db: Session, link: OneTimeLink) -> None:
    db.add(link)


def find_link(db: Session, link_id: str, kind: str, now: datetime) -> OneTimeLink | None:
    return db.exec(
        select(OneTimeLink).where(
            OneTimeLink.id == link_id, OneTimeLink.kind == kind, OneTimeLink.expires_at > now
        )
    ).one_or_none()


def links_of_kind(db: Session, kind: str, now: datetime) -> list[OneTimeLink]:
    return list(
        db.exec(
            select(OneTimeLink)
            .where(OneTimeLink.kind == kind, OneTimeLink.expires_at > now)
            .order_by(col(OneTimeLink.created_at).desc())
        )
    )


def remove_link(db: Session, link_id: str) -> bool:
    """Whether there was one: only one of two who use a link at once hears yes."""
    return db.exec(delete(OneTimeLink).where(col(OneTimeLink.id) == link_id)).rowcount > 0


def remove_links(db: Session, kind: str, user_id: str | None) -> None:
    db.exec(
        delete(OneTimeLink).where(
            col(OneTimeLink.kind) == kind, col(OneTimeLink.user_id).is_not_distinct_from(user_id)
        )
    )


def remove_old_links(db: Session, now: datetime) -> None:
    db.exec(delete(OneTimeLink).where(col(OneTimeLink.expires_at) <= now))


# Failures


def add_failure(db: Session, failure: SignInFailure) -> None:
    db.add(failure)


def remove_failure(db: Session, failure_id: str) -> None:
    db.exec(delete(SignInFailure).where(col(SignInFailure.id) == failure_id))


def remove_failures_outside(db: Session, since: datetime, until: datetime) -> None:
    happened_at = col(SignInFailure.happened_at)
    db.exec(delete(SignInFailure).where(or_(happened_at < since, happened_at > until)))


def remove_failures_of(db: Session, account: str) -> None:
    db.exec(delete(SignInFailure).where(col(SignInFailure.account) == account))


def failures_from(db: Session, address: str, limit: int) -> list[datetime]:
    """When tries from an address failed, newest first."""
    return _failures(db, col(SignInFailure.address) == address, limit)


def failures_for(db: Session, account: str, limit: int) -> list[datetime]:
    """When tries for an account failed, newest first."""
    return _failures(db, col(SignInFailure.account) == account, limit)


def count_failures(db: Session, since: datetime) -> int:
    return db.exec(
        select(func.count()).select_from(SignInFailure).where(SignInFailure.happened_at > since)
    ).one()


# Known browsers


def is_known_device(db: Session, device_id: str, since: datetime) -> bool:
    found = db.get(KnownDevice, device_id)
    return found is not None and found.last_used_at > since


def know_device(db: Session, device: KnownDevice) -> None:
    db.merge(device)


def forget_devices(db: Session, user_id: str) -> int:
    """Know none of a person's browsers any more. Returns how many there were."""
    return db.exec(delete(KnownDevice).where(col(KnownDevice.user_id) == user_id)).rowcount


def forget_devices_before(db: Session, moment: datetime) -> None:
    db.exec(delete(KnownDevice).where(col(KnownDevice.last_used_at) < moment))


# Recovery codes


def replace_recovery_codes(db: Session, user_id: str, codes: list[RecoveryCode]) -> None:
    db.exec(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user_id))
    db.add_all(codes)


def find_recovery_code(db: Session, user_id: str, hint: str) -> RecoveryCode | None:
    return db.exec(
        select(RecoveryCode).where(RecoveryCode.user_id == user_id, RecoveryCode.hint == hint)
    ).one_or_none()


def remove_recovery_code(db: Session, code_id: str) -> bool:
    """Whether it was still there: a code works once, for one of two who send it at once."""
    return db.exec(delete(RecoveryCode).where(col(RecoveryCode.id) == code_id)).rowcount > 0


def count_recovery_codes(db: Session, user_id: str) -> int:
    return db.exec(
        select(func.count()).select_from(RecoveryCode).where(RecoveryCode.user_id == user_id)
    ).one()


def _failures(db: Session, those: ColumnElement[bool], limit: int) -> list[datetime]:
    return list(
        db.exec(
            select(SignInFailure.happened_at)
            .where(those)
            .order_by(col(SignInFailure.happened_at).desc())
            .limit(limit)
        )
    )
