"""The types of files by their names, the same on every machine: systems keep tables of their own, which differ."""

from typing import Final

UNKNOWN: Final = "application/octet-stream"

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_TYPES: Final = {
    "aac": "audio/aac",
    "amr": "audio/amr",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "txt": "text/plain",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "3gp": "video/3gpp",
    "mp4": "video/mp4",
}
"""What WhatsApp sends (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media)."""


def media_type(name: str) -> str:
    """The type of a file by the end of its name; `UNKNOWN` if WhatsApp has no such files."""
    return _TYPES.get(name.rpartition(".")[2].lower(), UNKNOWN) if "." in name else UNKNOWN


def named_for(file: str) -> str:
    """A name for a file of a type: `image/jpeg` gives `file.jpeg`. What is no type that WhatsApp has stays as it is."""
    return next((f"file.{end}" for end, each in _TYPES.items() if each == file.lower()), file)
