"""Scenarios: chats with their expected end, which run on the sandbox with stubs in the place of the world.

`read_scenarios` reads the files, `run` runs one scenario and says where it first differs from what is expected.
"""

from routecfg.scenarios.expectations import Difference
from routecfg.scenarios.reading import read_scenarios
from routecfg.scenarios.running import Bundles, NoDetectorError, Run, RunStep, run
from routecfg.scenarios.scenario import Scenario

__all__ = ["Bundles", "Difference", "NoDetectorError", "Run", "RunStep", "Scenario", "read_scenarios", "run"]
