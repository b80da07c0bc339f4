from pathlib import Path

import pytest

from hundred_app.core import settings
from hundred_app.core.settings import BadSetting, Settings, Smtp


def test_without_any_settings_nobody_else_can_sign_up_and_data_is_the_platforms_folder() -> None:
    assert settings.read({}) == Settings(
        data=settings.default_data_folder(), registration=None, origins=()
    )
    assert settings.default_data_folder().name == "hundred"
    assert settings.default_data_folder().is_absolute()


def test_the_environment_of_the_process_is_read_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HUNDRED_DATA", str(tmp_path))
    monkeypatch.setenv("HUNDRED_REGISTRATION", "open")
    monkeypatch.setenv("HUNDRED_ORIGINS", "https://hundred.example.org")
    expected = Settings(
        data=tmp_path, registration="open", origins=("https://hundred.example.org",)
    )
    assert settings.read() == expected
    assert settings.read({}) != expected


@pytest.mark.parametrize(
    ("value", "registration"),
    [
        pytest.param("invitation", "invitation", id="by invitation"),
        pytest.param("approval", "approval", id="by approval"),
        pytest.param("open", "open", id="open"),
        pytest.param(" Open ", "open", id="blanks and capitals"),
        pytest.param("", None, id="left to the administrator"),
    ],
)
def test_registration_is_one_of_three_or_left_open(value: str, registration: str | None) -> None:
    assert settings.read({"HUNDRED_REGISTRATION": value}).registration == registration


@pytest.mark.parametrize("value", ["opened", "closed", "true", "0", "open,approval"])
def test_another_registration_is_refused_with_what_would_do(value: str) -> None:
    with pytest.raises(BadSetting, match="HUNDRED_REGISTRATION") as refusal:
        settings.read({"HUNDRED_REGISTRATION": value})
    assert f"“{value}”" in str(refusal.value)
    assert "“invitation”, “approval” or “open”" in str(refusal.value)


def test_an_argument_wins_over_the_environment(tmp_path: Path) -> None:
    env = {"HUNDRED_DATA": str(tmp_path / "env")}
    assert settings.read(env).data == tmp_path / "env"
    assert settings.read(env, data=tmp_path / "argument").data == tmp_path / "argument"
    assert settings.read({}, data=tmp_path / "argument").data == tmp_path / "argument"


def test_an_empty_folder_is_no_folder() -> None:
    assert settings.read({"HUNDRED_DATA": ""}).data == settings.default_data_folder()


def test_a_folder_may_be_written_from_home_or_from_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert settings.read({"HUNDRED_DATA": "~/diary"}).data == tmp_path / "diary"
    assert settings.read({"HUNDRED_DATA": "diary"}).data == tmp_path / "diary"
    assert settings.read({}, data=Path("~/diary")).data == tmp_path / "diary"


def test_the_database_lies_in_the_data_folder(tmp_path: Path) -> None:
    assert Settings(data=tmp_path).database == tmp_path / "hundred.db"


@pytest.mark.parametrize(
    ("value", "origins"),
    [
        pytest.param("", (), id="none"),
        pytest.param(" , ", (), id="only a comma"),
        pytest.param("https://a.example", ("https://a.example",), id="one"),
        pytest.param("https://a.example/", ("https://a.example",), id="with a slash"),
        pytest.param("http://a.example:8080", ("http://a.example:8080",), id="with a port"),
        pytest.param("http://[::1]:8080", ("http://[::1]:8080",), id="an address"),
        pytest.param("https://a.example:443", ("https://a.example",), id="the port of https"),
        pytest.param("http://a.example:80/", ("http://a.example",), id="the port of http"),
        pytest.param("http://a.example:443", ("http://a.example:443",), id="the other's port"),
        pytest.param("https://a.example:80", ("https://a.example:80",), id="the other's, too"),
        pytest.param("https://[::1]:443", ("https://[::1]",), id="an address with that port"),
        pytest.param("HTTPS://A.Example", ("https://a.example",), id="capitals"),
        pytest.param(
            " https://a.example , http://b.example:81/,",
            ("https://a.example", "http://b.example:81"),
            id="two",
        ),
    ],
)
def test_origins_are_kept_as_browsers_send_them(value: str, origins: tuple[str, ...]) -> None:
    assert settings.read({"HUNDRED_ORIGINS": value}).origins == origins


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("a.example", id="no scheme"),
        pytest.param("*", id="a star"),
        pytest.param("null", id="null"),
        pytest.param("ftp://a.example", id="another scheme"),
        pytest.param("https://", id="no host"),
        pytest.param("https://a.example/hundred", id="a path"),
        pytest.param("https://a.example?x", id="a query"),
        pytest.param("https://me@a.example", id="a user"),
        pytest.param("https://a.example https://b.example", id="a blank for a comma"),
        pytest.param("https://a.example, b.example", id="the second is wrong"),
    ],
)
def test_an_origin_that_no_browser_sends_is_refused(value: str) -> None:
    with pytest.raises(BadSetting, match="HUNDRED_ORIGINS") as refusal:
        settings.read({"HUNDRED_ORIGINS": value})
    assert "write it as https://name" in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "hops"), [("", 0), ("0", 0), ("1", 1), (" 2 ", 2), ("10", 10)], ids=repr
)
def test_proxies_in_front_are_counted(value: str, hops: int) -> None:
    assert settings.read({"HUNDRED_PROXY_HOPS": value}).proxy_hops == hops
    assert settings.read({}).proxy_hops == 0


