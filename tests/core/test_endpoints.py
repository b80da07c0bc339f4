"""Where a model may be, and where nothing is ever sent (S-64)."""

import pytest

from hundred_app.core import endpoints, settings
from hundred_app.core.settings import BadSetting, Model

KEY = "sk-a-canary-7f3a"
MODEL = {"HUNDRED_MODEL_URL": "http://localhost:11434", "HUNDRED_MODEL_NAME": "llama3.2:3b"}


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        pytest.param("http://localhost:11434", "http://localhost:11434/v1", id="Ollama"),
        pytest.param("http://localhost:11434/", "http://localhost:11434/v1", id="with a slash"),
        pytest.param("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1", id="llama.cpp"),
        pytest.param("http://[::1]:8080", "http://[::1]:8080/v1", id="IPv6"),
        pytest.param("http://ollama:11434", "http://ollama:11434/v1", id="a container"),
        pytest.param("http://192.168.1.20:11434", "http://192.168.1.20:11434/v1", id="at home"),
        pytest.param("https://Api.Example.org/v1", "https://api.example.org/v1", id="hosted"),
        pytest.param("https://example.org/api/v2", "https://example.org/api/v2", id="a path"),
    ],
)
def test_where_a_model_may_be(given: str, begins: str) -> None:
    assert endpoints.parse(given) == begins


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[fe80::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fd00:ec2::254]/",
        "http://100.100.100.200/",
        "http://0.0.0.0:11434",
        "http://[::]:11434",
        "http://224.0.0.1",
        "http://255.255.255.255",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://127.1/",
        "http://169.254.43518/",
        "http://0251.0376.0251.0376/",
        "file:///etc/passwd",
        "gopher://localhost:70/",
        "ftp://example.org",
        "//localhost:11434",
        "localhost:11434",
        "http://",
        "http://:11434",
        "http://ana:secret@example.org/",
        "http://localhost:11434@169.254.169.254/",
        "http://169.254.169.254\\@localhost/",
        "http://localhost:11434/?a=b",
        "http://localhost:11434/#x",
        "http://localhost:99999",
        "http://localhost:11434/\nHost: x",
        "http://local host/",
        "http://exämple.org/",
        "http://" + "a" * 600,
    ],
)
def test_s64_where_no_model_may_be(url: str) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        endpoints.parse(url)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("address", "plain", "encrypted"),
    [
        ("127.0.0.1", False, False),
        ("::1", False, False),
        ("::ffff:127.0.0.1", False, False),
        ("192.168.1.20", False, False),
        ("10.0.0.9", False, False),
        ("fd12:3456::1", False, False),
        ("93.184.216.34", True, False),
        ("2606:2800:220:1::1", True, False),
        ("64:ff9b::5db8:d822", True, False),
        ("169.254.169.254", True, True),
        ("::ffff:169.254.169.254", True, True),
        ("2002:a9fe:a9fe::1", True, True),
        ("fe80::1%eth0", True, True),
        ("0.0.0.0", True, True),  # noqa: S104
        ("240.0.0.1", True, True),
        ("ff02::1", True, True),
    ],
)
def test_s64_what_a_name_may_lead_to(address: str, plain: bool, encrypted: bool) -> None:
    assert endpoints.is_refused(address, is_plain=True) == plain
    assert endpoints.is_refused(address, is_plain=False) == encrypted


def test_without_a_model_nobody_is_asked() -> None:
    assert settings.read({}).model is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({}, Model("http://localhost:11434/v1", "llama3.2:3b"), id="Ollama"),
        pytest.param(
            {"HUNDRED_MODEL_KEY": KEY, "HUNDRED_MODEL_SECONDS": "120"},
            Model("http://localhost:11434/v1", "llama3.2:3b", KEY, 120),
            id="with a key, and slow",
        ),
        pytest.param(
            {"HUNDRED_MODEL_URL": "https://api.example.org/v1", "HUNDRED_MODEL_KEY": KEY},
            Model("https://api.example.org/v1", "llama3.2:3b", KEY),
            id="hosted",
        ),
    ],
)
def test_the_model_that_is_asked(more: dict[str, str], expected: Model) -> None:
    assert settings.read({**MODEL, **more}).model == expected


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"HUNDRED_MODEL_URL": ""}, "HUNDRED_MODEL_NAME"),
        ({"HUNDRED_MODEL_URL": "http://ana:a-canary@localhost"}, "HUNDRED_MODEL_URL"),
        ({"HUNDRED_MODEL_URL": "http://169.254.169.254"}, "HUNDRED_MODEL_URL"),
        ({"HUNDRED_MODEL_NAME": ""}, "HUNDRED_MODEL_NAME"),
        ({"HUNDRED_MODEL_NAME": "<script>"}, "HUNDRED_MODEL_NAME"),
        ({"HUNDRED_MODEL_KEY": f"{KEY}\r\nX: y"}, "HUNDRED_MODEL_KEY"),
        (
            {"HUNDRED_MODEL_URL": "http://192.168.1.20", "HUNDRED_MODEL_KEY": KEY},
            "HUNDRED_MODEL_URL",
        ),
        ({"HUNDRED_MODEL_SECONDS": "4"}, "HUNDRED_MODEL_SECONDS"),
        ({"HUNDRED_MODEL_SECONDS": "601"}, "HUNDRED_MODEL_SECONDS"),
        ({"HUNDRED_MODEL_SECONDS": "long"}, "HUNDRED_MODEL_SECONDS"),
    ],
)
def test_a_model_that_cannot_be_asked_is_told_of_at_the_start(
    more: dict[str, str], named: str
) -> None:
    with pytest.raises(BadSetting, match=named) as refusal:
        settings.read({**MODEL, **more})
    assert "canary" not in str(refusal.value)


def test_the_key_is_not_told_along() -> None:
    found = settings.read({**MODEL, "HUNDRED_MODEL_KEY": KEY})
    assert KEY not in repr(found)
