"""Fields that people write, most of them in the words of the source system, and how they are written here.

For each definition of the schema: what was written (`folded`), and either the field that is meant, or what to do.
"""

from collections.abc import Mapping
from typing import Final


def folded(key: str) -> str:
    """A key without case, spaces, `-`, `_` and `/`: `Next destination` is `nextdestination`."""
    return "".join(char for char in key.casefold() if char not in " -_/\n\t")


ANY_OTHER: Final = "*"
"""Stands for any key that is none of the others, and not merely misspelt."""

_NO_TIME_GROUP: Final = "a chat cannot be sent to a time group: name the time condition that uses it"
_NO_TEMPLATE: Final = "a chat cannot be sent to a template: name the terminate that sends it"
_APP: Final = "leave it out: the destination is written in its place, as one of 'terminate', 'queue', 'time_condition',"
_DESTINATION: Final = {
    "timegroup": _NO_TIME_GROUP,
    "template": _NO_TEMPLATE,
    "autoresponse": _NO_TEMPLATE,
    "tree": "decision_tree",
    "condition": "time_condition",
    "bot": "chatbot",
    "nextdestination": "leave it out: the destination is written in its place",
}
_FROM_TO: Final = 'both times stand in one text: write hours: "08:00-18:00"'
_GROUPS: Final = "leave it out: conditions and loops stand among the other actions, as 'condition' and 'loop'"
_VARIANTS: Final = dict.fromkeys(
    ("languagevariations", "languagevariation", "languagevariants", "languagevariant", "variants", "translations"),
    "languages",
)
_ANSWER: Final = "take it out, and write the answer under 'when', as 'similar', 'pattern' or 'button'"
_TARGET: Final = {
    **_VARIANTS,
    "nextdestination": "to",
    "destination": "to",
    "target": "to",
    "app": f"{_APP} 'decision_tree' and 'chatbot' under 'to'",
    "execution": "take it out: a target without 'when' is taken immediately, one with 'when' once the customer answers",
    "immediately": "take it out: a target without 'when' is taken immediately",
    **dict.fromkeys(("answertype", "whenclientchosesit", "whenclientchoosesit"), _ANSWER),
    "answer": "when",
    "answers": "when",
    "generatedbuttons": "write 'button: true' under 'when'",
    "if": "targets depend on the answer only; put an 'if' into a condition among the actions",
}
_SCENARIO: Final = {
    **dict.fromkeys(("time", "when", "date", "begins", "starts"), "at"),
    **dict.fromkeys(("line", "number", "inboundrouting", "to"), "inbound"),
    **dict.fromkeys(("customer", "who"), "contact"),
    **dict.fromkeys(("steps", "messages", "conversation"), "chat"),
    **dict.fromkeys(("name", "description"), "title"),
    **dict.fromkeys(("firstmessage", "message", "opening"), "opens"),
    **dict.fromkeys(("chatbots", "bot"), "bots"),
    "language": "a customer's language stands under 'contact': contact: {language: en}",
    "waits": "reaches",
}
_REPLY: Final = {
    "data": "json",
    "body": "json",
    "answer": "json",
    "error": "fails",
    ANY_OTHER: "what the request brings stands under 'json', such as {json: {status: shipped}}",
}
_BOT_REPLY: Final = {"say": "says", "text": "says", "transfer": "transfers", "queue": "transfers"}

