"""What is said where routecfg itself fails: what we need to know, and nothing that is in the files."""

from pathlib import Path

from routecfg import __version__


def fault(error: BaseException) -> str:
    """Says that it is a fault of ours, and where. Nothing of what the error says: it may quote what is in the files."""
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f" in {Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
    return f"this is a fault of routecfg {__version__}, not of your files ({type(error).__name__}{place})"
