"""Which names are names of secrets: of fields, headers, parameters of addresses, and words in a comment.

`docs/language.md` shows these lists to users; a test holds the two together.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

SECRET_NAMES: Final = (
    "token",
    "api_token",
    "access_token",
    "refresh_token",
    "auth_token",
    "id_token",
    "session_token",
    "bearer",
    "api_key",
    "apikey",
    "x-api-key",
    "access_key",
    "secret_key",
    "private_key",
    "client_key",
    "app_key",
    "auth_key",
    "account_key",
    "subscription_key",
    "functions_key",
    "signing_key",
    "encryption_key",
    "master_key",
    "shared_key",
    "license_key",
    "ssh_key",
    "priv_key",
    "secret",
    "secrets",
    "client_secret",
    "password",
    "passwd",
    "passwort",
    "passphrase",
    "passcode",
    "pwd",
    "pswd",
    "pw",
    "pswrd",
    "psk",
    "otp",
    "totp",
    "user_pass",
    "db_pass",
    "connection_string",
    "creds",
    "heslo",
    "hesla",
    "api_klíč",
    "přístupový_klíč",
    "přístupové_údaje",
    "přihlašovací_údaje",
    "geslo",
    "lozinka",
    "kennwort",
    "geheimnis",
    "zugangsdaten",
    "zugangscode",
    "zugangsschlüssel",
    "api_schlüssel",
    "mot_de_passe",
    "mdp",
    "clé_api",
    "contraseña",
    "senha",
    "hasło",
    "jelszó",
    "wachtwoord",
    "lösenord",
    "adgangskode",
    "kodeord",
    "salasana",
    "şifre",
    "пароль",
    "токен",
    "секрет",
    "authorization",
    "authorisation",
    "authentication",
    "proxy-authorization",
    "auth",
    "jwt",
    "signature",
    "credential",
    "credentials",
)
"""In any case, with `-`, `_`, spaces or capitals between the words, alone or as a part of a longer name."""

DOUBTFUL_NAMES: Final = (
    "key", "code", "pass", "pin", "sig", "sid", "session", "sessionid", "phpsessid", "jsessionid", "cookie", "hash",
    "passkey", "klíč", "kľúč", "klucz", "schlüssel", "sleutel", "clé", "clave", "chave", "chiave", "kulcs", "ключ",
)  # fmt: skip
"""Names that a secret may have, and much else: what stands there decides."""

DESCRIPTIVE_ENDINGS: Final = (
    "type", "types", "mode", "scheme", "name", "names", "id", "expires", "expiry", "expiration", "expired", "version",
    "algorithm", "alg", "length", "count", "counter", "limit", "limits", "url", "uri", "endpoint", "host", "header",
    "status", "state", "ttl", "format", "kind", "method", "prefix", "required", "enabled", "valid", "hint", "question",
    "reset", "policy", "forgotten", "changed", "help", "info", "usage", "used", "left", "title", "label", "page",
)  # fmt: skip
"""A name that ends with one of these words speaks about a secret, and is not the name of one: `token_type`."""

_ORDINARY: Final = frozenset(
    ("taken", "woken", "secrete", "secretary", "secretaries", "secretariat", "secretly", "secretive", "decret",
     "tokenize", "tokenizer", "tokenise", "секретарь")
)  # fmt: skip
"""Words that only resemble a name of a secret."""

_OURS: Final = frozenset(("literalsecret",))
"""Names of our own settings that contain such a word."""

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_a-zA-Z]+")
_WITHOUT_ACCENT: Final = str.maketrans("łŁđĐøØı", "lLdDoOi")
"""Letters that Unicode does not take apart."""

_LOOK_ALIKE: Final = str.maketrans("асеорхуіѕјкмнтвΑΒΕΗΙΚΜΝΟΡΤΧАВЕКМНОРСТХУ", "aceopxyisjkmhtbABEHIKMNOPTXABEKMHOPCTXY")
"""Cyrillic and Greek letters that look like those of a name in which others are Latin."""

_LONGEST: Final = 200
_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z]")
_WORDS_BEFORE = re.compile(r"(?<![\w.-])(?:[\w.-]++ ){1,2}\Z")
_FURTHEST_WORD: Final = 40


def is_secret_name(name: str) -> bool:
    """Whether what stands under this name is taken for a secret, whatever it looks like.

    Case, `-`, `_`, `.`, spaces, capitals inside and digits do not count, and neither does one wrong letter:
    `apiToken`, `X-API-Key`, `api_tokn`, `client secret`, `db_password_2`. `token_type` and `secretary` are not.
    """
    return _are_of_a_secret(name_words(name))


def is_listed_name(name: str) -> bool:
    """Whether a name is one of `SECRET_NAMES` and no longer: `secret key`."""
    return "".join(name_words(name)) in _SQUASHED


def is_secret_name_at(text: str, start: int, end: int) -> bool:
    """Whether the name that stands there in a line is one, alone or with the two words before it: `api key`."""
    if is_secret_name(text[start:end]):
        return True
    before = _WORDS_BEFORE.search(text, max(0, start - _FURTHEST_WORD), start)
    return before is not None and is_secret_name(before[0] + text[start:end])


def ends_secret_name_at(text: str, start: int, end: int) -> bool:
    """The same for a word in a sentence, which has to end the name: `key` of `api key`, and not `for` behind that."""
    if is_secret_name(text[start:end]):
        return True
    before = _WORDS_BEFORE.search(text, max(0, start - _FURTHEST_WORD), start)
    return before is not None and not is_secret_name(before[0]) and is_secret_name(before[0] + text[start:end])


def is_doubtful_name(name: str) -> bool:
    """Whether a secret may stand under this name, if it looks like more than a word: `key`, `session_id`."""
    return not _DOUBTFUL.isdisjoint(name_words(name))


@lru_cache(maxsize=4096)
def may_name_a_secret(name: str) -> bool:
    """Whether a value of this name is or may be a secret."""
    return is_secret_name(name) or is_doubtful_name(name)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents and digits: `X-ApiKey2` is `x`, `api`, `key`.

    Of an overlong name those at its end.
    """
    return _words(name[-_LONGEST:])


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    if not name.isascii():
        name = _LETTERS.sub(lambda word: word[0].translate(_LOOK_ALIKE) if _LATIN.search(word[0]) else word[0], name)
        bare = unicodedata.normalize("NFKD", name.translate(_WITHOUT_ACCENT))
        name = "".join(char for char in bare if not unicodedata.combining(char))
    return tuple(word.lower() for word in _WORD.findall(name))


