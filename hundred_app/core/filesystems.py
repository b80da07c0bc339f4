"""Which file system a folder is on, and whether a database may lie there."""

import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")

NETWORK = frozenset(
    {
        "9p", "acfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.afpfs",
        "fuse.cephfs", "fuse.curlftpfs", "fuse.davfs", "fuse.davfs2", "fuse.gcsfuse",
        "fuse.glusterfs", "fuse.goofys", "fuse.juicefs", "fuse.mount.davfs", "fuse.nfs",
        "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "gfs2", "glusterfs", "gpfs",
        "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "pvfs2", "smb2", "smb3", "smbfs",
        "virtiofs", "webdav",
    }
)  # fmt: skip
"""Where locks and shared memory reach over a wire, or do not reach at all."""


def kind_of(folder: Path, mounts: str) -> str | None:
    """The file system that a folder is on, by the text of /proc/self/mountinfo.

    Args:
        folder: an absolute path without links.

    Returns:
        A name such as "ext4" or "fuse.sshfs"; None when the text tells of no such folder.
    """
    found: tuple[int, str] | None = None
    for line in mounts.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 5 or not after:
            continue
        mounted = Path(_plain(fields[4]))
        # A later line of the same length covers an earlier one.
        if folder.is_relative_to(mounted) and (not found or len(mounted.parts) >= found[0]):
            found = len(mounted.parts), after.split(" ")[0]
    return found[1] if found else None


def network_kind(folder: Path) -> str | None:
    """The network file system that a folder is on; None for a local disk, and where nobody says."""
    kind = kind_here(folder)
    return kind if kind in NETWORK else None


def kind_here(folder: Path) -> str | None:
    """The file system that a folder is on; None on a system that does not say."""
    try:
        mounts = MOUNTS.read_text("utf-8", errors="surrogateescape")
    except OSError:
        return None
    return kind_of(folder.resolve(), mounts)


def _plain(field: str) -> str:
    # Spaces and the like are written as \040, in bytes.
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)
