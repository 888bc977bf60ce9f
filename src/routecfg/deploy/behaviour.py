"""Which releases are alike: those that treat customers the same, whenever they were made."""

import hashlib

import msgspec

from routecfg.releases import Record, Release, Store


class _Parts(msgspec.Struct, frozen=True):
    estate: msgspec.Raw
    derived: msgspec.Raw


def behaviour(content: bytes) -> str | None:
    """The digest of a bundle without its inputs: equal for two that treat every chat alike.

    `content` is a bundle in canonical form; the digest is over the canonical form of `[estate, derived]`. None if it is
    not a bundle.
    """
    try:
        parts = msgspec.json.decode(content, type=_Parts)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    digest = hashlib.sha256()
    for piece in (b"[", parts.estate, b",", parts.derived, b"]"):
        digest.update(piece)
    return digest.hexdigest()


def behaviour_of(store: Store, record: Record) -> str | None:
    """The same for a release; None if its content is damaged. For records of the earlier form the content is read."""
    if record.behaviour is not None:
        return record.behaviour
    release = store.read(record.number)
    return behaviour(release.content) if isinstance(release, Release) else None
