"""`validate --baseline`: only what is new is reported."""

from pathlib import Path
from typing import TYPE_CHECKING

from routecfg.diagnostics import CannotRun, plural

if TYPE_CHECKING:
    from routecfg.pipeline import Result


def read_baseline(path: Path) -> bytes:
    """The bytes of a baseline. Raises CannotRun if there is none."""
    from routecfg.cli.output_file import read_named
    from routecfg.policy.baseline import LARGEST_BASELINE, Baseline

    data = read_named(path, LARGEST_BASELINE, "the baseline")
    if data is None:
        from routecfg.disclosure import shell_word  # here, as in `terminal.note`

        help_ = f"write it with 'routecfg validate --baseline {shell_word(path)} --write-baseline'"
        raise CannotRun(f"there is no baseline '{path}'", help_)
    try:
        Baseline(data)
    except ValueError:
        help_ = "name a file that 'routecfg validate --baseline FILE --write-baseline' has written"
        raise CannotRun(f"'{path}' is not a baseline", help_) from None
    return data


def write_baseline(path: Path, result: "Result") -> str:
    """Writes a baseline that knows these findings. What to tell the user. Raises CannotRun if it cannot be written."""
    from routecfg.cli.output_file import save
    from routecfg.policy.baseline import baseline_of, is_baseline

    if result.waiting:
        raise CannotRun(
            f"a baseline cannot be written yet: {result.waiting[0]}",
            "a baseline knows findings of the whole estate: mend that first",
        )
    save(path, baseline_of(result.diagnostics), "the baseline", is_baseline)
    return f"{path} knows {plural(len(result.diagnostics), 'finding')}: commit it, and only new ones are reported"


def without_known(result: "Result", baseline: bytes, *, whole: bool) -> "tuple[Result, str]":
    """The result without what the baseline knows, and what to tell the user of it.

    Unless the `whole` estate was checked by all rules, nothing is said about what no longer occurs.
    """
    import msgspec

    from routecfg.policy.baseline import Baseline

    compared = Baseline(baseline).compared(result.diagnostics)
    notes = []
    if compared.known:
        notes.append(f"{plural(compared.known, 'known finding')} of the baseline {_is(compared.known)} not shown")
    if compared.gone and whole and not result.waiting:
        gone = plural(compared.gone, "finding")
        notes.append(f"{gone} of the baseline no longer {'occurs' if compared.gone == 1 else 'occur'}: write it anew")
    return msgspec.structs.replace(result, diagnostics=compared.new), "\n".join(notes)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
