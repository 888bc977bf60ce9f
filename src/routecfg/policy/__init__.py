"""What becomes of findings before they are reported: how severe each is, which are wanted, which are ignored.

Three things decide, one after the other:

- `Policy.severity`: the severities of `rules:` in routecfg.yaml and the user's selection;
- `without_ignored`: the comments `# routecfg: ignore[RC302] a reason`, for diagnostics, which have file and span.

- `baseline`: a file of findings that the project has accepted.

Rules that are `fixed` pass every step untouched.
"""

from routecfg.policy.ignores import IGNORE_MARK, without_ignored
from routecfg.policy.severities import Policy, Selection

__all__ = ["IGNORE_MARK", "Policy", "Selection", "without_ignored"]
