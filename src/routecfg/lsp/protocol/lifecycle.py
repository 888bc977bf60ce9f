"""The beginning of a session: what the editor can, and what the server can."""

from typing import Any

from routecfg.lsp.protocol.base import Message


class WorkspaceFolder(Message, frozen=True):
    """A folder that is open in the editor."""

    uri: str
    name: str = ""


class GeneralClientCapabilities(Message, frozen=True):
    """The units of columns that the editor can count in, the preferred one first."""

    position_encodings: tuple[str, ...] | None = None


class DynamicRegistration(Message, frozen=True):
    """Whether the server may ask for something later."""

    dynamic_registration: bool | None = None


class WorkspaceEditCapabilities(Message, frozen=True):
    """Whether edits may say of which version of a text they are."""

    document_changes: bool | None = None


class WorkspaceClientCapabilities(Message, frozen=True):
    """What the editor can do for the whole workspace."""

    did_change_watched_files: DynamicRegistration | None = None
    workspace_edit: WorkspaceEditCapabilities | None = None
    workspace_folders: bool | None = None


class ClientCapabilities(Message, frozen=True):
    """What the editor can.

    `text_document` is as it was sent: each feature looks for what it needs.
    """

    general: GeneralClientCapabilities | None = None
    workspace: WorkspaceClientCapabilities | None = None
    text_document: dict[str, Any] | None = None


class InitializeParams(Message, frozen=True):
    """The first message: who asks, and about which folders."""

    capabilities: ClientCapabilities = ClientCapabilities()
    root_uri: str | None = None
    root_path: str | None = None
    workspace_folders: tuple[WorkspaceFolder, ...] | None = None
    initialization_options: Any = None


class WorkspaceFoldersChangeEvent(Message, frozen=True):
    """Folders that were opened and closed."""

    added: tuple[WorkspaceFolder, ...] = ()
    removed: tuple[WorkspaceFolder, ...] = ()


class DidChangeWorkspaceFoldersParams(Message, frozen=True):
    """The folders that are open in the editor have changed."""

    event: WorkspaceFoldersChangeEvent


class ServerInfo(Message, frozen=True):
    """Who answers."""

    name: str
    version: str


class InitializeResult(Message, frozen=True):
    """What the server can."""

    capabilities: dict[str, Any]
    server_info: ServerInfo
