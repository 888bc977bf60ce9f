"""The shape of everything that the page gets, as JSON. The types of the page's JavaScript are made from these.

Every text is masked and harmless. A pointer names an object or a place in it, as in the events of chats:
`/decision_trees/menu/decisions/welcome`. Positions are in pixels, days are dates like 2026-12-24, times of a day are
in minutes by the clock on the wall, lines are counted from 1.
"""

from routecfg.preview.answers.chats import (
    Bubble,
    Chat,
    ChatButton,
    ChatContact,
    ChatRequest,
    ChatStep,
    Passed,
    Played,
    Saved,
    ScenarioRequest,
    Scenarios,
    Turn,
)
from routecfg.preview.answers.details import Details, Said, Source, SourceLine, Way
from routecfg.preview.answers.objects import Found, Item, Named, Number, Summary
from routecfg.preview.answers.pictures import CardHeading, CardRow, Picture, PictureCard, PictureLine
from routecfg.preview.answers.search import Coverage, Searched, Text
from routecfg.preview.answers.sides import (
    Change,
    Changed,
    ChangeLine,
    ExampleLine,
    LineNotices,
    Notice,
    SideRow,
    Sides,
    Words,
)
from routecfg.preview.answers.week import Band, Share, Week, WeekDay

__all__ = [
    "Band",
    "Bubble",
    "CardHeading",
    "CardRow",
    "Change",
    "ChangeLine",
    "Changed",
    "Chat",
    "ChatButton",
    "ChatContact",
    "ChatRequest",
    "ChatStep",
    "Coverage",
    "Details",
    "ExampleLine",
    "Found",
    "Item",
    "LineNotices",
    "Named",
    "Notice",
    "Number",
    "Passed",
    "Picture",
    "PictureCard",
    "PictureLine",
    "Played",
    "Said",
    "Saved",
    "ScenarioRequest",
    "Scenarios",
    "Searched",
    "Share",
    "SideRow",
    "Sides",
    "Source",
    "SourceLine",
    "Summary",
    "Text",
    "Turn",
    "Way",
    "Week",
    "WeekDay",
    "Words",
]
