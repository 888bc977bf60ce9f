"""Files as they lie on the disk: opened without following links, written whole or not at all. Knows nothing of routing.

Errors are OSError; `reason` says why in plain words.
"""

from routecfg.files.errors import LinksUnsupportedError, UnfitFileError, reason
from routecfg.files.folder import Folder, read_file, real_path, too_large
from routecfg.files.private import open_private, replace_private
from routecfg.files.writing import clear_temporaries, create, make_folder, publish, replace, sync_file

__all__ = [
    "Folder",
    "LinksUnsupportedError",
    "UnfitFileError",
    "clear_temporaries",
    "create",
    "make_folder",
    "open_private",
    "publish",
    "read_file",
    "real_path",
    "reason",
    "replace",
    "replace_private",
    "sync_file",
    "too_large",
]
