"""A bundle as chats run it: loaded once, and prepared piece by piece as chats get there."""

from collections.abc import Iterator, Mapping

from routecfg.bundle import Bundle, digest
from routecfg.engine.clock import Clock
from routecfg.engine.decisions import PreparedDecision
from routecfg.engine.texts import Words
from routecfg.model import Decision, DecisionTree, Estate
from routecfg.opening_hours import Reason


class LoadedBundle:
    """All that `step` needs of a bundle. Loading takes no time to speak of, however large the estate is.

    Decisions are prepared when a chat first gets there, patterns when they are first asked. What is kept does not
    depend on chats: one loaded bundle serves any number of them.
    """

    def __init__(self, bundle: Bundle, release: str | None = None, written: Estate | None = None) -> None:
        """`release` is the bundle's digest, if it is known already; it is worked out otherwise.

        `written` is the estate as it is written, for a sandbox: with it, places are those of the routing files where
        the bundle has another order, and targets say from which target set they come.
        """
        self.estate = bundle.estate
        self.release = digest(bundle) if release is None else release
        self.settings = bundle.estate.project
        self.silence = bundle.estate.project.settings.minutes_of_silence * 60
        """Seconds without a word of the customer after which a chat is over."""
        self._written = written
        groups = bundle.estate.time_groups if written is None else written.time_groups
        self.clock = Clock(groups, self.settings.timezone, bundle.derived)
        self._decisions: dict[str, Mapping[str, Decision]] = {}
        self._prepared: dict[tuple[str, str], PreparedDecision] = {}
        self._responses: dict[str, Words] = {}

    @property
    def first_language(self) -> str:
        """The language of texts that stand without one."""
        return self.settings.languages[0] if self.settings.languages else ""

    def decision(self, tree: str, name: str) -> PreparedDecision | None:
        """A decision, ready to run; None if there is none of that name."""
        key = (tree, name)
        found = self._prepared.get(key)
        if found is None:
            decision = self._decisions_of(tree).get(name)
            if decision is None:
                return None
            origins = tuple(self._origins(tree, name, len(decision.targets)))
            settings = self.settings
            found = PreparedDecision(tree, decision, settings.languages, settings.similarity, origins)
            self._prepared[key] = found
        return found

    def title_of(self, button: str, language: str) -> str:
        """What customers of a language read on the button of an id; empty if there is no such button."""
        tree, _, rest = button.partition("/")
        decision = self.decision(tree, rest.partition("/")[0])
        shown = () if decision is None or not decision.has_buttons else decision.buttons(language)
        return next((each.title for each in shown if each.id == button), "")

    def response(self, template: str) -> Words | None:
        """The words of a template."""
        found = self._responses.get(template)
        item = self.estate.templates.get(template)
        if found is None and item is not None:
            found = self._responses[template] = Words(item.text, item.languages, self.first_language)
        return found

    def reason(self, time_condition: str, instant: int) -> tuple[Reason, tuple[str, ...]]:
        """Whether a time condition holds at an instant and why, and pointers to the entries that decide."""
        group = self.estate.time_conditions[time_condition].time_group
        found = self.clock.reason(group, instant)
        return found, tuple([f"/time_groups/{group}/{part}/{index}" for group, part, index in found.entries])

    def _decisions_of(self, tree: str) -> Mapping[str, Decision]:
        if tree not in self._decisions:
            item = self.estate.decision_trees.get(tree)
            self._decisions[tree] = {} if item is None else {decision.name: decision for decision in item.decisions}
        return self._decisions[tree]

    def _origins(self, tree: str, name: str, count: int) -> Iterator[str]:
        """Where the targets of a decision stand in target sets: behind its own come those of its `also`s."""
        written = None if self._written is None else self._written.decision_trees.get(tree)
        if self._written is None or written is None:
            return
        decision = next((each for each in written.decisions if each.name == name), None)
        if decision is None or count <= len(decision.targets):
            return
        yield from ("" for _ in decision.targets)
        yield from places_in_sets(self._written, written, decision)


def places_in_sets(estate: Estate, tree: DecisionTree, decision: Decision) -> Iterator[str]:
    """Pointers to the targets that the target sets of a decision add to its own, in the order of a bundle."""
    for name in dict.fromkeys((*decision.also, *tree.also)):
        for index in range(len(estate.target_sets[name].targets)):
            yield f"/target_sets/{name}/targets/{index}"
