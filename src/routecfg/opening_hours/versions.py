"""Which data an answer about time rests on."""


def data_versions() -> dict[str, str]:
    """The versions of the packages whose data decide when a time group holds: `holidays` and `tzdata`."""
    from importlib.metadata import version

    return {"holidays": version("holidays"), "tzdata": version("tzdata")}
