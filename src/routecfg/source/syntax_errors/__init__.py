"""Mistakes of YAML in the users' words: a file for each kind of mistake, and the way from a complaint of the parser."""
