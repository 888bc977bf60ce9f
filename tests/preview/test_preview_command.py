"""`routecfg preview` as a process: what it prints, how it ends."""

import http.client
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands import ROUTECFG, Commands, copied
from routecfg.preview.server import listening

LAST_WORDS = "The page follows the files as they are saved. Only this machine can open it. Ctrl-C stops it."


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are those of other systems")
def test_it_opens_its_address_serves_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    shop = copied("quickstart", tmp_path / "shop", tmp_path)
    opened = tmp_path / "opened"
    browser = tmp_path / "browser.sh"
    lines = (
        "#!/bin/sh",
        f'printf %s "$1" > {opened}.part',
        f"mv {opened}.part {opened}",
        "exec sleep 5 >/dev/null 2>&1",
    )
    browser.write_text("\n".join([*lines, ""]), "utf-8")
    browser.chmod(0o755)
    command = [*ROUTECFG, "preview"]
    environment = shop.environment({"BROWSER": f"{browser} %s"})
    with subprocess.Popen(
        command, cwd=shop.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            origin, _, token = address.partition("/#token=")
            assert origin.startswith("http://127.0.0.1:")
            assert len(token) == 43
            connection = http.client.HTTPConnection("127.0.0.1", int(origin.rpartition(":")[2]), timeout=30)
            connection.request("GET", "/api/now?after=0", headers={"X-Routecfg-Token": token})
            assert connection.getresponse().read() == b'{"version":1}'
            while not opened.exists():  # the browser is still there: the page does not wait for its end
                time.sleep(0.01)
            assert opened.read_text("utf-8") == address
            connection.request("GET", "/api/now?after=1", headers={"X-Routecfg-Token": token})
            process.send_signal(signal.SIGINT)  # while the page waits for news
            rest, errors = process.communicate(timeout=30)
            connection.close()
        finally:
            process.kill()
    assert (process.returncode, rest, errors) == (0, "", f"{LAST_WORDS}\n")


def test_a_port_that_is_taken_or_none_is_refused(tmp_path: Path) -> None:
    commands = copied("quickstart", tmp_path / "shop", tmp_path)
    with listening(0) as bound:
        port = bound.getsockname()[1]
        ran = commands("preview", "--no-open", "--port", str(port))
    assert (ran.status, ran.out) == (2, "")
    assert f"port {port} of this machine cannot be used" in ran.err
    for none in ("-1", "80", "70000"):
        assert commands("preview", "--port", none).status == 2


def test_without_a_project_nothing_is_served(tmp_path: Path) -> None:
    ran = Commands(tmp_path, tmp_path / "home")("preview", "--no-open")
    assert ran.status == 2
    assert ran.err.startswith("routecfg: no routecfg.yaml here")
