"""What cleaning gives: fields, spans, equality, dicts, pickles."""

import json
import pickle

import pytest

from copydesk import Cleaner, Span, clean


def test_fields_are_those_of_the_library(ferry):
    article = clean(ferry)[0]
    assert article.headline == "Ferry to run again on Monday"
    assert article.headline_count == 2
    assert [(it.text, it.credit, it.count) for it in article.captions] == [
        ("The ferry at the pier in Oakmouth.", "AFP Photo/LENA MARSH", 2)
    ]
    assert article.paragraphs == (
        "The ferry to Oakmouth will run again on Monday, the harbour office said.",
        "Repairs took nine days.",
    )
    assert str(article) == "\n\n".join([article.headline, *article.paragraphs])


def test_removals_name_reason_and_kept_twin(ferry):
    cleaned = Cleaner().clean_with_record(ferry)
    assert [(it.line, it.reason, it.text(ferry)) for it in cleaned.removals] == [
        (4, "repeated_caption", "The ferry at the pier in Oakmouth. (AFP Photo/LENA MARSH)"),
        (5, "text_size", "TT"),
        (7, "repeated_headline", "Ferry to run again on Monday"),
    ]
    assert ferry[cleaned.removals[2].kept.slice] == "Ferry to run again on Monday"
    assert cleaned.removals[1].kept is None


def test_spans_count_bytes_and_code_points(cafe):
    cleaned = Cleaner().clean_with_record(cafe)
    assert [it.text(cafe) for it in cleaned.removals] == ["Share"]
    assert cleaned.alterations
    parts = [*cleaned.articles, *cleaned.kept, *cleaned.removals, *cleaned.alterations]
    for part in parts:
        assert cafe[part.span.slice].encode() == cafe.encode()[slice(*part.span.bytes)]
    assert all(it.span.bytes != it.span.code_points for it in cleaned.removals)
    changed = {(it.kind, it.before(cafe), it.after) for it in cleaned.alterations}
    assert ("entity", "&#769;", "\u0301") in changed


def test_a_lone_surrogate_is_recorded():
    text = "Mill reopens \ud800 today\n\nShare\n\nThe mill opened on Sunday.\n"
    cleaned = Cleaner().clean_with_record(text)
    assert [(it.kind, it.before(text)) for it in cleaned.alterations] == [("invalid_utf8", "\ud800")]
    assert [it.text(text) for it in cleaned.removals] == ["Share"]
    assert Cleaner().clean_batch([text])[0] == list(cleaned.articles)


def test_dicts_have_the_shape_of_json(ferry):
    article = clean(ferry)[0]
    assert article.to_dict() == json.loads(article.to_json())
    assert article.to_dict()["captions"] == [
        {"text": "The ferry at the pier in Oakmouth.", "credit": "AFP Photo/LENA MARSH", "count": 2}
    ]
    assert article.to_dict()["span"] == {"start": 0, "end": len(ferry.rstrip().encode())}


def test_results_show_what_they_hold(ferry):
    article = clean(ferry)[0]
    assert repr(article.captions[0]) == (
        "Caption(text='The ferry at the pier in Oakmouth.', credit='AFP Photo/LENA MARSH', count=2)"
    )
    assert "headline='Ferry to run again on Monday'" in repr(article)
    assert "paragraphs=['The ferry to Oakmouth will run again on …', +1 more]" in repr(article)
    assert "description" not in repr(article)
    removal = Cleaner().clean_with_record(ferry).removals[1]
    assert repr(removal) == "Removal(span=bytes 146..148, line=5, reason='text_size')"


def test_results_do_not_change(ferry):
    article = clean(ferry)[0]
    for name in ["headline", "span", "something_new"]:
        with pytest.raises(AttributeError):
            setattr(article, name, None)


def all_results(text, **options):
    cleaned = Cleaner(**options).clean_with_record(text)
    parts = [cleaned]
    for name in ["articles", "kept", "removals", "alterations", "blocks"]:
        parts.extend(getattr(cleaned, name))
    parts.extend(it for article in cleaned.articles for it in article.captions + article.notes)
    parts.extend(it.doubt for it in cleaned.kept if it.doubt)
    parts.extend(it for block in cleaned.blocks for it in block.against)
    parts.extend(it.learned for it in cleaned.removals if it.learned)
    parts.extend(it.span for it in cleaned.removals)
    return parts


WIND = "The wind reached {} knots at the northern pier on Tuesday, and the ferries to both islands stayed in port."
PAGE = "\n".join(["Home", "News", "Sport", "Weather", "Contact", "About us", "Log in", "Subscribe"])
LONG = f"""Storm keeps ferries in port

{WIND.format(40)}

{WIND.format(60)}

Sent by our office

(Reporting by Lena Marsh; Editing by Omar Haddad)
"""


@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_every_class_can_be_pickled(ferry, cafe, protocol):
    learned = [{"line": "Sent by our office", "stories": 12, "documents": 15}]
    found = (
        all_results(ferry)
        + all_results(cafe)
        + all_results(LONG, learned_artifacts=learned)
        + all_results(f"{PAGE}\n\n{LONG}\n{PAGE}\n", input_kind="page")
    )
    for result in found:
        again = pickle.loads(pickle.dumps(result, protocol))
        assert again == result and hash(again) == hash(result) and repr(again) == repr(result)
    assert {type(it).__name__ for it in found} == {
        "Alteration", "Argument", "Article", "Block", "Caption", "Cleaned", "Doubt", "Kept",
        "Lesson", "Note", "Removal", "Span",
    }  # fmt: skip


def test_results_differ_by_each_field(ferry):
    one, other = clean(ferry)[0], clean(ferry.replace("nine", "ten"))[0]
    assert one == clean(ferry)[0] and one != other and one != "one"
    assert len({one, clean(ferry)[0], other}) == 2
    assert Span((0, 1), (0, 1)) != Span((0, 2), (0, 1))


def test_a_damaged_pickle_is_an_error():
    article = clean("Mill reopens\n\nThe mill opened on Sunday.\n")[0]
    restore, (json_text, places) = article.__reduce__()
    with pytest.raises(ValueError, match="the pickle is damaged or of another version: "):
        restore(json_text[:-1], places)

