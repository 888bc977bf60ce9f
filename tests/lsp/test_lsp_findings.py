"""What is published while somebody edits: what `routecfg validate` would say if all were saved."""

import os
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from lsp.bare import Bare, between, published, whole
from routecfg.lsp.features import FEATURES, Feature


def codes(found: list[dict[str, object]]) -> list[object]:
    return [each.get("code") for each in found]


def test_unsaved_text_counts_and_what_is_closed_does_not(shop: Path) -> None:
    file = shop / "routing" / "shop.yaml"
    bare = Bare(shop)
    uri = bare.open(file)
    assert bare.settle() == {uri: []}
    bare.type(uri, 2, between((0, 0), (0, 0), "zzz: 1\n"))
    assert codes(bare.settle()[uri]) == ["RC101"]
    bare.close(uri)
    assert bare.settle() == {uri: []}


def test_a_finding_is_said_as_on_the_command_line(shop: Path) -> None:
    file = shop / "routing" / "shop.yaml"
    bare = Bare(shop)
    uri = bare.open(file, file.read_text().replace("{time_condition: shop-hours}", "{time_condition: shop-hour}"))
    found = bare.settle()[uri]
    assert found[0] == {
        "range": {"start": {"line": 8, "character": 39}, "end": {"line": 8, "character": 48}},
        "severity": 1,
        "code": "RC201",
        "source": "routecfg",
        "message": "no time condition is called 'shop-hour'\nhelp: did you mean 'shop-hours'?",
    }


def test_an_edit_changes_what_is_said_of_other_files(eshop: Path) -> None:
    bare = Bare(eshop)
    assert bare.settle() == {}
    files = {path.name: path for path in (eshop / "routing").rglob("*.yaml")}
    name, file = next((name, path) for name, path in sorted(files.items()) if "queues:" in path.read_text())
    uri = bare.open(file, "")
    found = bare.settle()
    others = {each for each in found if each != uri and found[each]}
    assert others, f"nothing else needs {name}"
    bare.close(uri)
    again = bare.settle()
    assert {each for each in again if again[each]} == set()
    assert set(again) >= others, "what is right again is taken back"


def test_what_is_unused_is_faded_and_related_places_are_given(shop: Path) -> None:
    bare = Bare(shop)
    more = shop / "routing" / "more.yaml"
    uri = bare.open(more, "queues:\n  spare: {title: Spare, id: 7}\n  support: {title: Again, id: 8}\n")
    found = bare.settle()
    by_code = {each["code"]: each for each in found[uri]}
    assert by_code["RC203"]["tags"] == [1]
    twice = [each for here in found.values() for each in here if each["code"] == "RC202"]
    assert {place["location"]["uri"] for each in twice for place in each["relatedInformation"]} <= set(found)
    assert twice


def test_columns_count_as_the_editor_does(shop: Path) -> None:
    text = 'queues: {q: {title: "🕘🕘", idd: 7}}\n'
    for encoding, column in (("utf-16", 28), ("utf-8", 32)):
        bare = Bare(shop, general={"positionEncodings": [encoding]})
        uri = bare.open(shop / "routing" / "more.yaml", text)
        (found,) = [each for each in bare.settle()[uri] if each["code"] == "RC101"]
        assert found["range"]["start"] == {"line": 0, "character": column}


@pytest.mark.parametrize(
    "text",
    [
        "queues: [",
        "\t",
        "a: 1\na: 2\n",
        "{" * 300,
        "\x00",
        "- 1",
        "queues: {q: *x}",
        "&a [*a]",
        "%",
        "---\n---\n",
        "é: \ud83d",
    ],
)
def test_broken_texts_are_findings(shop: Path, text: str) -> None:
    bare = Bare(shop)
    uri = bare.open(shop / "routing" / "more.yaml", text)
    assert bare.settle()[uri]
    assert not [each for each in bare.sent if each.get("method") == "window/logMessage"]


def test_scenarios_and_the_project_file_are_checked_too(shop: Path) -> None:
    bare = Bare(shop)
    scenario = bare.open(shop / "tests" / "shop.yaml", "scenarios: {a: {inbound: nobody, at: 2026-12-24T10:00}}\n")
    assert bare.settle()[scenario]
    project = bare.open(shop / "routecfg.yaml", "routecfg: 1\ntimezone: Europe/Nowhere\nlanguages: [en]\n")
    found = bare.settle()
    assert (codes(found[project]), found[scenario]) == (["RC004"], []), "nothing else is checked"
    bare.close(project)
    found = bare.settle()
    assert (found[project], bool(found[scenario])) == ([], True)


def test_a_folder_that_is_missing_is_said_at_the_project_file(shop: Path) -> None:
    (shop / "routing").rename(shop / "elsewhere")
    bare = Bare(shop)
    project = (shop / "routecfg.yaml").as_uri()
    (found,) = bare.settle()[project]
    assert found["message"].startswith("there is no folder 'routing' in the project\nhelp: ")
    (shop / "elsewhere").rename(shop / "routing")
    bare.changed_on_disk(shop / "routing" / "shop.yaml")
    assert bare.settle() == {project: []}


