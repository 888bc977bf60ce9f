"""What users install: the wheel, or a git repository, in an environment of its own, away from the checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from commands import EXAMPLES, Commands, Ran

ROOT = Path(__file__).parents[2]
PINS = ROOT / ".ci" / "constraints.txt"
PACKAGED = ["pyproject.toml", "README.md", "LICENSE", "src", "schema", "examples"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout. Building needs a package index, for the build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    command += ["--build-constraint", str(PINS)]
    built = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert built.returncode == 0, built.stderr
    (found,) = folder.glob("routecfg-*.whl")
    return found


class Installed(Commands):
    """Runs the installed command, whose packages are this environment's, routecfg itself excepted."""

    def __init__(self, folder: Path, home: Path, python: Path) -> None:
        super().__init__(folder, home)
        self.python = python

    def __call__(self, *arguments: str, cwd: Path | None = None, **_: object) -> Ran:
        return self.process([str(self.python), "-P", "-m", "routecfg", *arguments], cwd=cwd)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    top = tmp_path_factory.mktemp("installed")
    venv.create(top / "env", with_pip=False, symlinks=True)
    python = top / "env" / "bin" / "python"
    command = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())
    ours = Path(sysconfig.get_path("purelib"))
    for part in ours.iterdir():  # what it needs, without what makes the checkout importable
        if "routecfg" not in part.name and part.suffix != ".pth":
            (site / part.name).symlink_to(part)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(command, check=True, timeout=600, capture_output=True)
    home, folder = top / "home", top / "somewhere"
    home.mkdir()
    folder.mkdir()
    return Installed(folder, home, python)


def test_the_wheel_holds_what_it_needs_and_nothing_else(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    schemas = {f"routecfg/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "schema").rglob("*.*")}
    starter = {
        f"routecfg/starter/{folder}/{path.name}"
        for folder in ("routing", "tests")
        for path in (EXAMPLES / "quickstart" / folder).glob("*.yaml")
    }
    files = {f"routecfg/cli/init_files/{path.name}" for path in (ROOT / "src/routecfg/cli/init_files").iterdir()}
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert names >= schemas | starter | files | modules | {"routecfg/py.typed", "routecfg/starter/routecfg.yaml"}
    others = {name for name in names if not name.startswith("routecfg/") and ".dist-info/" not in name}
    assert others == set()
    assert not [name for name in names - starter if "__pycache__" in name or name.endswith(".pyc") or "/tests/" in name]
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_installed_package_is_the_one_that_runs(installed: Installed) -> None:
    command = [str(installed.python), "-P", "-c", "import routecfg; print(routecfg.__file__)"]
    assert str(installed.python.parents[1]) in installed.process(command).out


def test_the_installed_command_checks_the_eshop(installed: Installed) -> None:
    ran = installed("validate", "--strict", "--project", str(EXAMPLES / "eshop"))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("All clear")


@pytest.mark.parametrize("name", ["routing", "routecfg", "scenarios", "bundle"])
def test_the_installed_schemas_are_those_of_the_checkout(installed: Installed, name: str) -> None:
    assert installed("schema", name).out == (ROOT / "schema" / f"{name}.schema.json").read_text("utf-8")


def test_a_project_can_be_started_checked_and_released(installed: Installed) -> None:
    assert installed("init", "shop").status == 0
    shop = installed.folder / "shop"
    assert installed("validate", "--strict", cwd=shop).status == 0
    assert installed("apply", "--yes", "--first", cwd=shop).status == 0
    assert installed("hours", "shop", cwd=shop / "routing").status == 0
    assert installed("history", cwd=shop).status == 0


def test_it_runs_from_anywhere(installed: Installed) -> None:
    (installed.folder / "yaml.py").write_text("raise SystemExit('a file of the user is no module of ours')\n")
    for folder in (Path("/"), installed.folder):
        assert installed("explain", "RC301", cwd=folder).out.startswith("RC301")
        assert installed("rules", cwd=folder).status == 0
        assert installed("--version", cwd=folder).out.startswith("routecfg ")


@pytest.fixture
def repository(tmp_path: Path) -> str:
    """The address of a bare git repository of routecfg, as a company may have one, with the tag `v-test`."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in PACKAGED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, checkout)
    for command in (
        ["init", "--quiet"],
        ["add", "--all"],
        ["-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "All"],
        ["tag", "v-test"],
        ["clone", "--quiet", "--bare", ".", str(tmp_path / "routecfg.git")],
    ):
        subprocess.run(["git", *command], cwd=checkout, check=True, timeout=60)
    return (tmp_path / "routecfg.git").as_uri()


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_ci_that_init_writes_installs_routecfg_from_a_git_repository(
    tmp_path: Path, repository: str, host: str
) -> None:
    """Its commands, one after another, in an environment that is empty. What routecfg needs comes from an index."""
    home, environment, shop = tmp_path / "home", tmp_path / "environment", tmp_path / "shop"
    home.mkdir()
    assert Commands(tmp_path, home)("init", "shop", "--from", f"{repository}@v-test").status == 0
    if host == "github":
        steps = yaml.safe_load((shop / ".github/workflows/routecfg.yml").read_text())["jobs"]["validate"]["steps"]
        script = [step["run"] for step in steps if "run" in step]
    else:
        script = yaml.safe_load((shop / ".gitlab-ci.yml").read_text())["routecfg"]["script"]
    venv.create(environment, with_pip=True, symlinks=True)
    variables = {
        **os.environ,
        "PATH": f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "PIP_CONSTRAINT": str(PINS),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    for command in [*script, "python -Pc 'import routecfg; print(routecfg.__file__)'"]:
        arguments = ["sh", "-ec", command]
        ran = subprocess.run(
            arguments, cwd=shop, env=variables, capture_output=True, text=True, timeout=600, check=False
        )
        assert ran.returncode == 0, (command, ran.stdout, ran.stderr)
    assert ran.stdout.startswith(str(environment))
