"""The one way through: read, shape, model, rules, policy, and the places of what was found.

Every command that looks at the sandbox goes this way. Files are looked at one by one, and what one file's content
says by itself is kept with the content, and so is what time groups come to; what only the whole estate can tell is
worked out anew each time.
"""

from routecfg.pipeline.check import Checked, check, check_again, read_objects
from routecfg.pipeline.project_file import Project, open_project
from routecfg.pipeline.result import Result

__all__ = ["Checked", "Project", "Result", "check", "check_again", "open_project", "read_objects"]
