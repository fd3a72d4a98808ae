"""What the disk under a folder is like: its file system, and how much room is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from aligntui.store.local import fs

NETWORK = frozenset((
    "9p", "afs", "ceph", "cifs", "coda", "davfs", "fuse.davfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs",
    "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs", "virtiofs",
))  # fmt: skip
"""Types of file system that live on another machine."""

MOUNTS = Path("/proc/self/mountinfo")


@dataclass(frozen=True)
class FileSystem:
    """The file system under a path."""

    kind: str
    """`ext4`, `nfs4`...; "" when it cannot be told."""
    mount: str
    """Where it is mounted."""

    @property
    def network(self) -> bool:
        """Whether it lives on another machine, where locks and the look at changes may not hold."""
        return self.kind in NETWORK or self.kind.startswith("nfs")


def filesystem(path: Path, *, mounts: Path = MOUNTS) -> FileSystem:
    """The file system that holds a path, or the nearest folder above it that exists."""
    real = fs.realpath(path)
    best = FileSystem("", "")
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return best
    for line in lines:
        left, dash, right = line.partition(" - ")
        fields, kinds = left.split(), right.split()
        if not dash or len(fields) < 5 or not kinds:
            continue
        mount = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), fields[4])
        inside = real == mount or real.startswith(mount.rstrip("/") + "/")
        # The last of two mounts on one place is the one that is seen.
        if inside and len(mount) >= len(best.mount):
            best = FileSystem(kinds[0], mount)
    return best


def free_space(path: Path) -> int:
    """Bytes that this user may still write where `path` lies or will lie; -1 when it cannot be told."""
    for folder in (path, *path.parents):
        try:
            info = fs.statvfs(folder)
        except FileNotFoundError:
            continue
        except OSError:
            return -1
        return info.f_bavail * info.f_frsize
    return -1
