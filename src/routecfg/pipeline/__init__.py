"""The one way through: read, shape, model, rules, policy, and the places of what was found.

Every command that looks at the sandbox goes this way: a project is opened (`project_file`), its files are looked at
one by one (`cached_files`), then the whole estate (`check`). What one file's content says by itself is kept with the
content, and so are the results for time groups.

What is named here loads quickly. `routecfg.pipeline.check` and `project_file` need every room that reads and judges.
"""

from routecfg.pipeline.cached_files import read_objects
from routecfg.pipeline.opened_project import Project
from routecfg.pipeline.result import Result, any_broken

__all__ = ["Project", "Result", "any_broken", "read_objects"]
