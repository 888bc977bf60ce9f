"""The result of a check as text for people, and in the forms that editors and CI systems read.

Every form is a function from a `Result` to text, without clock, locale or terminal: the caller says what the screen
shows. Messages can repeat what users wrote, so no format lets a control character through (`disclosure.harmless`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from routecfg.screen import PLAIN, Screen

if TYPE_CHECKING:
    from routecfg.diagnostics import Rule
    from routecfg.pipeline import Result

Format: TypeAlias = Literal["text", "concise", "json", "sarif", "github", "gitlab", "junit"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def render(
    result: "Result",
    format: Format,  # noqa: A002 - the name of the option that it comes from
    *,
    screen: Screen = PLAIN,
    rules: "Sequence[Rule]" = (),
) -> str:
    """The result in one of `FORMATS`; empty, or whole lines.

    `screen` is for `text` alone. `rules` are those that `sarif` describes beside the findings, normally all there are.
    """
    # Each form is imported where it is used: a run needs one of them, and some need XML or hashing.
    match format:
        case "text":
            from routecfg.report.text import as_text

            return as_text(result, screen)
        case "concise":
            from routecfg.report.text import as_concise

            return as_concise(result)
        case "json":
            from routecfg.report.to_json import as_json

            return as_json(result)
        case "sarif":
            from routecfg.report.sarif import as_sarif

            return as_sarif(result, rules)
        case "github":
            from routecfg.report.code_hosts import as_github

            return as_github(result)
        case "gitlab":
            from routecfg.report.code_hosts import as_gitlab

            return as_gitlab(result)
        case "junit":
            from routecfg.report.junit import as_junit

            return as_junit(result)


__all__ = ["FORMATS", "Format", "render"]
