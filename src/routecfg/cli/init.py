"""`routecfg init`: a project that works, to change from there."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from routecfg.cli.exit_status import Exit
from routecfg.cli.init_requirement import RELEASE, from_repository
from routecfg.cli.options import FormatOption
from routecfg.cli.terminal import note, say
from routecfg.diagnostics import PROJECT_FILE, CannotRun, did_you_mean
from routecfg.disclosure import shell_word
from routecfg.files import Folder, clear_temporaries, create, real_path, reason
from routecfg.project import printable

_FILES = {
    ".gitattributes": "gitattributes",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".github/workflows/routecfg.yml": "github-workflow.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/extensions.json": "vscode-extensions.json",
}
"""Where each file goes, and its name in `init_files`."""


def init(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="The folder; made if it is not there. Default: this one.", show_default=False
        ),
    ] = Path(),
    title: Annotated[str, typer.Option(metavar="TEXT", help="The project's title. Default: the folder's name.")] = "",
    timezone: Annotated[
        str, typer.Option(metavar="ZONE", help="The time zone of your opening hours.")
    ] = "Europe/London",
    repository: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="URL",
            help="Let CI and the pre-commit hook install routecfg from this git repository, at the tag or commit "
            "that follows an @: https://github.com/OWNER/routecfg@v0.1.0. Default: from the package index.",
            show_default=False,
        ),
    ] = "",
    format_: FormatOption = "text",
) -> int:
    """Start a project: a routing that works, editor settings, CI.

    CI is there for GitHub and for GitLab, and as a pre-commit hook: keep what you use.
    Files that are there already are left as they are.
    """
    from routecfg.cli.output_file import writable
    from routecfg.cli.schema import SCHEMAS
    from routecfg.opening_hours import known_zone, nearest_zone
    from routecfg.shape import schema_text

    if os.path.lexists(folder / PROJECT_FILE):
        raise CannotRun(f"there is a project already: {folder / PROJECT_FILE}", "nothing was changed")
    if not known_zone(timezone):
        near = nearest_zone(timezone)
        raise CannotRun(
            f"there is no time zone '{timezone}'",
            did_you_mean(near, "write it as Continent/City, such as Europe/Prague"),
        )
    requirement, fixed = from_repository(repository) if repository else (RELEASE, True)
    title = printable(title or real_path(folder).name or "My routing")
    texts = {
        PROJECT_FILE: _project_file(title, timezone),
        "routing/shop.yaml": "# yaml-language-server: $schema=../.schema/routing.schema.json\n" + _starter("routing"),
        "tests/shop.yaml": "# yaml-language-server: $schema=../.schema/scenarios.schema.json\n" + _starter("tests"),
        **{path: _ours(name, requirement) for path, name in _FILES.items()},
        **{f".schema/{name}.schema.json": schema_text(name) for name in SCHEMAS},
    }
    refused = f"no project can start in '{folder}'"
    with writable(folder, PROJECT_FILE, refused, "name another folder", make=True) as opened:
        _make_folders(opened, folder, texts)
        # the project file comes last: until it is there, the command can be run again
        last = sorted(texts, key=PROJECT_FILE.__eq__)
        kept = [path for path in last if not _written(opened, folder, path, texts[path])]
    if format_ == "json":
        from routecfg.report.json_document import json_document

        say(json_document({"version": 1, "created": [path for path in texts if path not in kept], "kept": kept}))
    else:
        say("".join(f"{'kept   ' if path in kept else 'created'} {path}\n" for path in texts))
    note(_NEXT.format(enter="" if folder == Path() else f"  cd {shell_word(folder)}\n"))
    if not fixed:
        note(_NOT_FIXED)
    top = _repository_above(folder)
    if top is not None:
        inside = shell_word(real_path(folder).relative_to(top).as_posix())
        note(_SUBFOLDER.format(top=top, option=f"--project {inside}"))
    return Exit.CLEAN


_NEXT = """
Next:
{enter}  routecfg validate      is it right?
  routecfg test          do chats end as tests/shop.yaml says?
  routecfg hours shop    what does the number do this week?
  routecfg chat shop     talk to it as a customer does; Ctrl-D leaves
  routecfg preview       see all of it in a browser, while you write
  routecfg apply         make it the first release
Then make it yours: your time zone and languages in routecfg.yaml, your numbers, hours and texts in
routing/shop.yaml. 'routecfg diff' shows what each change does for customers."""

_NOT_FIXED = """
CI and the pre-commit hook install the newest commit of that repository, and one that finds more can stop a release.
Write @ and a tag or commit behind its address in those files to stay with one version."""

_SUBFOLDER = """
The repository begins further up, at {top}, and only there do GitHub, GitLab and pre-commit look for their
files: move .github, .gitlab-ci.yml and .pre-commit-config.yaml there, or add what they say to those that are there,
and give every command in them this option: {option}"""


def _ours(name: str, requirement: str) -> str:
    """A file of `init_files`, with what pip is to install. A repository needs git, which slim images do not have."""
    text = (Path(__file__).parent / "init_files" / name).read_text("utf-8")
    image = "python:3.12-slim" if requirement == RELEASE else "python:3.12"
    return text.replace("REQUIREMENT", requirement).replace("IMAGE", image)


def _repository_above(folder: Path) -> Path | None:
    """The top of the git repository that the folder lies in, None if it is none or the top itself."""
    here = real_path(folder)
    if (here / ".git").exists():
        return None
    return next((top for top in here.parents if (top / ".git").exists()), None)


def _project_file(title: str, timezone: str) -> str:
    import json

    return (
        "# yaml-language-server: $schema=.schema/routecfg.schema.json\n"
        "routecfg: 1\n"
        f"title: {json.dumps(title, ensure_ascii=False)}\n"
        f"timezone: {timezone}\n"
        "languages: [en]\n"
    )


def _starter(part: str) -> str:
    """A folder of the quickstart example: beside the package when installed, in the examples of a checkout."""
    here = Path(__file__).parents[1]
    folders = (here / "starter", here.parents[1] / "examples" / "quickstart")
    top = next(folder for folder in folders if folder.is_dir())
    return "\n".join(path.read_text("utf-8") for path in sorted((top / part).glob("*.yaml")))


def _written(top: Folder, shown: Path, path: str, text: str) -> bool:
    """Writes a new file; leaves one that is there."""
    parent, _, name = path.rpartition("/")
    try:
        with Folder(top, parent) as opened:
            clear_temporaries(opened)
            return create(opened, name, text.encode())
    except OSError as error:
        raise CannotRun(
            f"'{shown / path}' cannot be written: {reason(error)}",
            "mend that, then run the command again: what it has written already stays as it is",
        ) from error


def _make_folders(top: Folder, shown: Path, paths: Iterable[str]) -> None:
    """Makes the folders of these files, before any file is written: none of them may be a link to another place."""
    for parent in dict.fromkeys(parent for path in paths for parent in reversed(PurePosixPath(path).parents[:-1])):
        try:
            with Folder(top, parent.as_posix(), make=True):
                pass
        except OSError as error:
            raise CannotRun(f"'{shown / parent}' cannot be used: {reason(error)}", "no file was written") from error
