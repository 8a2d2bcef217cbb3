"""Invented news with copies: the same for the same seed."""

from __future__ import annotations

import random

PLACES = "Oakmouth Calder Northport Selby Kelso Marlow Tarbet Wexley Ardrey Fenwick".split()
PEOPLE = "Vane Castel Marsh Holm Brandt Okafor Lindqvist Sato Moreau Petrov".split()
NOUNS = (
    "harbour ferry bridge school council hospital mill museum orchard station library market tower "
    "garden quarry theatre railway canal lighthouse reservoir bakery stadium factory archive tunnel"
).split()
VERBS = (
    "opened closed repaired bought sold moved painted measured counted flooded restored planned "
    "inspected cleaned extended rented lent guarded emptied crossed"
).split()
ADJECTIVES = (
    "old new northern southern small large empty public private narrow wooden stone".split()
)
BOILERPLATE = (
    "Everything that the harbour has to tell stands in the letter of the Vale, which comes every "
    "week and costs nothing at all."
)


def sentence(draw: random.Random) -> str:
    words = [
        f"The {draw.choice(ADJECTIVES)} {draw.choice(NOUNS)} in {draw.choice(PLACES)}",
        f"was {draw.choice(VERBS)} by {draw.choice(PEOPLE)} {draw.choice(PEOPLE)}",
        f"after {draw.randrange(2, 900)} {draw.choice(NOUNS)} workers",
        f"{draw.choice(VERBS)} the {draw.choice(ADJECTIVES)} {draw.choice(NOUNS)}",
        f"for {draw.randrange(2, 900)},000 euros",
    ]
    return " ".join(words) + "."


def story(draw: random.Random) -> str:
    paragraphs = [" ".join(sentence(draw) for _ in range(draw.randrange(2, 4))) for _ in range(4)]
    return "\n\n".join(paragraphs)


def copy_of(text: str, draw: random.Random) -> str:
    """The story as another site prints it."""
    paragraphs = text.split("\n\n")
    words = text.split(" ")
    match draw.randrange(7):
        case 0:
            return text
        case 1:
            return text.upper()
        case 2:
            return f"{draw.choice(PLACES).upper()}, May {draw.randrange(1, 30)} (Reuters) - {text}"
        case 3:
            return "\n\n".join(paragraphs[:3])
        case 4:
            return f"{text}\n\n{BOILERPLATE}"
        case 5:
            at = draw.randrange(len(words))
            return " ".join([*words[:at], "reportedly", *words[at:]])
        case _:
            places = [at for at, word in enumerate(words) if word in ADJECTIVES]
            # Shouted text has none of them.
            if places:
                words[draw.choice(places)] = draw.choice(ADJECTIVES)
            return " ".join(words)


def records(stories: int, seed: int, copies: int = 5) -> list[dict[str, str]]:
    """Stories with up to so many copies each, round-ups and versions among them, shuffled."""
    draw = random.Random(seed)
    texts = []
    for nth in range(stories):
        text = story(draw)
        texts += [text, *(copy_of(text, draw) for _ in range(draw.randrange(copies + 1)))]
        if nth % 10 == 1:
            texts.append(f"{text}\n\n{story(draw)}")
        if nth % 10 == 2:
            texts.append(text.replace(",000 euros", ",500 euros", 1))
        if nth % 3 == 0:
            texts.append(f"{story(draw)}\n\n{BOILERPLATE}")
    draw.shuffle(texts)
    return [
        {
            "id": f"n{at}",
            "text": text,
            "published": f"2024-05-{draw.randrange(1, 29):02}",
            "publisher": f"https://www.{draw.choice(PEOPLE).lower()}.example/{at}",
        }
        for at, text in enumerate(texts)
    ]
