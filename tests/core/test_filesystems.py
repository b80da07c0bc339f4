"""Which file system a folder is on, by what the kernel says of its mounts."""

from pathlib import Path

import pytest

from hundred_app.core import filesystems

MOUNTS = r"""
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
22 27 0:21 / /proc rw,relatime - proc proc rw
40 27 0:40 / /home rw shared:1 - nfs4 nas:/home rw,vers=4.2
41 40 254:1 / /home/ana/local rw,relatime shared:7 master:2 - btrfs /dev/vdb rw
42 27 0:42 / /mnt/two\040words rw - cifs //nas/share rw
43 27 0:43 / /mnt/covered rw - nfs nas:/x rw
44 43 254:3 / /mnt/covered rw - xfs /dev/vdc rw
45 27 0:45 / /mnt/keys rw - fuse.sshfs ana@nas:/ rw
46 27 0:46 / /mnt/pool rw - fuse.mergerfs a:b rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", "ext4"),
        ("/var/lib/hundred", "ext4"),
        ("/home", "nfs4"),
        ("/home/ana/.local/share/hundred", "nfs4"),
        ("/home/ana/local/hundred", "btrfs"),
        ("/homely", "ext4"),
        ("/mnt/two words/hundred", "cifs"),
        ("/mnt/covered/hundred", "xfs"),
        ("/mnt/keys", "fuse.sshfs"),
        ("/mnt/pool/hundred", "fuse.mergerfs"),
    ],
)
def test_the_nearest_mount_above_a_folder_tells_what_it_is_on(folder: str, kind: str) -> None:
    assert filesystems.kind_of(Path(folder), MOUNTS) == kind


@pytest.mark.parametrize(
    "text", ["", "\n\n", "nonsense", "27 1 254:0 / /", "27 1 254:0 / / rw - ", " - ext4 x rw"]
)
def test_a_text_that_says_nothing_is_no_answer(text: str) -> None:
    assert filesystems.kind_of(Path("/srv"), text) is None


@pytest.mark.parametrize(
    "kind",
    [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "lustre", "glusterfs", "9p",
        "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "davfs", "webdav",
    ],
)  # fmt: skip
def test_what_reaches_over_a_wire_is_a_network_file_system(kind: str) -> None:
    assert kind in filesystems.NETWORK


@pytest.mark.parametrize(
    "kind", ["ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "f2fs", "apfs", "fuse.mergerfs"]
)
def test_what_is_in_this_machine_is_none(kind: str) -> None:
    assert kind not in filesystems.NETWORK


def test_a_folder_on_a_network_file_system_is_known_by_its_links_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, link, mounts = tmp_path / "there", tmp_path / "link", tmp_path / "mountinfo"
    there.mkdir()
    link.symlink_to(there)
    mounts.write_text(f"1 0 0:1 / / rw - ext4 x rw\n2 1 0:2 / {there.resolve()} rw - nfs4 x rw\n")
    monkeypatch.setattr(filesystems, "MOUNTS", mounts)
    assert filesystems.network_kind(link) == "nfs4"
    assert filesystems.network_kind(tmp_path) is None


def test_a_system_that_does_not_say_is_not_asked_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filesystems, "MOUNTS", tmp_path / "missing")
    assert filesystems.kind_here(tmp_path) is None