KNOWN_MISTAKES: Final[Mapping[str, Mapping[str, str]]] = {
    "file": {
        "inboundroutingsconnectors": "inbound_routings",
        "connectors": "inbound_routings",
        "connector": "inbound_routings",
        "routings": "inbound_routings",
        "trees": "decision_trees",
        "bots": "chatbots",
        "categories": "ticket_categories",
    },
    "destination": {
        **_DESTINATION,
        "decision": "a decision is only reached from within its tree; elsewhere name the decision_tree",
        "app": f"{_APP} 'decision_tree' and 'chatbot'",
    },
    "treeDestination": {**_DESTINATION, "app": f"{_APP} 'decision_tree', 'chatbot' and 'decision'"},
    "inboundRouting": {
        "token": "api_token",
        "phone": "number",
        "phonenumber": "number",
        "destination": "next_destination",
        "attachments": "allow_attachments",
    },
    "timeGroup": {
        **dict.fromkeys(("days", "hours", "dates"), "write it in an item of 'include', as in `- {days: mon-fri}`"),
        "holidays": "write it in an item of 'exclude', as in `- {holidays: CZ}`",
        "groups": "write each in an item of 'include' or 'exclude', as its 'group'",
        "group": "write it in an item of 'include' or 'exclude'",
    },
    "entry": {
        "from": _FROM_TO,
        "to": _FROM_TO,
        "start": _FROM_TO,
        "end": _FROM_TO,
        "time": "hours",
        "date": "dates",
        "country": "holidays",
        "timegroup": "group",
    },
    "specialEntry": {
        **dict.fromkeys(("from", "to", "start", "end"), _FROM_TO),
        "time": "hours",
        "date": "dates",
        "country": "holidays",
        "group": "special names its own dates; other groups belong under include or exclude",
    },
    "timeCondition": {
        "group": "time_group",
        "matches": "if_time_matches",
        "then": "if_time_matches",
        "else": "if_time_does_not_match",
        "otherwise": "if_time_does_not_match",
    },
    "target": {**_TARGET, "defaultanswer": "default"},
    "setTarget": {
        **_TARGET,
        **dict.fromkeys(
            ("default", "defaultanswer"),
            "a set has no default, since it is tried before the default of each decision",
        ),
    },
    "answer": {
        **_VARIANTS,
        "answertype": "take it out: 'similar', 'pattern' or 'button' says what it is",
        "generatedbuttons": "write 'button: true'",
        "buttons": "button",
        "words": "similar",
        "phrases": "similar",
        "regex": "pattern",
        "regularexpression": "pattern",
    },
    "decision": {
        "groups": _GROUPS,
        "group": _GROUPS,
        "target": "targets",
        "answers": "targets",
        "nextdestination": "write it as 'to' in an item of 'targets'",
        "to": "write it in an item of 'targets'",
    },
    "decisionTree": {"first": "start", "welcomemessage": "write it among 'decisions', with a name of its own"},
    "action": {
        "if": "begin with 'condition', and put 'if', 'then' and 'else' under it",
        "each": "begin with 'loop', and put 'each', 'as' and 'do' under it",
        "message": "send_message",
        "ticket": "create_ticket",
        "goto": "target",
        "to": "target",
        "nextdestination": "target",
        "groups": _GROUPS,
    },
    "sendMessage": {**_VARIANTS, "message": "text", "defaultmessage": "text", "body": "text"},
    "request": {
        "urladdress": "url",
        "address": "url",
        "name": "save_as",
        "object": "save_as",
        "objectname": "save_as",
        "nameoftheobject": "save_as",
    },
    "createTicket": {"text": "comment", "description": "comment"},
    "condition": {"parameters": "if", "conditionparameters": "if", "expression": "if", "actions": "then", "do": "then"},
    "loop": {"array": "each", "arrayitems": "each", "items": "each", "list": "each", "item": "as", "actions": "do"},
    "template": {**_VARIANTS, "message": "text", "content": "text"},
    "chatbot": {
        "callbackurl": "take it out: the contact centre knows this address by itself",
        "url": "chatbot_url",
        "queues": "transfers",
        "transfer": "transfers",
        "customfields": "send_custom_fields",
    },
    "terminate": {"cause": "disconnection_cause", "template": "auto_response", "response": "auto_response"},
    "queue": {"number": "id"},
    "scenario": {**_SCENARIO, "rows": "cases", "table": "cases"},
    "case": _SCENARIO,
    "contact": {**dict.fromkeys(("phone", "telephone", "phonenumber"), "number"), "lang": "language"},
    "step": {
        **dict.fromkeys(("says", "write", "writes", "types", "type", "text", "message", "customer"), "say"),
        **dict.fromkeys(("presses", "button", "click", "clicks", "choose"), "press"),
        **dict.fromkeys(("sends", "file", "photo", "attachment", "attach"), "send"),
        **dict.fromkeys(("wait", "after", "silence", "idle", "pause"), "later"),
        **dict.fromkeys(("time", "when"), "at"),
        **dict.fromkeys(("close", "closes"), "closed"),
        **dict.fromkeys(("expected", "then", "check"), "expect"),
    },
    "expectation": {
        **dict.fromkeys(("read", "text", "texts", "message", "messages", "says", "sends", "contains"), "reads"),
        **dict.fromkeys(("readsnot", "without"), "not_reads"),
        **dict.fromkeys(("button", "choices"), "buttons"),
        **dict.fromkeys(("ticket", "createsticket"), "tickets"),
        **dict.fromkeys(("request", "asks"), "requests"),
        **dict.fromkeys(("data", "saves", "save"), "saved"),
        **dict.fromkeys(("waiting", "reaches", "at", "in", "decisiontree", "decision"), "waits"),
        **dict.fromkeys(("end", "ended", "terminate"), "ends"),
        "queue": "write waits: or ends: with the queue in braces, such as ends: {queue: support}",
    },
    "end": {
        **dict.fromkeys(("silence", "silent", "timeout"), "idle"),
        **dict.fromkeys(
            ("decisiontree", "decision", "chatbot"),
            "a chat that waits there has not ended: 'waits' under 'expect' says where it waits, 'reaches' where first",
        ),
    },
    "reply": _REPLY,
    "oneReply": _REPLY,
    "botReplies": _BOT_REPLY,
    "oneBotReply": _BOT_REPLY,
}
