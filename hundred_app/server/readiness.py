"""Whether this Hundred can do its work now: /readyz, one word a check, numbers for its keeper."""

import asyncio
import functools
import logging
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address

from sqlalchemy import text
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from hundred_app.core import clock, facts, migrate, runtime, soundness
from hundred_app.core.backups import shelf
from hundred_app.core.errors import Busy
from hundred_app.core.runtime import Runtime
from hundred_app.server import identity, nightly
from hundred_app.server.peer import address_of

PROBED = "write_probe"
"""The fact that is written to see whether writing works."""

KEPT_SECONDS = 2.0
SLOW_SECONDS = 2.5
"""Together less than the five seconds in which a fault has to show."""

LEAST_FREE = 200 * 1024 * 1024
LEAST_FREE_SHARE = 0.05
LARGEST_WAL = 256 * 1024 * 1024
OLDEST_BACKUP = timedelta(hours=50)
"""Two nights, and two hours for a machine that sleeps."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Verdict:
    """What a check found: one word for everybody, and a detail for whoever keeps this Hundred."""

    is_fine: bool
    word: str
    detail: str = ""


Check = Callable[[Runtime], Verdict]


def _database(running: Runtime) -> Verdict:
    with running.database.reading() as db:
        db.connection().execute(text("SELECT 1"))
    return Verdict(True, "ok")


def _schema(running: Runtime) -> Verdict:
    with running.database.reading() as db:
        found = db.connection().execute(text("SELECT version_num FROM alembic_version")).scalar()
    return Verdict(found == _head(), "ok" if found == _head() else "other", f"schema {found}")


def _writing(running: Runtime) -> Verdict:
    with running.database.writing() as db:
        facts.put(db, clock.now(), PROBED, "written")
    return Verdict(True, "ok")


def _disk(running: Runtime) -> Verdict:
    usage = shutil.disk_usage(running.settings.data)
    is_fine = usage.free > LEAST_FREE and usage.free > LEAST_FREE_SHARE * usage.total
    detail = f"{usage.free // 2**20} MB of {usage.total // 2**20} MB free"
    return Verdict(is_fine, "ok" if is_fine else "full", detail)


def _wal(running: Runtime) -> Verdict:
    if running.settings.server is not None:
        return Verdict(True, "none")
    file = running.settings.database
    log = file.with_name(file.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    is_fine = size < LARGEST_WAL
    return Verdict(is_fine, "ok" if is_fine else "long", f"{size // 1024} kB")


def _backup(running: Runtime) -> Verdict:
    if trouble := nightly.trouble():
        return Verdict(False, "failed", trouble)
    newest = shelf.newest(running.settings.backups)
    if newest is None:
        # The server makes the first one right after it has started.
        return Verdict(True, "none")
    age = clock.now() - newest.made_at
    is_fine = age < OLDEST_BACKUP
    hours = int(age.total_seconds() // 3600)
    return Verdict(is_fine, "ok" if is_fine else "old", f"{hours} h old")


def _integrity(running: Runtime) -> Verdict:
    if running.settings.server is not None:
        return Verdict(True, "none")
    # Damage that is found keeps Hundred from starting at all, so this says when it was looked for.
    with running.database.reading() as db:
        checked = facts.get(db, soundness.CHECKED)
    return Verdict(True, "ok" if checked else "unchecked", f"checked {checked or 'never'}")


checks: dict[str, Check] = {
    "database": _database,
    "schema": _schema,
    "writing": _writing,
    "disk": _disk,
    "wal": _wal,
    "backup": _backup,
    "integrity": _integrity,
}
"""What is looked at, each in a thread. A feature of the edge may add to it when it is loaded."""


class Readiness:
    """Runs the checks, once in two seconds whoever asks and however often."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(4, "readiness")
        self._under_way: dict[str, asyncio.Future[Verdict]] = {}
        self._asking = asyncio.Lock()
        self._found: dict[str, Verdict] = {}
        self._found_at = float("-inf")

    async def verdicts(self) -> dict[str, Verdict]:
        loop = asyncio.get_running_loop()
        async with self._asking:
            if loop.time() - self._found_at >= KEPT_SECONDS:
                names = list(checks)
                found = await asyncio.gather(*(self._verdict(name) for name in names))
                self._found = {"loop": await _loop(), **dict(zip(names, found, strict=True))}
                self._found_at = loop.time()
            return self._found

    async def _verdict(self, name: str) -> Verdict:
        under_way = self._under_way.get(name)
        if under_way is None or under_way.done():
            # A check that is stuck is not started again: it would take every thread.
            under_way = asyncio.get_running_loop().run_in_executor(
                self._threads, checks[name], runtime.current()
            )
            self._under_way[name] = under_way
        try:
            return await asyncio.wait_for(asyncio.shield(under_way), SLOW_SECONDS)
        except TimeoutError:
            return Verdict(False, "slow", f"no answer in {SLOW_SECONDS} s")
        except Busy as error:
            return Verdict(False, "away", error.message)
        except Exception as error:
            logger.exception("the check of %s failed", name)
            return Verdict(False, "broken", type(error).__name__)


async def _loop() -> Verdict:
    loop = asyncio.get_running_loop()
    asked = loop.time()
    await asyncio.sleep(0)
    late = loop.time() - asked
    return Verdict(late < 1.0, "ok" if late < 1.0 else "late", f"{late * 1000:.0f} ms")


def routes() -> list[Route]:
    readiness = Readiness()

    async def ready(request: Request) -> Response:
        verdicts = await readiness.verdicts()
        is_ready = all(verdict.is_fine for verdict in verdicts.values())
        said: dict[str, object] = {
            "ready": is_ready,
            "checks": {name: verdict.word for name, verdict in verdicts.items()},
        }
        if await _may_know(request.scope):
            said["details"] = {
                name: verdict.detail for name, verdict in verdicts.items() if verdict.detail
            }
        return JSONResponse(said, 200 if is_ready else 503)

    return [Route("/readyz", ready, methods=["GET"])]


async def _may_know(scope: Scope) -> bool:
    if _is_this_machine(scope):
        return True
    actor = await identity.actor_of(scope)
    return actor is not None and actor.role == "admin"


def _is_this_machine(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    if not runtime.current().settings.proxy_hops and (
        "x-forwarded-for" in headers or "forwarded" in headers
    ):
        # A proxy that nobody told us of: then everybody would come from this machine.
        return False
    try:
        return ip_address(address_of(scope)).is_loopback
    except ValueError:
        return False


@functools.cache
def _head() -> str:
    return migrate.head()
