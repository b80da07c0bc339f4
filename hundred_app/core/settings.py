"""Environment variables, read once, typed."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path

Registration = Literal["closed", "open"]


class BadSetting(ValueError):
    """A setting has a value that cannot be used; the message says which and what would do."""


@dataclass(frozen=True)
class Settings:
    """How this installation is set up.

    Attributes:
        data: the one folder that holds everything: database, backups, keys.
        registration: who may make an account at /sign-up once an administrator exists.
        origins: further origins ("https://hundred.example.org") that pages may be served
            from by a proxy: needed behind https. The proxy passes the Host header on.
    """

    data: Path
    registration: Registration = "closed"
    origins: tuple[str, ...] = ()

    @property
    def database(self) -> Path:
        return self.data / "hundred.db"


def default_data_folder() -> Path:
    """Where data is kept unless told otherwise: the platform's folder for user data."""
    return user_data_path("hundred", appauthor=False)


def read(environ: Mapping[str, str] | None = None, *, data: Path | None = None) -> Settings:
    """The settings of this process. An argument wins over the environment.

    Raises:
        BadSetting: a variable has a value that cannot be used.
    """
    env = os.environ if environ is None else environ
    registration = (env.get("HUNDRED_REGISTRATION") or "closed").strip().lower()
    if registration not in ("closed", "open"):
        raise BadSetting(f"HUNDRED_REGISTRATION is “{registration}”; use “closed” or “open”.")
    folder = data or Path(env["HUNDRED_DATA"]) if env.get("HUNDRED_DATA") or data else None
    origins = tuple(
        part.strip().rstrip("/").lower()
        for part in env.get("HUNDRED_ORIGINS", "").split(",")
        if part.strip()
    )
    for origin in origins:
        # Compared with what a browser sends: no path, no user, lower case.
        if not re.fullmatch(r"https?://[^\s/?#@]+", origin):
            raise BadSetting(f"HUNDRED_ORIGINS has “{origin}”; write it as https://name.")
    return Settings(
        data=(folder or default_data_folder()).expanduser().absolute(),
        registration="open" if registration == "open" else "closed",
        origins=origins,
    )
