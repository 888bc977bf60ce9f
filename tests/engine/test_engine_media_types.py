"""What files count as by their names: the tables of the system that runs a chat make no difference."""

import pytest

from routecfg.engine.conversation import file_named


@pytest.mark.parametrize(
    ("name", "title", "type_"),
    [
        ("photo.png", "photo.png", "image/png"),
        ("Scan 1.JPG", "Scan 1.JPG", "image/jpeg"),
        ("voice.amr", "voice.amr", "audio/amr"),
        ("film.3gp", "film.3gp", "video/3gpp"),
        ("https://cc.example/files/bill.pdf?key=x.png", "bill.pdf", "application/pdf"),
        ("photo.heic", "photo.heic", "application/octet-stream"),
        ("pdf", "pdf", "application/octet-stream"),
        ("photo.", "photo.", "application/octet-stream"),
    ],
)
def test_a_file_has_the_type_that_its_name_says(name: str, title: str, type_: str) -> None:
    file = file_named(name)
    assert (file.title, file.type) == (title, type_)
