"""Each key of `expect`, fulfilled and not."""

import pytest

from scenarios.playing import runs, said

CHATS = {
    "menu": "chat: [{expect: EXPECTED}]",
    "packed": """requests: {"https://crm.kavka.internal/orders/*": {json: {status: packed, leaves_on: Monday}}}
    chat: [{say: "12345678", expect: EXPECTED}]""",
    "unknown": """requests: {"https://crm.kavka.internal/orders/*": {fails: 404}}
    chat: [{say: "12345678", expect: EXPECTED}]""",
    "return": """chat: [{say: return}, {press: Return goods}, {say: too loud, expect: EXPECTED}]""",
    "damage": """chat: [{say: return}, {press: Report damage, expect: EXPECTED}]""",
    "person": "chat: [{say: agent, expect: EXPECTED}]",
    "bye": "chat: [{say: goodbye, expect: EXPECTED}]",
    "bot": """bots: {coffee-expert: [{says: Hi, buttons: [Light]}]}
    chat: [{say: beans, expect: EXPECTED}]""",
}
BUTTONS = "[Where is my order, Return or complaint, Coffee advice, Talk to a person]"
CRM = "https://crm.kavka.internal/orders/12345678?key=SECRET"


@pytest.mark.parametrize(
    ("chat", "expected"),
    [
        ("menu", "{reads: [this is Kavka, 8 digits]}"),
        ("menu", "{reads: [Hello, Kavka], only: true}"),
        ("packed", "{reads: [packing, Monday, anything else]}"),
        ("packed", "{reads: [packing, anything else], only: true}"),
        ("person", "{reads: [], tickets: [], buttons: [], requests: []}"),
        ("bye", "{reads: [Enjoy your coffee], ends: {terminate: said-goodbye}}"),
        ("menu", "{not_reads: [closed, P1]}"),
        ("person", "{not_reads: []}"),
        ("menu", "{buttons: [Return or complaint, Talk to a person]}"),
        ("menu", f"{{buttons: {BUTTONS}, only: true}}"),
        ("bot", "{buttons: [Light], reads: [Hi], waits: {chatbot: coffee-expert}}"),
        ("return", "{tickets: [{title: 'Return: Jana', category: returns, comment: too loud}], only: true}"),
        ("return", "{tickets: [{category: returns}], ends: {terminate: message-taken}}"),
        ("packed", f"{{requests: ['{CRM}'], only: true}}"),
        ("packed", "{requests: ['https://crm.kavka.internal/*']}"),
        ("packed", "{saved: {order_number: '12345678', order: {status: packed, leaves_on: Monday}}, only: true}"),
        ("unknown", "{saved: {order: null}}"),
        ("damage", "{saved: {urgent: true, days: null}}"),
        ("menu", "{saved: {}}"),
        ("menu", "{waits: {decision_tree: main-menu}}"),
        ("menu", "{waits: {decision_tree: main-menu, decision: welcome}}"),
        ("person", "{waits: {queue: support}, ends: {queue: support}}"),
        ("menu", "{language: en}"),
    ],
)
def test_what_is_expected_comes(chat: str, expected: str) -> None:
    assert said(written(chat, expected)) == ""


HELLO = "'Hello, this is Kavka. Send your order number (8 digits), or choose what you need.'"


@pytest.mark.parametrize(
    ("chat", "expected", "line"),
    [
        ("menu", "{reads: [this is Kavka, this is Kavka]}", "the customer reads 'this is Kavka' | "),
        ("menu", "{reads: [8 digits, Kavka]}", "| " + HELLO + ", where it stands before what is listed above it"),
        ("menu", "{reads: [hello]}", "the customer reads 'hello' | " + HELLO),
        ("menu", "{reads: []}", "the customer reads nothing | " + HELLO),
        ("person", "{reads: [Hello]}", "the customer reads 'Hello' | nothing"),
        ("packed", "{reads: [packing], only: true}", "the customer reads nothing else | 'Can we do"),
        ("menu", "{not_reads: [Kavka]}", "the customer does not read 'Kavka' | " + HELLO),
        ("menu", "{not_reads: []}", "the customer reads nothing | " + HELLO),
        ("menu", "{buttons: [Coffee]}", "there is a button 'Coffee' | 'Where is my order', 'Return or complaint', "),
        ("menu", "{buttons: [Coffee advice, Where is my order]}", "there is a button 'Where is my order' | "),
        ("menu", "{buttons: []}", "there is no button | 'Where is my order', "),
        ("menu", "{buttons: [Coffee advice], only: true}", "there is no other button | 'Where is my order', "),
        ("return", "{tickets: []}", "there is no ticket | 'title: Return: Jana, category: returns, comment: too loud'"),
        ("return", "{tickets: [{comment: loud}]}", "there is a ticket 'comment: loud' | 'title: Return: Jana, "),
        ("menu", "{tickets: [{category: returns}]}", "there is a ticket 'category: returns' | nothing"),
        ("packed", "{requests: []}", f"there is no request | '{CRM}'"),
        ("packed", "{requests: ['https://crm.kavka.internal/orders']}", f"| '{CRM}'"),
        ("menu", f"{{requests: ['{CRM}']}}", f"there is a request '{CRM}' | nothing"),
        ("packed", "{saved: {order_number: 12345678}}", "'order_number' is 12345678 | \"12345678\""),
        ("menu", "{saved: {order: 1}}", "'order' is 1 | nothing"),
        ("damage", "{saved: {urgent: 1}}", "'urgent' is 1 | true"),
        ("damage", "{saved: {urgent: null}}", "'urgent' is nothing | true"),
        ("damage", "{saved: {urgent: true}, only: true}", "nothing else is saved | 'days', 'reason'"),
        ("damage", "{saved: {}}", "nothing else is saved | "),
        ("menu", "{waits: {queue: support}}", "the chat waits at queue 'support' | it waits at decision 'welcome' of "),
        ("bye", "{waits: {decision_tree: main-menu}}", "| it ended at terminate 'said-goodbye'"),
        ("menu", "{ends: {queue: support}}", "the chat ends at queue 'support' | it waits at decision 'welcome' of "),
        ("person", "{ends: {terminate: closed}}", "the chat ends at terminate 'closed' | it waits at queue 'support'"),
        ("menu", "{language: cs}", "the chat is in 'cs' | it is in 'en'"),
    ],
)
def test_what_is_expected_does_not_come(chat: str, expected: str, line: str) -> None:
    assert line in said(written(chat, expected))


def test_the_item_that_is_missing_is_pointed_at() -> None:
    (only,) = runs(written("menu", "{reads: [Hello, nonsense]}"))
    assert only.difference is not None
    assert only.difference.path == ("scenarios", "a", "chat", 0, "expect", "reads", 1)


def written(chat: str, expected: str) -> str:
    """A scenario in English with one of the chats."""
    head = ["title: A", "inbound: eshop-cz", "at: 2026-11-25T10:00", "contact: {name: Jana, language: en}"]
    lines = "".join(f"    {line}\n" for line in (*head, CHATS[chat].replace("EXPECTED", expected)))
    return f"scenarios:\n  a:\n{lines}"
