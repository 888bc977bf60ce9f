"""Would the scenarios notice a mistake?

`mutants` makes an estate wrong in many small ways, `Trial` runs the scenarios on each, and says which nobody noticed.
"""

from routecfg.scenarios.mutation.edits import Operator
from routecfg.scenarios.mutation.mutants import Mutant, mutants
from routecfg.scenarios.mutation.trial import Mutation, Survivor, Trial

__all__ = ["Mutant", "Mutation", "Operator", "Survivor", "Trial", "mutants"]
