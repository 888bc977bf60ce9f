"""What users install: the wheel, in an environment of its own, away from the checkout."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from commands import EXAMPLES, Commands, Ran

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout. Building needs a package index, for the build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    command += ["--build-constraint", str(ROOT / ".ci" / "constraints.txt")]
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
    schemas = {f"routecfg/schema/{path.name}" for path in (ROOT / "schema").glob("*.json")}
    starter = {f"routecfg/starter/routing/{path.name}" for path in (EXAMPLES / "quickstart/routing").glob("*.yaml")}
    files = {f"routecfg/cli/files/{path.name}" for path in (ROOT / "src/routecfg/cli/files").iterdir()}
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert names >= schemas | starter | files | modules | {"routecfg/py.typed", "routecfg/starter/routecfg.yaml"}
    others = {name for name in names if not name.startswith("routecfg/") and ".dist-info/" not in name}
    assert others == set()
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc") or "/tests/" in name]
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_installed_package_is_the_one_that_runs(installed: Installed) -> None:
    command = [str(installed.python), "-P", "-c", "import routecfg; print(routecfg.__file__)"]
    assert str(installed.python.parents[1]) in installed.process(command).out


def test_the_installed_command_checks_the_eshop(installed: Installed) -> None:
    ran = installed("validate", "--strict", "--project", str(EXAMPLES / "eshop"))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("All clear")


@pytest.mark.parametrize("name", ["routing", "routecfg", "bundle"])
def test_the_installed_schemas_are_those_of_the_checkout(installed: Installed, name: str) -> None:
    assert installed("schema", name).out == (ROOT / "schema" / f"{name}.schema.json").read_text("utf-8")


def test_a_project_can_be_started_checked_and_released(installed: Installed) -> None:
    assert installed("init", "shop").status == 0
    shop = installed.folder / "shop"
    assert installed("validate", "--strict", cwd=shop).status == 0
    assert installed("apply", "--yes", cwd=shop).status == 0
    assert installed("hours", "shop", cwd=shop / "routing").status == 0
    assert installed("history", cwd=shop).status == 0


def test_it_runs_from_anywhere(installed: Installed) -> None:
    (installed.folder / "yaml.py").write_text("raise SystemExit('a file of the user is no module of ours')\n")
    for folder in (Path("/"), installed.folder):
        assert installed("explain", "RC301", cwd=folder).out.startswith("RC301")
        assert installed("rules", cwd=folder).status == 0
        assert installed("--version", cwd=folder).out.startswith("routecfg ")
