"""The editor's server: findings, names and fixes while somebody writes, by the Language Server Protocol 3.17.

What is found comes out of the one pipeline, over the files on disk with the editor's unsaved texts in their place.

- `protocol`: the messages, as far as they are used. `framing`, `loop`: how they come in and go out.
- `server`, `editor`: the life of a session, and who does what a message asks for.
- `documents`, `positions`, `addresses`: open texts, the editor's positions and its addresses of files.
- `projects`, `snapshot`: the estate as it stands in the editor.
- `findings`, `publishing`: what the editor is told of findings, and how it shows them.
- `features`: one module a thing that the editor can ask; each is a function of a snapshot and a question. `names`:
  where names stand, and what they stand for.
"""
