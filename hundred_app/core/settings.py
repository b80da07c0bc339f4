"""Environment variables, read once, typed."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path

from hundred_app.core import endpoints
from hundred_app.core.addresses import is_mail_address
from hundred_app.core.postgresql import address
from hundred_app.core.postgresql.address import Address

Registration = Literal["invitation", "approval", "open"]
REGISTRATIONS: tuple[Registration, ...] = ("invitation", "approval", "open")
Security = Literal["starttls", "tls", "none"]
_PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
_SMTP = (
    "HUNDRED_SMTP_PORT",
    "HUNDRED_SMTP_USER",
    "HUNDRED_SMTP_PASSWORD",
    "HUNDRED_SMTP_FROM",
    "HUNDRED_SMTP_SECURITY",
)
_MODEL = ("HUNDRED_MODEL_NAME", "HUNDRED_MODEL_KEY", "HUNDRED_MODEL_SECONDS")
MODEL_SECONDS = 30
MOVE_TO = "HUNDRED_MOVE_TO"
"""Where `hundred move` moves to: an address, whose password is then in no list of processes."""


class BadSetting(ValueError):
    """A setting has a value that cannot be used; the message says which and what would do."""


@dataclass(frozen=True)
class Smtp:
    """The server that takes our messages.

    Attributes:
        host: its name or address.
        port: 1 to 65,535.
        sender: the e-mail address that messages are from.
        security: TLS after a word in the clear, from the first byte, or not at all.
        user: who we are to it; "" for a server that does not ask.
    """

    host: str
    port: int
    sender: str
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Model:
    """A language model that people may ask, behind the protocol of OpenAI.

    Attributes:
        url: where the protocol begins, such as "http://localhost:11434/v1".
        name: of the model, as its server knows it.
        key: what the server asks for; "" for one that asks for nothing.
        seconds: how long an answer may take as a whole.
    """

    url: str
    name: str
    key: str = field(default="", repr=False)
    seconds: int = MODEL_SECONDS

    @property
    def where(self) -> str:
        """The machine it is on, as an address names it: "localhost:11434"."""
        return endpoints.machine(self.url)


@dataclass(frozen=True)
class Settings:
    """How this installation is set up.

    Attributes:
        data: the one folder that holds everything: database, backups, keys.
        server: the PostgreSQL database that holds the rows in the place of a file in that folder;
            None for the file.
        registration: who may make an account at /sign-up once an administrator exists;
            None leaves it to what an administrator chose at /admin.
        origins: further origins ("https://hundred.example.org") that pages may be served
            from by a proxy: needed behind https. The proxy passes the Host header on.
        proxy_hops: how many proxies of ours stand in front, 0 to 10. Only with at least one
            do the X-Forwarded headers count, and only what that many proxies said.
        smtp: who takes the weekly messages; None when nothing is ever sent. With it there is
            at least one of `origins`, and the links of messages lead to the first.
        model: who may be asked for feedback; None when nobody ever is.
    """

    data: Path
    registration: Registration | None = None
    origins: tuple[str, ...] = ()
    proxy_hops: int = 0
    smtp: Smtp | None = None
    model: Model | None = None
    server: Address | None = None

    @property
    def database(self) -> Path:
        """The file, if it is one."""
        return self.data / "hundred.db"

    @property
    def backups(self) -> Path:
        return self.data / "backups"


def default_data_folder() -> Path:
    """Where data is kept unless told otherwise: the platform's folder for user data."""
    return user_data_path("hundred", appauthor=False)


def read(environ: Mapping[str, str] | None = None, *, data: Path | None = None) -> Settings:
    """The settings of this process. An argument wins over the environment.

    Raises:
        BadSetting: a variable has a value that cannot be used.
    """
    env = os.environ if environ is None else environ
    folder = data or Path(env["HUNDRED_DATA"]) if env.get("HUNDRED_DATA") or data else None
    origins = tuple(
        without_default_port(part.strip().rstrip("/").lower())
        for part in env.get("HUNDRED_ORIGINS", "").split(",")
        if part.strip()
    )
    for origin in origins:
        # Compared with what a browser sends: no path, no user, lower case.
        if not re.fullmatch(r"https?://[^\s/?#@]+", origin):
            raise BadSetting(f"HUNDRED_ORIGINS has “{origin}”; write it as https://name.")
    return Settings(
        data=(folder or default_data_folder()).expanduser().absolute(),
        registration=_registration(env.get("HUNDRED_REGISTRATION", "").strip().lower()),
        origins=origins,
        proxy_hops=_hops(env.get("HUNDRED_PROXY_HOPS") or "0"),
        smtp=_smtp(env, has_origin=bool(origins)),
        model=_model(env),
        server=_server(env.get("HUNDRED_DATABASE_URL", "").strip()),
    )


