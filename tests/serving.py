"""A running Hundred for tests: the real program, on a free port, with a data folder of its own."""

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = (sys.executable, "-W", "always", "-m", "hundred_app")
START_SECONDS = 180
"""Long enough to build the pages of a source checkout before the first start."""


@dataclass
class Server:
    """One running Hundred.

    Attributes:
        address: "http://localhost:PORT".
        setup: the secret of the set-up link, "" when there is an account.
        data: its data folder.
        lines: everything that it printed, so far.
    """

    address: str
    setup: str
    data: Path
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list[str])
    listener: threading.Thread = field(default_factory=threading.Thread)
    arguments: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])

    def stop(self) -> int:
        """Ctrl-C. Returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=20)
        self.listener.join(timeout=20)
        return code

    def kill(self) -> None:
        """As when the power goes, or the machine runs out of memory: no warning, no goodbye."""
        self.process.kill()
        self.process.wait(timeout=20)
        self.listener.join(timeout=20)

    def again(self) -> "Server":
        """The same Hundred started anew: on this data folder and this port, as it was started."""
        return start(self.data, *self.arguments, "--port", str(self.port), **self.environment)

    def hear(self, words: str) -> str:
        """The first line with these words, said already or within ten seconds."""
        for _ in range(500):
            if found := [line for line in self.lines if words in line]:
                return found[0]
            self.listener.join(timeout=0.02)
        raise AssertionError(f"Hundred never said {words!r}.")

    def complaints(self) -> list[str]:
        """Lines that tell of a warning or a crash."""
        return [line for line in self.lines if re.search(r"Warning|Traceback|Error", line)]


def hundred(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a `hundred` command to its end."""
    given = environment.pop("stdin", None)
    return subprocess.run(
        [*PROGRAM, *arguments],
        input=given,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        env={**os.environ, **environment},
        check=False,
    )


def start(
    data: Path, *arguments: str, program: Sequence[str] = PROGRAM, **environment: str
) -> Server:
    """Start Hundred and wait until it says where it is: on a free port unless `--port` is given."""
    process = subprocess.Popen(
        [*program, "serve", "--port", "0", "--data", str(data), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        bufsize=1,
        env={**os.environ, **environment},
    )
    server = Server("", "", data, process, arguments=arguments, environment=environment)
    told: queue.Queue[str | None] = queue.Queue()

    def listen() -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                server.lines.append(line.rstrip())
                # pytest shows it beside a test that fails.
                print(line, end="")
                told.put(line)
        told.put(None)

    server.listener = threading.Thread(target=listen, daemon=True)
    server.listener.start()
    while True:
        line = told.get(timeout=START_SECONDS)
        if line is None:
            raise RuntimeError("Hundred did not start:\n" + "\n".join(server.lines))
        if found := re.search(r"Hundred is at (\S+)", line):
            server.address = found[1]
        if found := re.search(r"setup=(\S+)", line):
            server.setup = found[1]
        if "Ctrl-C" in line:
            return server
