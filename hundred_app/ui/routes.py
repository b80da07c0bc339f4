"""Addresses of pages, so that features link to each other without importing each other."""

import re

from hundred_app.core.ids import parse_id

TODAY = "/"
HISTORY = "/history"
INSIGHTS = "/insights"
MUSEUM = "/museum"
SETTINGS = "/settings"

_COMMITMENT = re.compile(r"/c/([^/]+)(?:/milestone/([0-9]+))?/?")


def commitment(commitment_id: str) -> str:
    return f"/c/{commitment_id}"


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
