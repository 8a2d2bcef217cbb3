#!/usr/bin/env python3
"""Makes the seeds of every fuzz target from the fixtures, and the dictionary from the word lists.

Usage: python3 fuzz/make_corpus.py

The seeds go to fuzz/corpus/<target>/ and are not committed; the dictionary, fuzz/copydesk.dict, is.
"""

import json
import sys
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
FIXTURES = FUZZ.parent / "tests" / "fixtures"
WORD_LISTS = FUZZ.parent / "src" / "recognize" / "data"
DICTIONARY = FUZZ / "copydesk.dict"

# libFuzzer takes 16384 entries; more words would also crowd out the marks.
WORDS_OF_A_LIST = 6

# The header of a case for the target `options`: tolerance, and by three the kind of input; four numbers (freedom, two bytes); switches; two lists (count,
# eight bytes). See tests/support/options.rs.
OVERLAP, WORDS, HEADLINE, BLANKS = ((429).to_bytes(2, "little"), bytes([7, 0]), bytes([230, 0]), bytes([1, 0]))
FREE, BOUND = b"\1", b"\0"
NO_ENTRIES = bytes(9)
DEFAULTS = BOUND + OVERLAP + BOUND + WORDS + BOUND + HEADLINE + BOUND + BLANKS
OPTION_HEADERS = {
    "low": b"\0" + DEFAULTS + b"\0" + NO_ENTRIES + NO_ENTRIES,
    "high": b"\2" + DEFAULTS + b"\0" + NO_ENTRIES + NO_ENTRIES,
    "page": b"\3" + DEFAULTS + b"\0" + NO_ENTRIES + NO_ENTRIES,
    "switched_off": b"\1" + DEFAULTS + b"\xff" + NO_ENTRIES + NO_ENTRIES,
    "entries": b"\0" + DEFAULTS + b"\0" + b"\2Ad{*}x{n" + b"\1AFP Site",
    "refused": b"\0" + (FREE + b"\xff\xff") * 4 + b"\0" + NO_ENTRIES + NO_ENTRIES,
}

# What folds, breaks a line, is blank, combines or turns the direction, beside the words.
MARKS = {
    "newline functions": ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\n\n", "\n\n\n\n"],
    "blanks": [" ", "\t", "\xa0", "\u1680", "\u2003", "\u2009", "\u202f", "\u205f", "\u3000"],
    "invisible": ["\xad", "\u034f", "\u061c", "\u180e", "\u200b", "\u200c", "\u200d", "\u2060", "\u3164", "\ufe0f", "\ufeff"],
    "bidi marks": ["\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"],
    "combining marks": ["\u0301", "\u0308", "\u0323", "\u0345", "\u064b", "\u0651", "\u0653", "\u093c", "\u094d", "\u09be", "\u3099", "\u20e3"],
    "control characters": ["\0", "\1", "\x1b", "\x7f", "\x80", "\x9f"],
    "folding": ["ß", "ẞ", "İ", "ı", "ς", "ﬁ", "Ａ", "①", "㎏", "½", "ſ", "Ǆ", "Å", "각", "각", "क़", "ك", "ک", "ى", "ی", "ـ"],
    "digits": ["0", "7", "2019", "٣", "۴", "५", "３"],
    "quotes and dashes": ["'", '"', "`", "‘", "’", "“", "”", "„", "«", "»", "「", "」", "-", "‐", "–", "—", "―", "…", "..."],
    "shapes": ["(", ")", "[", "]", "{", "}", ":", "/", " / ", "|", " | ", " - ", "* * *", "----", "![]()", "1 / 4", "{n}", "{*}"],
    "forms": ["TT", "Short Url", "(AFP Photo/ANNA REY)", "Photo: Reuters", "FILE - ", "By Anna Rey", "QUITO, May 3 (Reuters) - ", "None"],
    "records": ['{"id":', '"text":', '{"id":1,"text":"', '"}', "null", "true", "1e400", "18446744073709551616", "\\u0000", "\\ud800", "[]"],
}


def fixtures():
    """Name and bytes of each fixture's input, in the order of the names."""
    for folder in sorted(FIXTURES.iterdir()):
        path = folder / "input.txt"
        if path.is_file():
            yield folder.name, path.read_bytes()


def records_of(text):
    """A JSON Lines file: one record for the text, one for each of its blocks, and lines that are none."""
    blocks = text.decode("utf-8", "replace").split("\n\n")
    records = [{"id": number, "text": block} for number, block in enumerate(blocks)]
    records += [{"id": None, "text": text.decode("utf-8", "replace")}, {"text": 1}, {"id": []}]
    lines = [json.dumps(record, ensure_ascii=number % 2 == 0) for number, record in enumerate(records)]
    return "\n".join(["\ufeff" + lines[0], "", *lines[1:], " ", "no record", "[1]"]).encode()


def seeds():
    """Target, name and bytes of each seed."""
    forms = list(OPTION_HEADERS.items())
    for number, (name, text) in enumerate(fixtures()):
        yield "clean", name, text
        yield "normalization", name, text
        yield "candidates", name, bytes([109, 12]) + text
        yield "records", name, records_of(text)
        # A cleaner is built for each case of this target, which is slow: few seeds.
        if number % 4 == 0:
            options, header = forms[number // 4 % len(forms)]
            yield "options", f"{name}.{options}", header + text


def words():
    """The first entries of every word list."""
    for path in sorted(WORD_LISTS.glob("*.txt")):
        count = 0
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = line.strip()
            if entry.startswith("["):
                count = 0
            elif entry and not entry.startswith("#") and count < WORDS_OF_A_LIST:
                count += 1
                yield entry.replace("{n}", "7").replace("{*}", "it")


def escaped(text):
    """A text as a dictionary entry: printable ASCII as it is, the rest in hexadecimal."""
    plain = range(0x20, 0x7F)
    return "".join(chr(byte) if byte in plain and byte not in b'"\\' else f"\\x{byte:02x}" for byte in text.encode())


def dictionary():
    """The text of the dictionary."""
    lines = ["# Made by make_corpus.py from the word lists; do not edit."]
    seen = set()

    def add(title, entries):
        lines.append(f"# {title}")
        for entry in entries:
            # An entry of libFuzzer's dictionary holds 64 bytes at most.
            if entry not in seen and len(entry.encode()) <= 64:
                seen.add(entry)
                lines.append(f'"{escaped(entry)}"')

    for title, entries in MARKS.items():
        add(title, entries)
    add("words", words())
    return "\n".join(lines) + "\n"


def main():
    """Writes the seeds and the dictionary."""
    if sys.argv[1:]:
        sys.exit(__doc__)
    count = 0
    for target, name, text in seeds():
        folder = FUZZ / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
        count += 1
    DICTIONARY.write_text(dictionary(), encoding="ascii")
    print(f"{count} seeds, {dictionary().count(chr(10))} lines of dictionary")


if __name__ == "__main__":
    main()
