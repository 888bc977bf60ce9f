import json

from commands import Commands


def test_people_read_what_the_routing_is_made_of(shop: Commands) -> None:
    ran = shop("stats")
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert "inbound routing  1" in [" ".join(line.split()).replace(" 1", "  1") for line in lines]
    assert lines[-2:] == [
        "the farthest is 1 message away from a person: decision 'welcome' of decision tree 'menu' > queue 'support'",
        "of 3 ways to an end, 67% lead to a person (2), 0 to a chatbot, 1 to the end of the chat",
    ]


def test_programs_read_numbers(eshop: Commands) -> None:
    numbers = json.loads(eshop("stats", "--format", "json").out)
    assert numbers["objects"]["decision_trees"] == 4
    assert numbers["decisions"] == 18
    assert numbers["texts"]["en"]["texts"] > numbers["texts"]["cs"]["texts"] > 0
    assert numbers["to_a_person"] == 0.72
    assert numbers["farthest"][-1].startswith("queue ")


def test_what_cannot_be_read_is_said_to_be_missing(shop: Commands) -> None:
    shop.write("routing/broken.yaml", "queues: {\n")
    ran = shop("stats")
    assert ran.status == 1
    assert "1 file could not be read" in ran.err
