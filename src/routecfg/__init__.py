"""WhatsApp chat routing as code: validated, proved, compared and released."""

__version__ = "0.1.0"
