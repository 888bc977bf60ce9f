"""A comment that silences nothing.

`# routecfg: ignore[RC203] why` keeps quiet about one finding that is meant to stay. When the finding is gone, the
comment only waits to hide the next one, which nobody has looked at.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: support}
    queues:
      support: {title: Support}  # routecfg: ignore[RC203] kept for the summer

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: support}
    queues:
      support: {title: Support}
      sales: {title: Sales}  # routecfg: ignore[RC203] kept for the summer
"""

from routecfg.diagnostics import Rule, Severity

RULE = Rule("RC205", "unused-ignore", Severity.WARNING, __doc__)
"""Which comments silenced something is known last of all, so this one is checked where findings are silenced."""
