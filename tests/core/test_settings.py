from pathlib import Path

import pytest

from hundred_app.core import settings
from hundred_app.core.settings import BadSetting, Settings


def test_without_any_settings_nobody_else_can_sign_up_and_data_is_the_platforms_folder() -> None:
    assert settings.read({}) == Settings(
        data=settings.default_data_folder(), registration="closed", origins=()
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
        pytest.param("closed", "closed", id="closed"),
        pytest.param("open", "open", id="open"),
        pytest.param(" Open ", "open", id="blanks and capitals"),
        pytest.param("CLOSED", "closed", id="capitals"),
    ],
)
def test_registration_is_open_or_closed(value: str, registration: str) -> None:
    assert settings.read({"HUNDRED_REGISTRATION": value}).registration == registration


@pytest.mark.parametrize("value", ["opened", "yes", "true", "0", "open,closed"])
def test_another_registration_is_refused_with_what_would_do(value: str) -> None:
    with pytest.raises(BadSetting, match="HUNDRED_REGISTRATION") as refusal:
        settings.read({"HUNDRED_REGISTRATION": value})
    assert f"“{value}”" in str(refusal.value)
    assert "“closed” or “open”" in str(refusal.value)


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
