"""WhatsApp chat routing as code: validated, proved, compared and released."""

__version__ = "0.1.0"

ISSUES = "https://github.com/routecfg/routecfg/issues"
"""Where faults of routecfg are reported."""
