"""Starts Hundred: data folder, database, pages, one port, and a clean end."""

import asyncio
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

from hundred_app.core import clock, runtime, threads
from hundred_app.core.collecting import no_collecting, settle
from hundred_app.core.db import Database
from hundred_app.core.settings import Settings
from hundred_app.features.accounts import service as accounts
from hundred_app.features.book.figures import press
from hundred_app.server import apology, frontend, logs, mails, nightly, versions
from hundred_app.server.folder import CannotStart, opened
from hundred_app.server.sockets import OPEN

ENDING_SECONDS = 2
_ASK_AGAIN_SECONDS = 0.02
_HEAD_SECONDS = 10
_MOST_FILES, _OWN_FILES = 5_000, 200


def serve(
    settings: Settings, host: str, port: int, announce: Callable[[str], None] = print
) -> None:
    """Serve until told to stop by Ctrl-C or SIGTERM.

    Raises:
        CannotStart: the port is taken, the data folder cannot be used, or there are no pages.
        TooOld: what is installed beside us has a known fault.
    """
    logs.install()
    versions.refuse_old()
    port = _free_port(host, port)
    try:
        web = frontend.web_folder()
    except frontend.CannotBuild as error:
        raise CannotStart(str(error)) from error
    with opened(settings) as database:
        runtime.install(runtime.Runtime(settings, database))
        _prepare_framework(web, settings.data)
        with no_collecting():
            # Imported only now: importing Reflex reads the settings that were just made.
            from hundred_app.hundred_app import app
            from hundred_app.server.asgi import edge

            served = edge(app(), web)
        settle()

        def greet() -> None:
            for line in _greeting(database, host, port):
                announce(line)
            sys.stdout.flush()

        _run_to_the_end(_run(served, settings, database, host, port, greet))
    announce("Stopped. Everything that was saved is on disk.")


async def _run(
    app: object,
    settings: Settings,
    database: Database,
    host: str,
    port: int,
    greet: Callable[[], None],
) -> None:
    """Serve; `greet` once it answers and Ctrl-C ends it cleanly."""
    server = _server(app, host, port)
    told_to_end = _told_to_end()
    serving = asyncio.ensure_future(server.serve())
    while not serving.done() and not await _answers(host, port):
        await asyncio.sleep(_ASK_AGAIN_SECONDS)
    if not serving.done():
        greet()
    watching = asyncio.ensure_future(_watch(settings, database))
    ending = asyncio.ensure_future(told_to_end.wait())
    await asyncio.wait({serving, ending}, return_when=asyncio.FIRST_COMPLETED)
    watching.cancel()
    OPEN.stop_watching()
    logs.hush("_granian")
    press.LINE.end()
    server.stop()
    # The server waits for every request to be whole, also for one that never will be.
    with suppress(TimeoutError):
        await asyncio.wait_for(serving, ENDING_SECONDS)


def _server(app: object, host: str, port: int) -> Server:
    server = Server(
        app,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        log_enabled=False,
        websockets=True,
        # Left to find the protocol out, it waits for ever for a first word.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEAD_SECONDS * 1000),
        # It takes no connection beyond these, whoever holds them: 128 unless told otherwise.
        backpressure=_most_connections(),
    )
    # Making the server set its own log up.
    logs.adopt("_granian")
    return server


async def _watch(settings: Settings, database: Database) -> None:
    """Do what is due without anybody asking, until cancelled."""
    await asyncio.gather(nightly.watch(settings, database), mails.watch(settings, database))


def _told_to_end() -> asyncio.Event:
    """What Ctrl-C and SIGTERM set."""
    told, loop = asyncio.Event(), asyncio.get_running_loop()
    for stop in (signal.SIGINT, signal.SIGTERM):
        # Not by the loop's own: it loses a signal that comes while hundreds of connections end.
        signal.signal(stop, lambda *_: _tell(loop, told))
    return told


def _tell(loop: asyncio.AbstractEventLoop, told: asyncio.Event) -> None:
    # Whoever presses Ctrl-C once more when all has ended is told nothing new.
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(told.set)


def _most_connections() -> int:
    """As many as this process may have files open, less those that it needs itself."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(128, min(files, _MOST_FILES) - _OWN_FILES)


async def _answers(host: str, port: int) -> bool:
    # The server binds its port before it listens, and tells nobody when it does.
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True


def _run_to_the_end(serving: Coroutine[Any, Any, None]) -> None:
    """Run the server, then end what it left behind, in bounded time.

    Not asyncio.run, which waits for every cancelled task: a task that waits
    for a socket of a server that has stopped may never hear that it was.
    """
    loop = asyncio.new_event_loop()
    loop.set_default_executor(threads.readers())
    try:
        loop.run_until_complete(serving)
        # Who asks from now on finds no thread to be answered by. That is an end, and no bug.
        logs.hush(apology.__name__)
        # Saves that are under way or wait for their turn are let finish: they are short.
        threads.finish_writing()
        loop.run_until_complete(loop.shutdown_default_executor())
        # Whatever is still at work here works for connections that are gone.
        loop.set_exception_handler(lambda _loop, _context: None)
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left, timeout=ENDING_SECONDS))
    finally:
        loop.close()


def _prepare_framework(web: Path, data: Path) -> None:
    """Tell Reflex, before it is imported, that the pages are compiled and where they are."""
    os.environ.update(
        {
            "REFLEX_ENV_MODE": "prod",
            "__REFLEX_SKIP_COMPILE": "true",
            "REFLEX_WEB_WORKDIR": str(web),
            "REFLEX_APP_NAME": "hundred_app",
            "REFLEX_STATE_MANAGER_MODE": "memory",
            "REFLEX_REDIS_TOKEN_EXPIRATION": str(12 * 3600),
            # Enough for the longest synthesis in any script, as the framework sends it.
            "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": str(128 * 1024),
            # A connection that is dead without a word is noticed after both together, by the
            # server and by the page.
            "REFLEX_SOCKET_INTERVAL": "10",
            "REFLEX_SOCKET_TIMEOUT": "10",
            "REFLEX_TELEMETRY_ENABLED": "false",
            "REFLEX_CHECK_LATEST_VERSION": "false",
            "REFLEX_SHOW_BUILT_WITH_REFLEX": "false",
        }
    )
    # Reflex imports an rxconfig.py that lies in the current folder, whoever put it there.
    os.chdir(data)


def _greeting(database: Database, host: str, port: int) -> Iterator[str]:
    name = f"[{host}]" if ":" in host else host
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else name  # noqa: S104
    address = f"http://{shown}:{port}"
    yield f"Hundred is at {address}"
    setup = accounts.make_setup_link(database, clock.now())
    if setup:
        yield f"Make the first account here, once: {address}/sign-up?setup={setup}"
    yield "Stop it with Ctrl-C."


def _free_port(host: str, port: int) -> int:
    """The port, proven free; a free one for 0.

    Raises:
        CannotStart: another program has it, or the host is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (98, 48, 13):
                raise CannotStart(
                    f"Port {port} is taken by another program or not allowed."
                    " Choose another with --port."
                ) from error
            raise CannotStart(f"{host} is not an address of this machine: {error}.") from error
        return probe.getsockname()[1]
