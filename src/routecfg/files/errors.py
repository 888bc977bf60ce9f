"""Why a file cannot be read or written, in plain words."""

import errno
from typing import Final

_REASONS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "the file would be larger than this system allows",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you have no permission",
    errno.EPERM: "the system does not permit it",
    errno.EIO: "the disk reports a fault",
    errno.ENOENT: "there is no such file or folder",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a file or a link stands where a folder is needed",
    errno.ELOOP: "a link stands in its place",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
}


class LinksUnsupportedError(OSError):
    """The disk cannot give a file a second name, which is the step that lets only one writer win."""


class UnfitFileError(OSError):
    """What stands there is not an ordinary file, or too large; the text says so, as the end of a sentence: `it ...`."""


def reason(error: OSError) -> str:
    """Why it failed, as the end of a sentence."""
    if isinstance(error, UnfitFileError):
        return f"it {error}"
    return _REASONS.get(error.errno or 0) or (error.strerror or "the system gives no reason").lower()