def _server(url: str) -> Address | None:
    if not url:
        return None
    try:
        return address.parse(url)
    except ValueError as error:
        # Without the address: there may be a password in it.
        raise BadSetting(f"HUNDRED_DATABASE_URL cannot be used: {error}.") from None


def _registration(text: str) -> Registration | None:
    for known in REGISTRATIONS:
        if text == known:
            return known
    if not text:
        return None
    raise BadSetting(
        f"HUNDRED_REGISTRATION is “{text}”; use “invitation”, “approval” or “open”, or leave it"
        " out and choose at /admin."
    )


def without_default_port(origin: str) -> str:
    """An origin as browsers write it: they leave the port of https and http out."""
    return re.sub(r"^(https://.*):443$|^(http://.*):80$", r"\1\2", origin)


def _hops(text: str) -> int:
    if re.fullmatch(r"[0-9]|10", text.strip()):
        return int(text)
    raise BadSetting(
        f"HUNDRED_PROXY_HOPS is “{text}”; write how many proxies stand in front, 0 to 10."
    )


def _smtp(env: Mapping[str, str], *, has_origin: bool) -> Smtp | None:
    host = env.get("HUNDRED_SMTP_HOST", "").strip().lower()
    if not host:
        for name in _SMTP:
            if env.get(name):
                raise BadSetting(f"{name} is there and HUNDRED_SMTP_HOST is not; name the server.")
        return None
    if not re.fullmatch(r"[a-z0-9.:-]{1,255}", host):
        raise BadSetting(f"HUNDRED_SMTP_HOST is “{host}”; write the name of the mail server.")
    if not has_origin:
        raise BadSetting(
            "HUNDRED_SMTP_HOST needs HUNDRED_ORIGINS: the links of messages lead to its first."
        )
    security = _security(env.get("HUNDRED_SMTP_SECURITY", "").strip().lower())
    user, password = env.get("HUNDRED_SMTP_USER", ""), env.get("HUNDRED_SMTP_PASSWORD", "")
    if bool(user) != bool(password):
        raise BadSetting("HUNDRED_SMTP_USER and HUNDRED_SMTP_PASSWORD go together: both or none.")
    if password and security == "none" and not _is_here(host):
        raise BadSetting(
            "HUNDRED_SMTP_SECURITY is “none”: a password goes in the clear to this machine only."
            " Use “starttls” or “tls”."
        )
    return Smtp(
        host=host,
        port=_port(env.get("HUNDRED_SMTP_PORT", "").strip() or str(_PORTS[security])),
        sender=_sender(env.get("HUNDRED_SMTP_FROM", "").strip()),
        security=security,
        user=user,
        password=password,
    )


def _security(text: str) -> Security:
    for known in _PORTS:
        if text == known:
            return known
    if not text:
        return "starttls"
    raise BadSetting(f"HUNDRED_SMTP_SECURITY is “{text}”; use “starttls”, “tls” or “none”.")


def _port(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,5}", text) and 1 <= int(text) <= 65_535:
        return int(text)
    raise BadSetting(f"HUNDRED_SMTP_PORT is “{text}”; write a number from 1 to 65535.")


def _sender(text: str) -> str:
    if is_mail_address(text):
        return text
    raise BadSetting(
        f"HUNDRED_SMTP_FROM is “{text}”; write the address that messages are from, such as"
        " hundred@example.org."
    )


def _model(env: Mapping[str, str]) -> Model | None:
    url = env.get("HUNDRED_MODEL_URL", "").strip()
    if not url:
        for name in _MODEL:
            if env.get(name):
                raise BadSetting(f"{name} is there and HUNDRED_MODEL_URL is not; say where it is.")
        return None
    try:
        begins = endpoints.parse(url)
    except ValueError as error:
        # Without the address: what is wrong with it may be a password in it.
        raise BadSetting(f"HUNDRED_MODEL_URL cannot be used: {error}.") from None
    name, key = env.get("HUNDRED_MODEL_NAME", "").strip(), env.get("HUNDRED_MODEL_KEY", "").strip()
    if not re.fullmatch(r"[\w./:@+-]{1,200}", name, re.ASCII):
        raise BadSetting("HUNDRED_MODEL_NAME has to be the name of a model that is there.")
    if not re.fullmatch(r"[!-~]{0,1000}", key):
        raise BadSetting("HUNDRED_MODEL_KEY has a letter that no key has.")
    if key and begins.startswith("http:") and not _is_here(endpoints.host(begins)):
        raise BadSetting(
            "HUNDRED_MODEL_URL begins with http: a key goes in the clear to this machine only."
            " Use https."
        )
    seconds = env.get("HUNDRED_MODEL_SECONDS", "").strip() or str(MODEL_SECONDS)
    return Model(url=begins, name=name, key=key, seconds=_seconds(seconds))


def _seconds(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,3}", text) and 5 <= int(text) <= 600:
        return int(text)
    raise BadSetting(f"HUNDRED_MODEL_SECONDS is “{text}”; write a number from 5 to 600.")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
