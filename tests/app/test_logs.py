"""The log: one object a line, no secret in it, nobody's line breaks, and never a flood."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.features.accounts.rules import new_token
from hundred_app.server import logs
from hundred_app.server.logs import LONGEST_FIELD, OTHERS_A_MINUTE, OURS_A_MINUTE


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """What is logged, with the loggers of this process put back afterwards."""
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    stream = io.StringIO()
    logs.install(stream)
    yield stream
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("hundred_app").setLevel(logging.NOTSET)


def fail(message: str) -> None:
    raise RuntimeError(message)


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().split("\n")[:-1]]


def test_a_line_is_one_object_with_a_time_a_level_an_event_and_fields(out: io.StringIO) -> None:
    logging.getLogger("hundred_app.x").warning(
        "refused %s", "it", extra={"peer": "::1", "count": 2}
    )
    (line,) = lines(out)
    assert str(line.pop("time")).endswith("+00:00")
    assert line == {
        "level": "warning",
        "event": "refused it",
        "logger": "hundred_app.x",
        "peer": "::1",
        "count": 2,
    }


@pytest.mark.parametrize(
    "name", ["hundred_app.x", "reflex.app", "reflex_base.event", "engineio.server",
             "socketio.server", "_granian", "granian.access", "sqlalchemy.pool", "asyncio"],
)  # fmt: skip
def test_every_library_speaks_through_the_same_log(out: io.StringIO, name: str) -> None:
    logging.getLogger(name).error("session=%s", "abc")
    (line,) = lines(out)
    assert (line["logger"], line["event"]) == (name, "session=[…]")


def test_an_exception_is_told_with_its_trace_in_one_line(out: io.StringIO) -> None:
    try:
        fail("first\nsecond")
    except RuntimeError:
        logging.getLogger("hundred_app.x").exception("bug %s", "abc123")
    (line,) = lines(out)
    assert line["event"] == "bug abc123"
    assert "RuntimeError: first\nsecond" in str(line["trace"])
    assert out.getvalue().count("\n") == 1


@given(st.text() | st.text("\r\n\t\x1b\x85\u2028\u2029\u202e\ud800a"))
def test_s16_nobody_writes_a_line_of_their_own(text: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, "%s", (text,), None)
    record.field = text
    line = logs.Json().format(record)
    assert line.isascii()
    assert line.isprintable()
    plain = logs.Plain().format(record)
    assert len(plain.splitlines()) == 1
    assert "\x1b" not in plain


def test_a_field_is_cut_at_two_kilobytes(out: io.StringIO) -> None:
    logging.getLogger("hundred_app.x").warning("弓" * 100_000, extra={"more": "é" * 100_000})
    (line,) = lines(out)
    for field in ("event", "more"):
        assert len(str(line[field]).encode()) <= LONGEST_FIELD
        assert str(line[field]).endswith("…")


SECRET = "Zq7-canary-secret"


@pytest.mark.parametrize(
    "text",
    [
        f"Cookie: __Host-hundred={SECRET}; other=1",
        f"set-cookie: hundred-8000={SECRET}; Path=/",
        f"{{'headers': {{'cookie': 'session={SECRET}', 'host': 'x'}}}}",
        f'{{"cookie": "session={SECRET}", "host": "x"}}',
        f"(b'cookie', b'session={SECRET}')",
        f"hundred-8000={SECRET}",
        f"__Host-hundred={SECRET}",
        f"hundred-8000-device={SECRET}",
        f"__Host-hundred-device={SECRET}",
        f"Authorization: Bearer {SECRET}",
        f"GET /sign-up?setup={SECRET} HTTP/1.1",
        f"GET /sign-up?a=b&setup={SECRET}&c=d",
        f"/reset/{SECRET}",
        f"/invite/{SECRET}",
        f"/welcome?token={SECRET}",
        f"/x?invite={SECRET}",
        f"/x?reset={SECRET}",
        f"password={SECRET}",
        f"{{'password': '{SECRET}'}}",
        f'{{"new_password": "{SECRET} and more", "x": 1}}',
        f"Credentials(username='ana', password='{SECRET}', setup='')",
        f"typed_password={SECRET}",
        f"  Extra inputs are not permitted [input_value='{SECRET} x', input_type=str]",
    ],
)
def test_s18_what_would_let_somebody_in_is_not_told(text: str) -> None:
    assert SECRET not in logs.redacted(text)


def test_s18_a_secret_is_known_by_its_looks_too() -> None:
    for _ in range(200):
        token = new_token()
        told = logs.redacted(f"at {token}, and then")
        assert told == "at […], and then" or not any(letter.isdigit() for letter in token)
    plain = "hundred_app___features___accounts___state____account_state.load"
    assert logs.redacted(plain) == plain


def test_s18_fields_and_traces_are_cleaned_like_the_rest(out: io.StringIO) -> None:
    try:
        fail(f"session={SECRET}")
    except RuntimeError:
        logging.getLogger("hundred_app.x").exception(
            "failed", extra={"password": SECRET, "headers": {"cookie": f"a={SECRET}"}}
        )
    assert SECRET not in out.getvalue()
    assert "RuntimeError: session=[…]" in out.getvalue().encode().decode("unicode_escape")


def test_one_place_is_heard_so_often_a_minute_and_then_counted(out: io.StringIO) -> None:
    ours, theirs = logging.getLogger("hundred_app.x"), logging.getLogger("reflex.x")
    for _ in range(1000):
        ours.warning("mine")
        theirs.error("theirs")
    told = [line["event"] for line in lines(out)]
    # The clock may have come to a new minute while this ran, once.
    assert OURS_A_MINUTE <= told.count("mine") <= 2 * OURS_A_MINUTE
    assert OTHERS_A_MINUTE <= told.count("theirs") <= 2 * OTHERS_A_MINUTE


def test_the_next_minute_says_how_many_were_left_out() -> None:
    so_often = logs.SoOften()

    def heard(minute: int) -> logging.LogRecord | None:
        record = logging.LogRecord("reflex.x", logging.ERROR, "x", 7, "again", (), None)
        record.created = 60.0 * minute + 5
        return record if so_often.filter(record) else None

    assert [heard(1) is not None for _ in range(12)].count(True) == OTHERS_A_MINUTE
    first, second = heard(2), heard(2)
    assert first is not None
    assert vars(first)["left_out"] == 12 - OTHERS_A_MINUTE
    assert second is not None
    assert "left_out" not in vars(second)
