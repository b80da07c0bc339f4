"""The floors under what we stand on."""

from importlib import metadata
from pathlib import Path

import pytest
from serving import hundred

from hundred_app.server import versions
from hundred_app.server.versions import FLOORS


def test_s73_what_is_installed_here_is_new_enough() -> None:
    assert versions.too_old() == []
    versions.refuse_old()


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize(
    ("change", "is_old"),
    [
        pytest.param(lambda floor: floor, False, id="the floor itself"),
        pytest.param(lambda floor: floor + ".1", False, id="a little above"),
        pytest.param(lambda _: "99.0", False, id="far above"),
        pytest.param(lambda floor: floor + "rc1", True, id="before its release"),
        pytest.param(lambda floor: floor + ".dev3", True, id="while it was made"),
        pytest.param(lambda floor: floor + ".post1", False, id="after its release"),
        pytest.param(lambda _: "0.0.1", True, id="far below"),
        pytest.param(lambda _: "unknown", True, id="no version"),
    ],
)
def test_s73_a_version_below_its_floor_is_too_old(name: str, change, is_old: bool) -> None:
    def installed(asked: str) -> str:
        return change(FLOORS[name]) if asked == name else FLOORS[asked]

    old = versions.too_old(installed)
    assert [name in sentence for sentence in old] == ([True] if is_old else [])


def test_s73_versions_are_compared_as_numbers() -> None:
    def installed(asked: str) -> str:
        return {"reflex": "0.9.12", "starlette": "1.10.0"}.get(asked, FLOORS[asked])

    (sentence,) = versions.too_old(installed)
    assert sentence.startswith("reflex 0.9.12 has a known fault; Hundred needs 0.10.1 or later.")


def test_s73_what_is_missing_is_said() -> None:
    def installed(asked: str) -> str:
        raise metadata.PackageNotFoundError(asked)

    assert len(versions.too_old(installed)) == len(FLOORS)


def test_s73_a_program_on_an_old_package_does_not_start(tmp_path: Path) -> None:
    beside = tmp_path / "packages" / "granian-2.7.3.dist-info"
    beside.mkdir(parents=True)
    (beside / "METADATA").write_text("Metadata-Version: 2.1\nName: granian\nVersion: 2.7.3\n")
    data = tmp_path / "data"
    done = hundred("serve", "--port", "0", "--data", str(data), PYTHONPATH=str(beside.parent))
    assert done.returncode == 78
    (line,) = done.stderr.splitlines()
    assert line.startswith("hundred: granian 2.7.3 has a known fault; Hundred needs 2.7.4 or later")
    assert not data.exists()
    looked = hundred("doctor", "--data", str(data), PYTHONPATH=str(beside.parent))
    assert looked.returncode == 1
    assert "WRONG  granian 2.7.3 has a known fault" in looked.stdout
