"""Estates in production form: closed, digested, and read back into the model."""

from routecfg.bundle.bundle import Bundle, as_value, compile_bundle, digest, estate_of, same_production
from routecfg.bundle.canonical import canonical
from routecfg.bundle.closing import CLOSED_KINDS, close
from routecfg.bundle.reading import model_of, settings_of
from routecfg.bundle.stored import NotABundle, read_bundle

__all__ = [
    "CLOSED_KINDS",
    "Bundle",
    "NotABundle",
    "as_value",
    "canonical",
    "close",
    "compile_bundle",
    "digest",
    "estate_of",
    "model_of",
    "read_bundle",
    "same_production",
    "settings_of",
]
