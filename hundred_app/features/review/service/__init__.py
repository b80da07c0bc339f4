"""A week and its message, and a year: the only door for other features and for the edge."""

from hundred_app.features.review.service.mails import (
    Mailing,
    ask,
    claim,
    confirm,
    due,
    fail,
    forget_asked,
    mailing,
    turn_off,
    turn_off_by_token,
)
from hundred_app.features.review.service.weeks import Review, review
from hundred_app.features.review.service.yearly import numbers
from hundred_app.features.review.service.years import YearReview, year_review

__all__ = [
    "Mailing",
    "Review",
    "YearReview",
    "ask",
    "claim",
    "confirm",
    "due",
    "fail",
    "forget_asked",
    "mailing",
    "numbers",
    "review",
    "turn_off",
    "turn_off_by_token",
    "year_review",
]
