"""The first command of the README, in an empty environment, with no Node to be found afterwards."""

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
OURS = ("PATH", "PYTHONPATH", "VIRTUAL_ENV")


@pytest.mark.slow
def test_pip_install_then_hundred(tmp_path: Path) -> None:
    source, venv, elsewhere = tmp_path / "source", tmp_path / "venv", tmp_path / "elsewhere"
    elsewhere.mkdir()
    # A clone holds what is committed and nothing that earlier builds left behind.
    subprocess.run(["git", "clone", "-q", str(ROOT), str(source)], check=True)
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    # What this machine says of registries and certificates stays; what this run made does not.
    environment = {key: value for key, value in os.environ.items() if key not in OURS}
    installed = subprocess.run(
        [str(venv / "bin" / "pip"), "install", "-q", "."],
        cwd=source,
        env={**environment, "PATH": f"{venv / 'bin'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert installed.returncode == 0, installed.stderr
    hundred = [str(venv / "bin" / "hundred")]
    nowhere = {"HOME": str(tmp_path / "home"), "PATH": "/nonexistent"}
    process = subprocess.Popen(
        [*hundred, "demo", "--port", "0"],
        cwd=elsewhere,
        env=nowhere,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    told: list[str] = []
    assert process.stdout is not None
    with process.stdout as lines:
        began = time.monotonic()
        for line in lines:
            told.append(line)
            if "Ctrl-C" in line:
                break
        assert "Ctrl-C" in told[-1], "".join(told)
        address = next(line for line in told if "Hundred is at" in line).split()[-1]
        password = next(line for line in told if "password" in line).split()[-1]
        print(f"the demo answered after {time.monotonic() - began:.1f} s")
        assert httpx.get(f"{address}/healthz").text == "ok"
        entered = httpx.post(
            f"{address}/auth/sign-in",
            data={"username": "ana", "password": password},
            headers={"Origin": address},
        )
        assert entered.status_code == 303
        page = httpx.get(address, cookies=dict(entered.cookies))
        assert "/assets/" in page.text
        # The page of the design system stays with the sources.
        assert httpx.get(f"{address}/design", cookies=dict(entered.cookies)).status_code == 404
        process.terminate()
        told += list(lines)
    assert process.wait(timeout=20) == 0
    assert "Stopped. Everything that was saved is on disk.\n" in told
    assert not list(elsewhere.iterdir())
    doctor = subprocess.run(
        [*hundred, "doctor"],
        cwd=elsewhere,
        env=nowhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert doctor.returncode == 0, doctor.stdout
    assert "The pages are part of this installation." in doctor.stdout