@pytest.mark.parametrize("value", ["-1", "11", "one", "1.0", "*", "٣", "1,2"])
def test_another_number_of_proxies_is_refused(value: str) -> None:
    with pytest.raises(BadSetting, match="HUNDRED_PROXY_HOPS") as refusal:
        settings.read({"HUNDRED_PROXY_HOPS": value})
    assert "0 to 10" in str(refusal.value)


MAIL = {
    "HUNDRED_ORIGINS": "https://hundred.example.org",
    "HUNDRED_SMTP_HOST": "mail.example.org",
    "HUNDRED_SMTP_FROM": "hundred@example.org",
}
SECRET = "canary 7f3a"


def test_without_a_mail_server_nothing_is_sent() -> None:
    assert settings.read({}).smtp is None
    assert settings.read({"HUNDRED_SMTP_HOST": " "}).smtp is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({}, ("mail.example.org", 587, "starttls", "", ""), id="the least"),
        pytest.param(
            {"HUNDRED_SMTP_SECURITY": " TLS "},
            ("mail.example.org", 465, "tls", "", ""),
            id="tls has a port of its own",
        ),
        pytest.param(
            {"HUNDRED_SMTP_SECURITY": "none", "HUNDRED_SMTP_PORT": "2525"},
            ("mail.example.org", 2525, "none", "", ""),
            id="nothing secret",
        ),
        pytest.param(
            {"HUNDRED_SMTP_USER": "ana", "HUNDRED_SMTP_PASSWORD": SECRET},
            ("mail.example.org", 587, "starttls", "ana", SECRET),
            id="a password under tls",
        ),
        *(
            pytest.param(
                {
                    "HUNDRED_SMTP_HOST": host,
                    "HUNDRED_SMTP_SECURITY": "none",
                    "HUNDRED_SMTP_USER": "ana",
                    "HUNDRED_SMTP_PASSWORD": SECRET,
                },
                (host, 25, "none", "ana", SECRET),
                id=f"a password to {host}",
            )
            for host in ("localhost", "127.0.0.1", "::1")
        ),
    ],
)
def test_a_mail_server(more: dict[str, str], expected: tuple[str, int, str, str, str]) -> None:
    smtp = settings.read({**MAIL, **more}).smtp
    assert smtp is not None
    assert (smtp.host, smtp.port, smtp.security, smtp.user, smtp.password) == expected
    assert smtp.sender == "hundred@example.org"


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"HUNDRED_SMTP_HOST": "smtp://mail.example.org"}, "HUNDRED_SMTP_HOST"),
        ({"HUNDRED_SMTP_HOST": "mail example"}, "HUNDRED_SMTP_HOST"),
        ({"HUNDRED_SMTP_HOST": ""}, "HUNDRED_SMTP_FROM"),
        ({"HUNDRED_ORIGINS": ""}, "HUNDRED_ORIGINS"),
        ({"HUNDRED_SMTP_PORT": "0"}, "HUNDRED_SMTP_PORT"),
        ({"HUNDRED_SMTP_PORT": "65536"}, "HUNDRED_SMTP_PORT"),
        ({"HUNDRED_SMTP_PORT": "smtp"}, "HUNDRED_SMTP_PORT"),
        ({"HUNDRED_SMTP_SECURITY": "ssl"}, "HUNDRED_SMTP_SECURITY"),
        ({"HUNDRED_SMTP_FROM": ""}, "HUNDRED_SMTP_FROM"),
        ({"HUNDRED_SMTP_FROM": "Hundred <hundred@example.org>"}, "HUNDRED_SMTP_FROM"),
        ({"HUNDRED_SMTP_FROM": "a@b.c\r\nBcc: d@e.f"}, "HUNDRED_SMTP_FROM"),
        ({"HUNDRED_SMTP_USER": "ana"}, "HUNDRED_SMTP_PASSWORD"),
        ({"HUNDRED_SMTP_PASSWORD": SECRET}, "HUNDRED_SMTP_USER"),
        (
            {
                "HUNDRED_SMTP_SECURITY": "none",
                "HUNDRED_SMTP_USER": "ana",
                "HUNDRED_SMTP_PASSWORD": SECRET,
            },
            "HUNDRED_SMTP_SECURITY",
        ),
    ],
)
def test_a_mail_server_that_cannot_be_used_is_refused_in_words(
    more: dict[str, str], named: str
) -> None:
    with pytest.raises(BadSetting, match=named) as refusal:
        settings.read({**MAIL, **more})
    assert SECRET not in str(refusal.value)


def test_the_password_of_the_mail_server_is_not_shown() -> None:
    found = settings.read({**MAIL, "HUNDRED_SMTP_USER": "ana", "HUNDRED_SMTP_PASSWORD": SECRET})
    assert found.smtp == Smtp(
        "mail.example.org", 587, "hundred@example.org", "starttls", "ana", SECRET
    )
    assert SECRET not in repr(found)