def test_files_that_come_and_go_on_disk_are_followed(shop: Path) -> None:
    bare = Bare(shop)
    bare.settle()
    more = shop / "routing" / "more.yaml"
    more.write_text("queues: {spare: {title: Spare, id: 7}}\n")
    bare.changed_on_disk(more)
    assert codes(bare.settle()[more.as_uri()]) == ["RC203"]
    moved = more.rename(shop / "routing" / "moved.yaml")
    bare.changed_on_disk(more, moved)
    found = bare.settle()
    assert (found[more.as_uri()], codes(found[moved.as_uri()])) == ([], ["RC203"])
    moved.unlink()
    bare.changed_on_disk(moved)
    assert bare.settle() == {moved.as_uri(): []}


def test_a_file_that_is_deleted_while_it_is_open_is_still_there_for_the_editor(shop: Path) -> None:
    file = shop / "routing" / "shop.yaml"
    bare = Bare(shop)
    uri = bare.open(file)
    bare.settle()
    file.unlink()
    bare.changed_on_disk(file)
    assert bare.settle() == {}
    bare.close(uri)
    gone = bare.settle()
    assert [each for each in gone if gone[each]] == [(shop / "tests" / "shop.yaml").as_uri()]


def test_a_project_that_goes_takes_its_findings_along(shop: Path) -> None:
    bare = Bare(shop)
    uri = bare.open(shop / "routing" / "shop.yaml", "queues: [")
    assert bare.settle()[uri]
    rmtree(shop)
    bare.changed_on_disk(shop / "routecfg.yaml")
    assert bare.settle()[uri] == []


def test_a_project_begins_when_its_file_is_there(tmp_path: Path, shop: Path) -> None:
    new = copytree(shop, tmp_path / "new")
    (new / "routecfg.yaml").unlink()
    bare = Bare(new)
    uri = bare.open(new / "routing" / "shop.yaml", "queues: [")
    assert bare.settle() == {}
    (new / "routecfg.yaml").write_bytes((shop / "routecfg.yaml").read_bytes())
    bare.changed_on_disk(new / "routecfg.yaml")
    assert codes(bare.settle()[uri]) == ["RC001"]


def test_several_projects_do_not_mix(shop: Path, eshop: Path) -> None:
    bare = Bare(shop, eshop)
    assert bare.settle() == {}
    uri = bare.open(shop / "routing" / "shop.yaml", "")
    found = bare.settle()
    assert found[uri] == []
    assert not [each for each in found if each.startswith(eshop.as_uri())]
    bare.tell(
        "workspace/didChangeWorkspaceFolders", event={"added": [], "removed": [{"uri": eshop.as_uri(), "name": ""}]}
    )
    bare.settle()
    bare.changed_on_disk(eshop / "routing" / "more.yaml")
    assert bare.settle() == {}, "who closed it wants to hear nothing of it"


@pytest.mark.parametrize(
    "path", ["notes.yaml", "production/x.yaml", "routing/notes.txt", "routing/.hidden.yaml", "../x.yaml"]
)
def test_texts_that_are_no_files_of_the_project_are_let_be(shop: Path, path: str) -> None:
    bare = Bare(shop)
    uri = bare.open(Path(os.path.normpath(shop / path)), "queues: [")
    assert not any(bare.settle().values())
    bare.close(uri)
    assert not any(bare.settle().values())


def test_links_are_followed_to_the_text_that_is_open(shop: Path) -> None:
    (shop / "routing" / "link.yaml").symlink_to("../parts.yaml")
    (shop / "parts.yaml").write_text("")
    bare = Bare(shop)
    assert bare.settle() == {}
    bare.open(shop / "parts.yaml", "queues: [")
    assert codes(bare.settle()[(shop / "routing" / "link.yaml").as_uri()]) == ["RC001"]


