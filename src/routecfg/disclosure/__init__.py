"""What may be shown of what users wrote: the only owner of what is secret, what is harmless, what is too long.

- *Secret*, by the name of its place (`is_secret_name`, `is_secret_place`) and by its looks (`looks_secret`). Whoever
  makes a finding masks what it repeats: `quoted(text, path)`, `masked_key(path)`. So no finding and no cache holds one.
- *Harmless* to print: `harmless(text)`. Only `report` and `cli` call it, on everything that they print; findings hold
  texts as they are.
- *Fit to be pasted* into a shell: `shell_word(path)`, wherever a command is suggested.
- *Short enough*: `shortened` for a text, `first_few` for a list, `without_middle` for a path.

This room imports no other.
"""

from routecfg.disclosure.addresses import is_address_name
from routecfg.disclosure.harmless import by_code_point, harmless, harmless_json
from routecfg.disclosure.keys import is_secret_instead_of_variable, is_secret_key
from routecfg.disclosure.looks import SHORTEST, Stretch, looks_secret, private_keys, secret_words
from routecfg.disclosure.masking import (
    MASK,
    all_without_tokens,
    masked,
    masked_key,
    masked_path,
    quoted,
    quoted_key,
    quoted_part,
    shown,
    without_parts,
    without_secrets,
    without_tokens,
)
from routecfg.disclosure.names import (
    DESCRIPTIVE_ENDINGS,
    DOUBTFUL_NAMES,
    SECRET_NAMES,
    is_secret_name,
    is_secret_name_at,
)
from routecfg.disclosure.neighbours import cut_off, named_beside, named_in_list
from routecfg.disclosure.places import FIELDS, is_secret_place
from routecfg.disclosure.prose import (
    masked_note,
    masked_words_of,
    occurrences,
    outside_templates,
    reference_at,
    secrets_beside,
    secrets_in_comment,
    secrets_in_line,
)
from routecfg.disclosure.quick_look import may_hold_secrets
from routecfg.disclosure.secrets import paths_of_secrets, secrets_in
from routecfg.disclosure.shell_words import attribute_pattern, shell_word
from routecfg.disclosure.shortening import LONGEST, LONGEST_PATH, first_few, left_out, shortened, without_middle
from routecfg.disclosure.templates import templates_in

__all__ = [
    "DESCRIPTIVE_ENDINGS",
    "DOUBTFUL_NAMES",
    "FIELDS",
    "LONGEST",
    "LONGEST_PATH",
    "MASK",
    "SECRET_NAMES",
    "SHORTEST",
    "Stretch",
    "all_without_tokens",
    "attribute_pattern",
    "by_code_point",
    "cut_off",
    "first_few",
    "harmless",
    "harmless_json",
    "is_address_name",
    "is_secret_instead_of_variable",
    "is_secret_key",
    "is_secret_name",
    "is_secret_name_at",
    "is_secret_place",
    "left_out",
    "looks_secret",
    "masked",
    "masked_key",
    "masked_note",
    "masked_path",
    "masked_words_of",
    "may_hold_secrets",
    "named_beside",
    "named_in_list",
    "occurrences",
    "outside_templates",
    "paths_of_secrets",
    "private_keys",
    "quoted",
    "quoted_key",
    "quoted_part",
    "reference_at",
    "secret_words",
    "secrets_beside",
    "secrets_in",
    "secrets_in_comment",
    "secrets_in_line",
    "shell_word",
    "shortened",
    "shown",
    "templates_in",
    "without_middle",
    "without_parts",
    "without_secrets",
    "without_tokens",
]
