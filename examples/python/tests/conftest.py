"""Invented texts that the tests clean."""

import pytest

FERRY = """Ferry to run again on Monday

The ferry at the pier in Oakmouth. (AFP Photo/LENA MARSH)
The ferry at the pier in Oakmouth. (AFP Photo/LENA MARSH)
TT

Ferry to run again on Monday

The ferry to Oakmouth will run again on Monday, the harbour office said.

Repairs took nine days.
"""
CAFE = """Café “Lämpchen” opens 🎉

Share

Cafe&#769; “La\u0308mpchen” opened on Friday after two years of work, said Zoë Ruzicka.
"""
EMPTY = " \n\n"


@pytest.fixture
def ferry() -> str:
    return FERRY


@pytest.fixture
def cafe() -> str:
    return CAFE


@pytest.fixture
def texts() -> list:
    """Texts of each width that Python stores, an empty one, and none."""
    return [FERRY, CAFE, EMPTY, None, "Smørgås\n\nSmörgås bleibt.", "漢字の見出し\n\n本文です。"] * 7