def test_nothing_outside_the_project_is_read(tmp_path: Path, shop: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("queues: {hidden-queue: {title: Hidden, id: 9}}\n")
    (shop / "routing" / "out.yaml").symlink_to(secret)
    bare = Bare(shop)
    bare.open(secret, "queues: {hidden-queue: {title: Hidden, id: 9}}\n")
    found = bare.settle()
    (link,) = [here for here in found.values() if here]
    assert [each["message"].split("\n")[0] for each in link] == ["the link leads out of the project"]
    assert "hidden-queue" not in str(bare.sent)


def test_secrets_are_masked(shop: Path) -> None:
    bare = Bare(shop)
    text = (shop / "routing" / "shop.yaml").read_text().replace("{env: AMIO_TOKEN}", "s3cr3t-t0ken-of-amio-1234567890")
    uri = bare.open(shop / "routing" / "shop.yaml", text)
    assert "RC204" in codes(bare.settle()[uri])
    assert "s3cr3t" not in str(bare.sent)


def test_faults_of_form_are_shown_at_once_and_the_rest_stays_until_it_is_checked(shop: Path) -> None:
    file = shop / "routing" / "shop.yaml"
    bare = Bare(shop, delay=3_600_000)
    text = file.read_text().replace("{time_condition: shop-hours}", "{time_condition: shop-hour}")
    uri = bare.open(file, text)
    assert bare.settle()[uri]
    before = codes(published(bare.sent)[uri])
    assert bare.type(uri, 2, whole("zzz: 1\n" + text)) == [], "who types on waits for nothing"
    assert codes(bare.settle()[uri]) == ["RC101", *before]
    bare.type(uri, 3, whole("zzz: 1\n" + text + "\n"))
    assert bare.settle() == {}, "the form is as it was"
    bare.type(uri, 4, whole("queues: ["))
    assert codes(bare.settle()[uri])[:1] == ["RC001"]
    assert codes(bare.settle()[uri]) == ["RC001"]


def test_what_is_said_of_scenarios_and_the_project_file_stays_until_they_are_checked(shop: Path) -> None:
    bare = Bare(shop, delay=3_600_000)
    for path, text in (("tests/shop.yaml", "scenarios: {a: 1}\n"), ("routecfg.yaml", "routecfg: 1\nzzz: 1\n")):
        uri = bare.open(shop / path, text)
        assert bare.settle()[uri]
        bare.type(uri, 2, whole(text + "\n"))
        assert bare.settle() == {}
        assert bare.settle()[uri], "in the new version"
        bare.close(uri)
        bare.settle()


def test_nothing_is_written_to_disk(shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    before = {path: path.read_bytes() for path in shop.rglob("*") if path.is_file()}
    bare = Bare(shop)
    bare.open(shop / "routing" / "more.yaml", "queues: {spare: {title: Spare, id: 7}}\n")
    bare.settle()
    assert {path: path.read_bytes() for path in shop.rglob("*") if path.is_file()} == before
    assert not home.exists()


def test_a_text_larger_than_any_file_may_be_is_a_finding(shop: Path) -> None:
    bare = Bare(shop)
    uri = bare.open(shop / "routing" / "more.yaml", "#" * 10_000_001)
    (found,) = bare.settle()[uri]
    assert found["message"] == "the file has 10.0 MB; at most 10 MB are read"


def test_a_project_that_is_reached_through_a_link_is_named_as_the_editor_names_it(tmp_path: Path, shop: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(shop)
    (shop / "routing" / "more.yaml").write_text("queues: {spare: {title: Spare, id: 7}}\n")
    bare = Bare(link)
    assert list(bare.settle()) == [(link / "routing" / "more.yaml").as_uri()]
    uri = bare.open(link / "routing" / "shop.yaml", "queues: [")
    assert codes(bare.settle()[uri]) == ["RC001"]


def test_a_question_opens_no_project(shop: Path, eshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(Feature, "answer", lambda _, snapshot, __: asked.append(snapshot.root))
    monkeypatch.setitem(FEATURES, "test/asked", Feature("asked:asked"))
    bare = Bare(shop)
    for folder in (shop, eshop, shop.parent):
        bare.ask("test/asked", textDocument={"uri": (folder / "routing" / "shop.yaml").as_uri()})
        bare.changed_on_disk(folder / "routing" / "shop.yaml")
    bare.settle()
    assert bare.ask("test/asked", query="")["result"] == []
    assert asked == [shop, shop]


def test_a_question_about_a_file_that_was_just_written_is_answered(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = shop / "routing" / "shop.yaml"
    monkeypatch.setattr(Feature, "answer", lambda _, snapshot, __: snapshot.data("routing/shop.yaml").decode())
    monkeypatch.setitem(FEATURES, "test/read", Feature("read:read"))
    bare = Bare(shop)
    for text in ("queues: {}\n", "queues: {a: {title: A, id: 1}}\n"):
        file.write_text(text)
        assert bare.ask("test/read", textDocument={"uri": file.as_uri()})["result"] == text


def test_where_files_are_watched(shop: Path) -> None:
    bare = Bare(shop, workspace={"didChangeWatchedFiles": {"dynamicRegistration": True}})
    bare.settle()
    bare.changed_on_disk(shop / "routing" / "shop.yaml")
    bare.settle()
    asked = [each["params"]["registrations"] for each in bare.sent if each.get("method") == "client/registerCapability"]
    patterns = [[each["globPattern"] for each in only["registerOptions"]["watchers"]] for (only,) in asked]
    assert patterns == [["**/*.{yaml,yml}"], ["**/routing", "**/routing/**"]]
    assert bare.hand(b'{"jsonrpc": "2.0", "id": "watch-0", "result": null}') == []
    assert bare.hand(b'{"jsonrpc": "2.0", "id": "watch-1", "error": {"code": -1, "message": "no"}}') == []


def test_positions_before_the_beginning_are_refused(shop: Path) -> None:
    bare = Bare(shop)
    uri = bare.open(shop / "routing" / "shop.yaml")
    (log,) = bare.type(uri, 2, between((-1, 0), (0, 0), ""))
    assert log["params"]["message"].endswith("was sent with other fields than it has")
    assert bare.settle() == {uri: []}
