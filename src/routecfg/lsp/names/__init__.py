"""Names in all files of a project: what each names, where it is defined and used, and how it is changed."""
