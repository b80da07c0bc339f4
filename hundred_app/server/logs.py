"""What the program says on stderr: one line an event, without secrets, and never a flood."""

import json
import logging
import re
import sys
import traceback
from collections import Counter
from datetime import UTC, datetime
from typing import Any, TextIO

LONGEST_FIELD = 2_048
LONGEST_TRACE = 8_192
OURS_A_MINUTE = 20
OTHERS_A_MINUTE = 5
"""How often one place in the code is heard in a minute; what is more is only counted."""

_OURS = "hundred_app"
_LIBRARIES = ("engineio", "socketio", "reflex", "asyncio", "_granian", "granian", "sqlalchemy")
_OWN_HANDLERS = ("engineio.server", "socketio.server", "_granian", "granian.access", "reflex")
_KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}

_GONE = "[…]"
_QUOTED = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_SECRETS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Headers and fields by their name, whatever they hold: to the end of a quotation or line.
        rf"(?P<keep>['\"]?\b(?:set-)?cookie['\"]?\s*[:=]\s*)(?:{_QUOTED}|[^\n]*)",
        rf"(?P<keep>['\"]?\b(?:proxy-)?authorization['\"]?\s*[:=]\s*)(?:{_QUOTED}|[^\n]*)",
        rf"(?P<keep>['\"]?\b\w*passw(?:or)?d\w*['\"]?\s*[:=]\s*)(?:{_QUOTED}|[^\s&,;]+)",
        # What stands in addresses and cookies.
        r"(?P<keep>\b(?:session|setup|token|invite|invitation|reset|link|code|secret)=)[^\s&;'\"]+",
        r"(?P<keep>/(?:reset|invite|invitation|link|join)/)[\w-]{16,}",
        r"(?P<keep>\b(?:__Host-)?hundred(?:-\d+)?(?:-device)?=)[^\s;'\"]+",
        # What somebody typed into a form that did not fit.
        r"(?P<keep>\binput_value=).*?(?=, input_type=)",
    )
)
# A secret of ours by its looks, wherever it turns up.
_TOKEN = re.compile(
    r"(?<![\w-])(?=[\w-]*[0-9])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{43}(?![\w-])", re.ASCII
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def install(stream: TextIO | None = None) -> None:
    """Send every logger of this process to one place, as JSON, or as text on a terminal."""
    out = stream or sys.stderr
    handler = logging.StreamHandler(out)
    handler.setFormatter(Plain() if out.isatty() else Json())
    handler.addFilter(SoOften())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(logging.INFO)
    for name in _OWN_HANDLERS:
        adopt(name)
    logging.captureWarnings(True)


def adopt(name: str) -> None:
    """Take away what a library set up for its own logger, so that ours alone speaks."""
    logger = logging.getLogger(name)
    logger.handlers.clear()
    logger.propagate = True
    # A level of its own also tells the socket library that it need not add a handler.
    logger.setLevel(logging.ERROR if name in _OWN_HANDLERS[:4] else logging.WARNING)


def hush(name: str) -> None:
    """Let a library say no more: what it ends by force, it would tell as errors."""
    logging.getLogger(name).setLevel(logging.CRITICAL)


def redacted(text: str) -> str:
    """The text without what would let somebody in."""
    for secret in _SECRETS:
        text = secret.sub(rf"\g<keep>{_GONE}", text)
    return _TOKEN.sub(_GONE, text)


def one_line(text: str) -> str:
    """The text with every control character and line break written as its escape."""
    return _CONTROL.sub(lambda found: json.dumps(found[0])[1:-1], text)


class Json(logging.Formatter):
    """One JSON object a line: time, level, event, logger, and the fields of the record."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_fields(record), ensure_ascii=True)


class Plain(logging.Formatter):
    """One line for a person at a terminal, and the trace below it."""

    def format(self, record: logging.LogRecord) -> str:
        fields = _fields(record)
        trace = fields.pop("trace", "")
        head = " ".join(one_line(str(fields.pop(key))) for key in ("time", "level", "event"))
        fields.pop("logger")
        more = "".join(f" {key}={one_line(str(value))}" for key, value in fields.items())
        lines = "".join(f"\n    {one_line(line)}" for line in trace.splitlines())
        return f"{head}{more}{lines}"


class SoOften(logging.Filter):
    """Lets one place in the code be heard so many times a minute.

    What a client does must not fill a disk with lines. The first line of the
    next minute says how many were left out.
    """

    def __init__(self) -> None:
        super().__init__()
        self._minute = -1
        self._heard: Counter[tuple[str, int]] = Counter()
        self._left_out: Counter[tuple[str, int]] = Counter()

    def filter(self, record: logging.LogRecord) -> bool:
        minute = int(record.created // 60)
        if minute != self._minute:
            self._minute = minute
            self._left_out = +Counter(
                {place: heard - _most(place[0]) for place, heard in self._heard.items()}
            )
            self._heard.clear()
        place = (record.name, record.lineno)
        self._heard[place] += 1
        if self._heard[place] > _most(record.name):
            return False
        if left_out := self._left_out.pop(place, 0):
            record.left_out = left_out
        return True


def _most(name: str) -> int:
    return OURS_A_MINUTE if name.split(".")[0] == _OURS else OTHERS_A_MINUTE


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": _cut(redacted(record.getMessage())),
        "logger": record.name,
    }
    for key, value in vars(record).items():
        if key not in _KNOWN:
            fields[key] = value if isinstance(value, int | float) else _told(key, value)
    if record.exc_info and record.exc_info[1]:
        # The end says what happened: the beginning is always the same.
        told = "".join(traceback.format_exception(record.exc_info[1]))
        fields["trace"] = redacted(told)[-LONGEST_TRACE:]
    return fields


def _told(key: str, value: object) -> str:
    # With its name, by which a password is known.
    return _cut(redacted(f"{key}={value}").removeprefix(f"{key}="))


def _cut(text: str) -> str:
    if len(text.encode("utf-8", "replace")) <= LONGEST_FIELD:
        return text
    cut = text.encode("utf-8", "replace")[: LONGEST_FIELD - 3].decode("utf-8", "ignore")
    return cut + "…"
