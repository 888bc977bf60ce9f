"""Where each part of a picture stands: cards in columns, from the left to the right, and the lines between them.

A card is drawn where chats first arrive. The way by which they do is a line; every other way to it is a chip that names
it. So no line crosses another, or a card, however many ways there are: `layout_of` is linear in the diagram, but for
its depth, which is bounded. Positions are in pixels.
"""

from routecfg.draw.layout.cards import Card, Heading, Row
from routecfg.draw.layout.placing import Layout, Line, layout_of
from routecfg.draw.layout.text_width import BOLD, NAME, TEXT, width_of

__all__ = ["BOLD", "NAME", "TEXT", "Card", "Heading", "Layout", "Line", "Row", "layout_of", "width_of"]
