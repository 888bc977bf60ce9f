"""What can be wrong with production itself. These rules have no example in YAML: nobody writes releases by hand."""

from typing import Final

from routecfg.diagnostics import Rule, Severity

PRODUCTION_CHANGED: Final = Rule(
    code="RC901",
    name="production-changed",
    severity=Severity.ERROR,
    fixed=True,
    doc="""A release in the production folder was edited, is missing, or does not follow the one before it.

The releases are the record of what customers got, and what `rollback` goes back to. Each has a digest of all that it
says and of its content; if one no longer fits its digest, nobody can tell any more what was live, and going back to it
could put anything before customers. So nothing is released until the folder is as it was written.

Restore the files from git (`git log -- production` shows who changed them and when). To change what customers get,
change the routing files and run `routecfg apply`.

Bad:

    somebody corrects a text in production/releases/000004.json, or in production/bundle.json

Good:

    the text is corrected in routing/, and `routecfg apply` writes production/releases/000005.json
""",
)

STALE_PLAN: Final = Rule(
    code="RC902",
    name="stale-plan",
    severity=Severity.ERROR,
    fixed=True,
    doc="""A release is not what was looked at: the routing files, production, holidays or the plan itself have changed.

What is released must be what was reviewed. If somebody else released in the meantime, the difference that was
shown and agreed to is no longer the difference that customers would get, and their change would be undone unseen. The
same goes for a plan that was edited, or made in another project: what it shows is not what it would release.

Run `routecfg diff` again, look at it, and apply that.

Bad:

    Anna saves a plan on release 4, Bob releases 5, Anna applies her plan

Good:

    Anna runs `routecfg diff --out plan.json` again: the new plan stands on release 5
""",
)

LARGE_CHANGE: Final = Rule(
    code="RC903",
    name="large-change",
    severity=Severity.ERROR,
    fixed=True,
    doc="""A release would send very many customers elsewhere, or cut a number off from its queues.

Such a release is more often an accident (a file that was not saved, a folder that was emptied) than a plan. It is
refused when more than 30 % of production's destinations change or go, from ten up; when an inbound routing from which
customers could reach a queue no longer leads to one; when other opening hours send the customers of a line somewhere
else for more than 30 % of a week; or when the change is so large that what it does to chats could be compared in part
only. First releases and rollbacks are free of it.

If it is meant, release it with `--allow-large-change` and the reason, which is kept in the history.

Bad:

    somebody empties routing/trees/ by mistake, and `routecfg apply --yes` runs in CI

Good:

    `routecfg apply --allow-large-change "the Slovak lines move to their own project"`
""",
)

RULES: Final = (PRODUCTION_CHANGED, STALE_PLAN, LARGE_CHANGE)
