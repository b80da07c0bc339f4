"""Reverse proxies as docs/deploying has them, in front of a Hundred on this machine."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest
import trustme

DEPLOYING = Path(__file__).parents[1] / "docs" / "deploying"
NAME = "hundred.example.org"
BEHIND = "127.0.0.1:8000"
PATIENCE_SECONDS = 20


@dataclass(frozen=True)
class Front:
    """Where a proxy listens, what it stands in front of, and what it shows for itself.

    Attributes:
        http, https: its ports.
        behind: the port of Hundred.
        certificate, key: PEM files for localhost.
        authority: that of whoever issued the certificate.
    """

    http: int
    https: int
    behind: int
    certificate: Path
    key: Path
    authority: Path

    @property
    def address(self) -> str:
        return f"https://localhost:{self.https}"


def free_ports(count: int) -> list[int]:
    """Ports that nobody had a moment ago."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def certified(folder: Path) -> tuple[Path, Path, Path]:
    """A certificate for localhost, its key, and that of its issuer, whom nobody knows."""
    issuer = trustme.CA()
    issued = issuer.issue_cert("localhost")
    certificate, key, authority = (
        folder / f"{name}.pem" for name in ("fullchain", "privkey", "authority")
    )
    issuer.cert_pem.write_to_path(authority)
    for part in issued.cert_chain_pems:
        part.write_to_path(certificate, append=True)
    issued.private_key_pem.write_to_path(key)
    return certificate, key, authority


def nginx(front: Front, folder: Path) -> list[str]:
    """The command of an nginx with our site, and nothing of the machine's."""
    site = (DEPLOYING / "nginx.conf").read_text()
    site = site.replace(f"return 301 https://{NAME}", f"return 301 {front.address}")
    site = site.replace(NAME, "localhost").replace(BEHIND, f"127.0.0.1:{front.behind}")
    for port, there in ((80, front.http), (443, front.https)):
        site = site.replace(f"listen {port}", f"listen 127.0.0.1:{there}")
        site = site.replace(f"    listen [::]:{port};\n", "")
        site = site.replace(f"    listen [::]:{port} ssl http2;\n", "")
    site = site.replace("/etc/ssl/hundred/fullchain.pem", str(front.certificate))
    site = site.replace("/etc/ssl/hundred/privkey.pem", str(front.key))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder / kind};\n" for kind in kinds)
    whole = folder / "nginx.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""
    whole.write_text(
        f"daemon off;\n{user}pid {folder / 'nginx.pid'};\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{places}{site}}}\n"
    )
    return ["nginx", "-p", str(folder), "-e", "stderr", "-c", str(whole)]


def caddy(front: Front, folder: Path) -> list[str]:
    """The command of a Caddy with our site, and a certificate that it need not ask for."""
    site = (DEPLOYING / "Caddyfile").read_text()
    assert f"{NAME} {{" in site
    site = site.replace(
        f"{NAME} {{", f"{front.address} {{\n\tbind 127.0.0.1\n\ttls {front.certificate} {front.key}"
    ).replace(BEHIND, f"127.0.0.1:{front.behind}")
    whole = folder / "Caddyfile"
    whole.write_text(
        f"{{\n\tadmin off\n\thttp_port {front.http}\n\tskip_install_trust\n"
        f"\tstorage file_system {folder / 'storage'}\n}}\n{site}"
    )
    return ["caddy", "run", "--config", str(whole), "--adapter", "caddyfile"]


PROXIES: dict[str, Callable[[Front, Path], list[str]]] = {"nginx": nginx, "caddy": caddy}
PACKAGES = {"nginx": "nginx-light", "caddy": "caddy"}


def found(name: str) -> str:
    """The path of a proxy: one on the PATH, else Debian's, installed now."""
    places = f"{os.environ['PATH']}:/usr/sbin"
    if shutil.which(name, path=places) is None and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "install", "-y", "-qq", PACKAGES[name]], check=False, env=quiet)
        # Debian starts what it installs, on ports of the machine's own.
        for stop in (["service", name, "stop"], ["systemctl", "disable", "--now", name]):
            if shutil.which(stop[0]):
                subprocess.run(stop, check=False, capture_output=True)
    path = shutil.which(name, path=places)
    if path is None:
        pytest.skip(f"There is no {name} here, and it could not be installed.")
    return path


@contextmanager
def running(name: str, front: Front, folder: Path) -> Iterator[None]:
    """A proxy that answers, until the block ends."""
    _, *arguments = PROXIES[name](front, folder)
    program = found(name)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [program, *arguments],
            stdout=log,
            stderr=log,
            env={**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)},
        )
        try:
            _await(front.https, process, folder / "log")
            yield
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_SECONDS)


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end, pause = time.monotonic() + PATIENCE_SECONDS, Event()
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        pause.wait(0.05)
    raise AssertionError(f"The proxy does not answer:\n{log.read_text()}")
