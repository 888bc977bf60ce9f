"""What the estate's customers are told and what they type, in three languages.

Topics are what menus are about: a button label of at most 20 characters and the words that customers type for it. No
two topics share a word, in any language, so that no answer hides another. Sentences are put together to messages of a
realistic length.
"""

from typing import Final, NamedTuple

LANGUAGES: Final = ("en", "cs", "de")


class Topic(NamedTuple):
    """A name, the labels by language, and the words that are typed for it by language."""

    name: str
    labels: tuple[str, str, str]
    words: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


TOPICS: Final = (
    Topic("invoice", ("Invoice", "Faktura", "Rechnung"), (("billing", "receipt"), ("účet", "doklad"), ("beleg",))),
    Topic("warranty", ("Warranty", "Záruka", "Garantie"), (("guarantee",), ("záruční list",), ("gewährleistung",))),
    Topic("refund", ("Refund", "Vrácení peněz", "Erstattung"), (("reimbursement",), ("refundace",), ("rückzahlung",))),
    Topic("delivery", ("Delivery", "Doručení", "Lieferung"), (("shipping", "courier"), ("zásilka",), ("versand",))),
    Topic("stock", ("Availability", "Dostupnost", "Verfügbarkeit"), (("in stock",), ("skladem",), ("lagernd",))),
    Topic("payment", ("Payment", "Platba", "Zahlung"), (("card", "bank transfer"), ("karta",), ("überweisung",))),
    Topic("account", ("My account", "Můj profil", "Mein Konto"), (("login", "password"), ("heslo",), ("passwort",))),
    Topic("voucher", ("Vouchers", "Poukazy", "Gutscheine"), (("discount",), ("sleva", "slevový kód"), ("rabatt",))),
    Topic("service", ("Service", "Servis", "Reparatur"), (("repair", "spare part"), ("oprava",), ("ersatzteil",))),
    Topic("stores", ("Our stores", "Prodejny", "Filialen"), (("address", "parking"), ("adresa",), ("anfahrt",))),
    Topic("careers", ("Careers", "Kariéra", "Karriere"), (("job", "vacancy"), ("volná místa",), ("stellenangebot",))),
    Topic("catalogue", ("Catalogue", "Katalog", "Prospekt"), (("brochure",), ("leták",), ("broschüre",))),
    Topic("insurance", ("Insurance", "Pojištění", "Versicherung"), (("policy",), ("pojistka",), ("police",))),
    Topic("contract", ("Contract", "Smlouva", "Vertrag"), (("agreement",), ("dohoda",), ("vereinbarung",))),
    Topic("moving", ("Moving house", "Stěhování", "Umzug"), (("relocation",), ("nový byt",), ("neue wohnung",))),
    Topic("quality", ("Complaint", "Reklamace", "Reklamation"), (("defect",), ("závada", "vada"), ("mangel",))),
    Topic("loyalty", ("Loyalty club", "Věrnostní klub", "Kundenklub"), (("points",), ("body",), ("punkte",))),
    Topic("business", ("Business", "Pro firmy", "Firmenkunden"), (("company",), ("podnik",), ("unternehmen",))),
)

BACK: Final = Topic("back", ("Back", "Zpět", "Zurück"), (("menu",), ("nabídka",), ("hauptmenü",)))
PERSON: Final = Topic(
    "person",
    ("Talk to a person", "Mluvit s člověkem", "Mit uns sprechen"),
    (("agent", "human"), ("operátor",), ("mitarbeiter",)),
)
ANOTHER: Final = Topic("another", ("Another order", "Jiná objednávka", "Andere Bestellung"), ((), (), ()))
MORE: Final = Topic("more", ("Tell me more", "Chci vědět víc", "Mehr dazu"), ((), (), ()))
ORDER: Final = Topic(
    "order", ("Order status", "Stav objednávky", "Bestellstatus"), (("tracking",), ("sledování",), ("verfolgung",))
)

SENTENCES: Final = (
    (
        "You will find the details in the confirmation that we sent to your e-mail address.",
        "Podrobnosti najdete v potvrzení, které jsme vám poslali na e-mail.",
        "Die Einzelheiten finden Sie in der Bestätigung, die wir Ihnen per E-Mail geschickt haben.",
    ),
    (
        "We usually answer within one working day, and faster in the morning.",
        "Obvykle odpovídáme do jednoho pracovního dne, dopoledne i dříve.",
        "Wir antworten meist innerhalb eines Werktags, vormittags auch schneller.",
    ),
    (
        "Please keep the original packaging until everything is settled.",
        "Původní obal si prosím ponechte, dokud nebude vše vyřízeno.",
        "Bitte bewahren Sie die Originalverpackung auf, bis alles geklärt ist.",
    ),
    (
        "Changes are possible as long as the goods have not left our warehouse.",
        "Změny jsou možné, dokud zboží neopustilo náš sklad.",
        "Änderungen sind möglich, solange die Ware unser Lager nicht verlassen hat.",
    ),
    (
        "Your customer number stands at the top right of every letter from us.",
        "Zákaznické číslo najdete vpravo nahoře na každém našem dopise.",
        "Ihre Kundennummer steht oben rechts auf jedem unserer Schreiben.",
    ),
    (
        "If something is missing, send us a photo and we will put it right.",
        "Pokud něco chybí, pošlete nám fotografii a napravíme to.",
        "Wenn etwas fehlt, schicken Sie uns ein Foto, wir bringen es in Ordnung.",
    ),
    (
        "The amount is returned in the way in which it was paid.",
        "Částku vrátíme stejným způsobem, jakým byla zaplacena.",
        "Der Betrag wird auf demselben Weg erstattet, auf dem er bezahlt wurde.",
    ),
    (
        "Before public holidays it may take one or two days longer.",
        "Před svátky to může trvat o den či dva déle.",
        "Vor Feiertagen kann es ein oder zwei Tage länger dauern.",
    ),
    (
        "All prices include value added tax and the cost of packaging.",
        "Všechny ceny jsou včetně daně z přidané hodnoty a balného.",
        "Alle Preise enthalten die Mehrwertsteuer und die Verpackung.",
    ),
    (
        "You can also reach us at the counter of every branch.",
        "Zastihnete nás také na přepážce každé pobočky.",
        "Sie erreichen uns auch am Schalter jeder Filiale.",
    ),
)
