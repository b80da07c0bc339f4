"""Addresses of pages, so that features link to each other without importing each other."""

import re

from hundred_app.core.ids import parse_id

TODAY = "/"
HISTORY = "/history"
INSIGHTS = "/insights"
REVIEW = "/review"
LATEST_YEAR = "/review/year"
MUSEUM = "/museum"
SETTINGS = "/settings"
FOCUS = "/focus"
ADMIN = "/admin"
CONFIRM = "/confirm"

_COMMITMENT = re.compile(r"/c/([^/]+)(?:/letter|/missing|/book|/milestone/([0-9]+))?/?")


def year_in(path: str) -> str:
    """What stands in the place of the year in the address of a review of one."""
    return path.removeprefix(REVIEW).strip("/")


def commitment(commitment_id: str) -> str:
    return f"/c/{commitment_id}"


def book(commitment_id: str) -> str:
    return f"/c/{commitment_id}/book"


def missing(commitment_id: str) -> str:
    """The question about a whole commitment."""
    return f"/c/{commitment_id}/missing"


def commitment_in(path: str) -> str:
    """The commitment that an address is about.

    Raises:
        NotFound: it is about none, or its id is not one.
    """
    found = _COMMITMENT.fullmatch(path)
    return parse_id(found[1] if found else "")


def milestone_in(path: str) -> str:
    """The hours of the milestone that an address is about; "" when it is about none."""
    found = _COMMITMENT.fullmatch(path)
    return (found[2] or "") if found else ""
