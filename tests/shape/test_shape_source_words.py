"""Every field of the source system, written under its label there: the help says how it is written here."""

import pytest

from routecfg.shape import check
from routecfg.source import read

OBJECT = {
    "inbound routing": "inbound_routings: {a: {%s: x}}",
    "time condition": "time_conditions: {a: {%s: x}}",
    "decision tree": "decision_trees: {a: {%s: x}}",
    "decision": "decision_trees: {a: {title: A, decisions: {a: {%s: x}}}}",
    "action": "decision_trees: {a: {title: A, decisions: {a: {title: A, actions: [{%s: x}]}}}}",
    "request": "decision_trees: {a: {title: A, decisions: {a: {title: A, actions: [{request: {%s: x}}]}}}}",
    "message": "decision_trees: {a: {title: A, decisions: {a: {title: A, actions: [{send_message: {%s: x}}]}}}}",
    "ticket": "decision_trees: {a: {title: A, decisions: {a: {title: A, actions: [{create_ticket: {%s: x}}]}}}}",
    "target": "decision_trees: {a: {title: A, decisions: {a: {title: A, targets: [{%s: x}]}}}}",
    "destination": "decision_trees: {a: {title: A, decisions: {a: {title: A, targets: [{to: {%s: x}}]}}}}",
    "answer": "decision_trees: {a: {title: A, decisions: {a: {title: A, targets: [{when: {%s: x}}]}}}}",
    "chatbot": "chatbots: {a: {%s: x}}",
    "terminate": "terminates: {a: {%s: x}}",
    "file": "%s: {}",
}

LABELS = [
    *[("file", label, f"'{field}'") for label, field in {
        "Inbound Routings/Connectors": "inbound_routings",
        "Inbound routings": "inbound_routings",
        "Time Conditions": "time_conditions",
        "Time Groups": "time_groups",
        "Decision Trees": "decision_trees",
        "Chatbot": "chatbots",
        "Terminate": "terminates",
    }.items()],
    *[("inbound routing", label, f"'{field}'") for label, field in {
        "Title": "title",
        "Description": "description",
        "API Token": "api_token",
        "Channel ID": "channel_id",
        "Number": "number",
        "Next destination": "next_destination",
        "Allow attachments": "allow_attachments",
    }.items()],
    *[("destination", label, f"'{field}'") for label, field in {
        "Terminate": "terminate",
        "Queue": "queue",
        "Time condition": "time_condition",
        "Decision tree": "decision_tree",
        "Decision": "decision",
        "Chatbot": "chatbot",
    }.items()],
    ("destination", "App", "'queue'"),
    ("destination", "Next destination", "leave it out"),
    *[("time condition", label, f"'{field}'") for label, field in {
        "Time group": "time_group",
        "If time matches": "if_time_matches",
        "If time does not match": "if_time_does_not_match",
        "If time does NOT match": "if_time_does_not_match",
    }.items()],
    ("decision tree", "Welcome message", "'decisions'"),
    ("decision", "Actions", "'actions'"),
    ("decision", "Groups", "'condition'"),
    ("decision", "Targets", "'targets'"),
    ("decision", "Target", "'targets'"),
    ("decision", "Request", "'actions'"),
    ("decision", "send_message", "'actions'"),
    ("decision", "Next destination", "'targets'"),
    *[("action", label, f"'{field}'") for label, field in {
        "Request": "request",
        "Send message": "send_message",
        "Save data": "save_data",
        "Create ticket": "create_ticket",
        "Condition": "condition",
        "Loop": "loop",
        "Target": "target",
        "Groups": "condition",
    }.items()],
    ("request", "URL", "'url'"),
    ("request", "URL address", "'url'"),
    ("request", "Object name", "'save_as'"),
    ("message", "Default message", "'text'"),
    ("message", "Language variations", "'languages'"),
    ("ticket", "Title", "'title'"),
    ("ticket", "Category", "'category'"),
    ("ticket", "Comment", "'comment'"),
    ("target", "Next destination", "'to'"),
    ("target", "App", "'to'"),
    ("target", "Decision", "'to'"),
    ("target", "Execution", "'when'"),
    ("target", "Immediately", "'when'"),
    ("target", "When client choses it", "'when'"),
    ("target", "Answer type", "'when'"),
    ("target", "Pattern", "'when'"),
    ("target", "Similar", "'when'"),
    ("target", "Default answer", "'default'"),
    ("target", "Language variants", "'languages'"),
    ("answer", "Pattern", "'pattern'"),
    ("answer", "Similar", "'similar'"),
    ("answer", "Generated buttons", "button: true"),
    ("answer", "Language variants", "'languages'"),
    *[("chatbot", label, f"'{field}'") for label, field in {
        "Fallback": "fallback",
        "Chatbot URL": "chatbot_url",
        "Send start message": "send_start_message",
        "Send attachments": "send_attachments",
        "Send customFields": "send_custom_fields",
    }.items()],
    ("chatbot", "Callback URL", "take it out"),
    *[("terminate", label, f"'{field}'") for label, field in {
        "Disconnection cause": "disconnection_cause",
        "Queue": "queue",
        "Auto response": "auto_response",
        "Answered": "answered",
    }.items()],
]  # fmt: skip


@pytest.mark.parametrize(("owner", "label", "said"), LABELS, ids=lambda part: str(part))
def test_a_field_under_its_label_in_the_source_system(owner: str, label: str, said: str) -> None:
    values = read((OBJECT[owner] % f'"{label}"').encode()).values
    (finding,) = [each for each in check(values).found if each.on_key and each.path[-1] == label]
    assert finding.code == "RC101"
    assert said in (finding.help or ""), finding.help
    assert not (finding.help or "").startswith("allowed here"), finding.help


@pytest.mark.parametrize(
    ("field", "choice", "meant"),
    [
        ("inbound_routings: {a: {allow_attachments: %s}}", "from customer", "customer"),
        ("inbound_routings: {a: {allow_attachments: %s}}", "both directions", "both"),
        ("inbound_routings: {a: {allow_attachments: %s}}", "Customer", "customer"),
        ("terminates: {a: {disconnection_cause: %s}}", "OUT_OF_TIME", "out_of_time"),
        ("terminates: {a: {disconnection_cause: %s}}", "Not available", "not_avail"),
        ("terminates: {a: {disconnection_cause: %s}}", "Decision tree", "decision_tree"),
    ],
)
def test_a_choice_under_its_label_in_the_source_system(field: str, choice: str, meant: str) -> None:
    found = check(read((field % choice).encode()).values).found
    assert f"did you mean '{meant}'?" in [finding.help for finding in found]
