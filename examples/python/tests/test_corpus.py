"""Copies across documents."""

import pickle

import pytest

from copydesk import (
    CommonPhrases,
    Corpus,
    Member,
    OptionError,
    PairComparer,
    Prepared,
    Preparer,
    Verdict,
    candidate_keys,
    resolve_component,
    verdict,
)

STORY = (
    "The ferry between Oakmouth and Calder Island will run again from Monday, the harbour office said. "
    "Repairs to the hull took nine days and cost 40,000 euros. "
    "Passengers had to take the bus over the northern bridge meanwhile."
)
COPY = f"OAKMOUTH, May 3 (Reuters) - {STORY}"
OTHER = STORY.replace("40,000", "65,000").replace("Monday", "Friday").replace("nine", "ten")


def resolved(**options):
    corpus = Corpus(**options)
    corpus.add("story", STORY, date="2024-05-03", source="gazette")
    corpus.add("copy", COPY, date="2024-05-04", source="wire")
    corpus.add("other", OTHER, date="2024-05-05", source="post")
    assert len(corpus) == 3 and repr(corpus) == "<Corpus of 3 texts>"
    return corpus.resolve()


@pytest.mark.parametrize(
    ("keep", "outcomes"),
    [
        (None, ["copy", "original", "original"]),
        ("first", ["original", "copy", "original"]),
        ("earliest", ["original", "copy", "original"]),
        ("longest", ["copy", "original", "original"]),
        (["gazette", "wire"], ["original", "copy", "original"]),
    ],
)
@pytest.mark.parametrize("threads", [None, 1, 3])
def test_the_policy_says_which_text_stays(keep, outcomes, threads):
    assert [it.outcome for it in resolved(keep=keep, threads=threads)] == outcomes


def test_a_copy_names_its_original():
    original = resolved(keep="first")[1].duplicate_of
    assert (original.id, original.place, original.found.kind) == ("story", 0, "extended")
    assert original.to_dict()["found"]["kind"] == "extended"
    assert original.found.original_coverage == 1.0


def test_near_misses_say_what_told_texts_apart():
    near = resolved(keep="first", report_near=True)[2].near
    assert [(it.id, it.reason) for it in near] == [("story", "facts_changed")]
    assert resolved(keep="first")[2].near == ()


def test_pairs_are_found_by_keys_and_judged():
    keys, copy, apart = map(candidate_keys, [STORY, COPY, "Farmers in the hills pick apples early."])
    assert keys and set(keys) <= set(copy) and not set(keys) & set(apart)
    assert verdict(STORY, COPY).is_copy and verdict(STORY, COPY).separation is None
    assert verdict(STORY, OTHER).separation == "facts_changed"
    assert not verdict(STORY, OTHER).is_copy and verdict(STORY, OTHER).is_candidate
    assert not verdict(STORY, "Farmers in the hills pick apples early.").is_candidate


def test_resolutions_and_verdicts_can_be_pickled():
    found = resolved(report_near=True)
    found += [it.duplicate_of for it in found if it.duplicate_of]
    found += [it.found for it in found if hasattr(it, "found")]
    found += [near for it in found if hasattr(it, "near") for near in it.near]
    found.append(verdict(STORY, COPY))
    for result in found:
        assert pickle.loads(pickle.dumps(result)) == result
    assert {type(it).__name__ for it in found} == {
        "Resolution", "Original", "Match", "NearMiss", "Verdict",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"keep": "best"}, "option `keep` is 'best', but must be one of 'most_complete', 'first', 'longest', 'earliest', or a list of sources"),
        ({"min_coverage": 1.5}, "option `min_coverage` is 1.5, but must be from 0 to 1"),
        ({"threads": 0}, "option `threads` is 0, but must be 1 or more"),
    ],
)  # fmt: skip
def test_errors_name_the_option(options, message):
    with pytest.raises(OptionError) as error:
        Corpus(**options)
    assert (str(error.value), error.value.option) == (message, next(iter(options)))


def prepared():
    preparer = Preparer()
    return [
        preparer.prepare("story", STORY, date="2024-05-03", source="gazette"),
        preparer.prepare("copy", COPY, date="2024-05-04", source="wire"),
        preparer.prepare("other", OTHER, date="2024-05-05", source="post"),
    ]


def again(value):
    """What is stored and read again."""
    stored = value.to_bytes()
    assert isinstance(stored, bytes)
    assert pickle.loads(pickle.dumps(value)) == value
    return type(value).from_bytes(stored)


@pytest.mark.parametrize("keep", [None, "longest", "earliest", ["gazette", "wire"]])
def test_pieces_give_what_a_corpus_gives(keep):
    texts = [again(text) for text in prepared()]
    assert texts == prepared()
    keys = [set(text.candidate_keys()) for text in texts]
    confirmed = [sum(any(key in other for other in keys if other is not own) for key in own) for own in keys]
    members = [again(Member(text).with_confirmed_keys(count)) for text, count in zip(texts, confirmed, strict=True)]
    assert members == [Member(text, count) for text, count in zip(texts, confirmed, strict=True)]
    places = [(0, 1), (0, 2), (1, 2)]
    verdicts = PairComparer().compare([(texts[left], texts[right]) for left, right in places])
    pairs = [(*place, again(it)) for place, it in zip(places, verdicts, strict=True)]
    found = resolve_component(members, pairs, keep=keep, report_near=True)
    assert found == resolved(keep=keep, report_near=True)
    corpus = Corpus(keep=keep, report_near=True)
    for text in texts:
        corpus.add_prepared(text)
    assert corpus.resolve() == found
    first = min(members, key=lambda member: member.sort_key(keep))
    assert found[members.index(first)].outcome == "original"


def test_the_first_text_is_told_by_its_place():
    members = [Member(text) for text in prepared()]
    assert members[2].sort_key("first", place=0) < members[0].sort_key("first", place=1)
    assert members[2].sort_key("first", place=1) > members[0].sort_key("first", place=0)


def test_common_phrases_tell_nothing():
    story, copy, other = prepared()
    common = again(CommonPhrases(story.candidate_keys()))
    assert len(common) == len(story.candidate_keys()) and common == CommonPhrases(story.candidate_keys())
    assert story.candidate_keys(common) == [] and copy.candidate_keys(common)
    assert not PairComparer(common).compare([(story, other)])[0].is_candidate
    assert PairComparer().compare([(story, other)])[0].is_candidate
    assert not story.has_other_facts(copy)
    corpus = Corpus(common_phrases=common)
    for text in ("story", STORY), ("copy", COPY):
        corpus.add(*text)
    assert [it.outcome for it in corpus.resolve()] == ["original", "original"]
    assert repr(CommonPhrases.from_counts([(3, 24, 24), (5, 26, 200)])) == "<CommonPhrases of 1 phrase>"


@pytest.mark.parametrize(
    ("kind", "what"),
    [(Prepared, "prepared text"), (CommonPhrases, "table of common phrases"), (Member, "member"), (Verdict, "verdict")],
)
def test_bytes_of_something_else_are_refused(kind, what):
    with pytest.raises(ValueError, match=f"the bytes of a {what} are damaged or of another version: "):
        kind.from_bytes(b"\xff" * 40)


def test_options_of_a_component_are_checked():
    with pytest.raises(OptionError) as error:
        resolve_component([], [], min_coverage=2)
    assert str(error.value) == "option `min_coverage` is 2, but must be from 0 to 1"
    assert resolve_component([], []) == []
