"""Asking a model: the only door for other features and for the edge."""

from hundred_app.features.mentor.service.answers import (
    Answer,
    Preview,
    Subject,
    answer,
    forget,
    keep,
    kept,
    preview,
    subject,
)
from hundred_app.features.mentor.service.turns import begin, check, end, is_on_its_way, stop

__all__ = [
    "Answer",
    "Preview",
    "Subject",
    "answer",
    "begin",
    "check",
    "end",
    "forget",
    "is_on_its_way",
    "keep",
    "kept",
    "preview",
    "stop",
    "subject",
]