@lru_cache(maxsize=4096)
def _are_of_a_secret(name: tuple[str, ...]) -> bool:
    """`is_secret_name` of a name's words, which many names share: `q1` and `q2`."""
    if not name or name[-1] in _DESCRIPTIVE or "".join(name) in _OURS:
        return False
    words = [word for word in name if word not in _ORDINARY]
    squashed = "".join(words)
    if any(part in squashed for part in _PARTS) or not _WHOLE.isdisjoint(words):
        return True
    runs = {squashed, *words, *("".join(pair) for pair in pairwise(words))}
    return any(_is_misspelt(run) for run in runs)


def _is_misspelt(word: str) -> bool:
    return any(_is_one_edit_away(word, name) for name in _OFTEN_MISSPELT)


def _is_one_edit_away(word: str, name: str) -> bool:
    """Whether a word has one letter more, less or other than a name, or two neighbours swapped."""
    if abs(len(word) - len(name)) > 1:
        return False
    at = next((at for at, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), None)
    if at is None:
        return True
    if len(word) == len(name):
        swapped = word[at : at + 2] == name[at : at + 2][::-1]
        return word[at + 1 :] == name[at + 1 :] or (swapped and word[at + 2 :] == name[at + 2 :])
    return word[at + 1 :] == name[at:] if len(word) > len(name) else word[at:] == name[at + 1 :]


_SHORTEST_PART: Final = 5
_SQUASHED: Final = frozenset("".join(name_words(name)) for name in SECRET_NAMES)
_WHOLE: Final = frozenset(name for name in _SQUASHED if len(name) < _SHORTEST_PART or name == "senha")
"""Too short to be looked for inside a word, or a part of ordinary ones: resenha."""

_PARTS: Final = tuple(sorted(_SQUASHED - _WHOLE))
_LIKE_A_WORD: Final = frozenset(
    ("bearer", "heslo", "hesla", "geslo", "passwd", "passwort", "creds", "haslo", "jelszo", "sifre")
)
"""One letter away from ordinary words: beaver, hello, passed, passport, credo, cifre."""

_OFTEN_MISSPELT: Final = tuple(name for name in _PARTS if name not in _LIKE_A_WORD)

_DOUBTFUL: Final = frozenset("".join(name_words(name)) for name in DOUBTFUL_NAMES)
_DESCRIPTIVE: Final = frozenset(DESCRIPTIVE_ENDINGS)
