"""Messages of the Language Server Protocol 3.17, the fields that are used: others are ignored, as the protocol wants.

Source: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
"""
