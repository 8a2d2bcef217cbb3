"""Copies across documents."""

import pickle

import pytest

from copydesk import Corpus, OptionError, candidate_keys, verdict

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
