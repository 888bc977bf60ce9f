"""What the page shows: a function for each view, from a state of the project to a struct of `answers`."""
