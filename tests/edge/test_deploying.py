"""The service and the container of docs/deploying start a Hundred that works."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import serving
from proxies import DEPLOYING

ROOT = Path(__file__).parents[2]
OURS = ("PATH", "PYTHONPATH", "VIRTUAL_ENV")


def lines_of(name: str) -> list[str]:
    return (DEPLOYING / name).read_text().splitlines()


@pytest.mark.slow
def test_a_service_starts_what_there_is(tmp_path: Path) -> None:
    (started,) = [
        line.removeprefix("ExecStart=")
        for line in lines_of("hundred.service")
        if line.startswith("ExecStart=")
    ]
    _, *arguments = shlex.split(started)
    assert serving.hundred(*arguments, "--help").returncode == 0
    # The exit code that is not worth another try is that of a database that cannot be used.
    (tmp_path / "hundred.db").write_bytes(b"something else")
    refused = serving.hundred("serve", "--port", "0", "--data", str(tmp_path))
    assert f"RestartPreventExitStatus={refused.returncode}" in lines_of("hundred.service")


@pytest.mark.slow
def test_a_service_is_understood_by_systemd(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("There is no systemd here.")
    unit = tmp_path / "hundred.service"
    there = (DEPLOYING / "hundred.service").read_text()
    unit.write_text(there.replace("/opt/hundred/bin/hundred", sys.executable))
    told = subprocess.run(
        [verify, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


@pytest.mark.slow
def test_the_steps_of_a_container(tmp_path: Path) -> None:
    """What pip is told there makes a program that is healthy, here without a container engine."""
    source, venv, wheels = tmp_path / "source", tmp_path / "venv", tmp_path / "wheels"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(source)], check=True)
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    environment = {key: value for key, value in os.environ.items() if key not in OURS}
    environment |= {"PATH": f"{venv / 'bin'}:/usr/bin:/bin", "HOME": str(tmp_path)}
    steps = [line.removeprefix("RUN ") for line in lines_of("Containerfile") if "RUN pip" in line]
    assert len(steps) == 2
    for step in steps:
        ran = subprocess.run(
            ["/bin/sh", "-ec", step.replace("/wheels", str(wheels))],
            cwd=source,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert not wheels.exists()
    driver = [venv / "bin" / "python", "-c", "import psycopg"]
    assert subprocess.run(driver, env=environment, check=False).returncode == 0
    program, *_ = _listed("CMD")
    started = serving.start(tmp_path / "data", program=(str(venv / "bin" / program),))
    _, *asked = _listed("HEALTHCHECK CMD")
    asked = [part.replace(":8000", f":{started.port}") for part in asked]
    assert subprocess.run([venv / "bin" / "python", *asked], check=False).returncode == 0
    assert started.stop() == 0
    assert subprocess.run([venv / "bin" / "python", *asked], check=False).returncode != 0


@pytest.mark.slow
def test_a_container(tmp_path: Path) -> None:
    engine = next((path for name in ("podman", "docker") if (path := shutil.which(name))), None)
    if engine is None or subprocess.run([engine, "info"], capture_output=True).returncode != 0:
        pytest.skip("There is no container engine here.")
    file = str(DEPLOYING / "Containerfile")
    subprocess.run([engine, "build", "-q", "-f", file, "-t", "hundred-test", str(ROOT)], check=True)
    ran = subprocess.run(
        [engine, "run", "--rm", "hundred-test", "hundred", "doctor"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert re.search(r"\S", ran.stdout), ran.stderr


def _listed(instruction: str) -> list[str]:
    """The list of words after an instruction of the Containerfile."""
    (found,) = [
        line.removeprefix(instruction)
        for line in lines_of("Containerfile")
        if line.startswith(instruction)
    ]
    return json.loads(found)
