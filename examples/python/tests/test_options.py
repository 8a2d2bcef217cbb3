"""Options by keyword and the errors that name them."""

import pickle

import pytest

from copydesk import Cleaner, OptionError


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"max_headline_chars": 5}, "option `max_headline_chars` is 5, but must be from 20 to 2000"),
        ({"max_headline_chars": -1}, "option `max_headline_chars` is -1, but must be a whole number, 0 or more"),
        ({"max_headline_chars": "long"}, "option `max_headline_chars` is 'long', but must be a whole number, 0 or more"),
        ({"near_duplicate_overlap": 1.5}, "option `near_duplicate_overlap` is 1.5, but must be from 0.3 to 1.0"),
        ({"near_duplicate_overlap": float("nan")}, "option `near_duplicate_overlap` is nan, but must be a number"),
        ({"tolerance": "lax"}, "option `tolerance` is 'lax', but must be one of 'low', 'medium', 'high'"),
        ({"input_kind": 3}, "option `input_kind` is 3, but must be one of 'detect', 'page', 'article', 'articles'"),
        ({"nfc": "no"}, "option `nfc` is 'no', but must be True or False"),
        ({"extra_artifacts": "Share"}, "option `extra_artifacts` is 'Share', but must be a list of str"),
        ({"extra_artifacts": [b"Share"]}, "option `extra_artifacts` is [b'Share'], but must be a list of str"),
        ({"learned_artifacts": ["Share"]}, "option `learned_artifacts` is ['Share'], but must be a list of dicts with `line`, `stories` and `documents`"),
        (
            {"extra_agencies": ["Calder Wire", "{n}"]},
            'option `extra_agencies`: entry 1 is "{n}", but must be one line of at most 100 bytes, with a letter and without placeholders',
        ),
    ],
)  # fmt: skip
def test_errors_name_the_option(options, message):
    with pytest.raises(OptionError) as error:
        Cleaner(**options)
    assert str(error.value) == message
    assert error.value.option == next(iter(options))
    assert isinstance(error.value, ValueError)
    again = pickle.loads(pickle.dumps(error.value))
    assert (str(again), again.option) == (message, error.value.option)


def test_an_unknown_option_is_named_beside_those_that_are_known():
    with pytest.raises(TypeError) as error:
        Cleaner(tolerence="low")
    assert str(error.value).startswith(
        "there is no option `tolerence`; the options are `input_kind`, `tolerance`, "
    )


def test_options_change_what_is_removed():
    text = "Mill reopens\n\nRead by 40 people\n\nThe mill at Oakmouth opened again on Sunday.\n"
    paragraphs = lambda **options: Cleaner(**options).clean(text)[0].paragraphs  # noqa: E731
    assert "Read by 40 people" in "\n".join(paragraphs())
    assert "Read by 40 people" not in "\n".join(paragraphs(extra_artifacts=("Read by {n} people",)))


def test_a_cleaner_can_be_pickled_shown_and_compared():
    cleaner = Cleaner(tolerance="high", extra_agencies=["Calder Wire"], near_duplicate_overlap=0.7)
    again = pickle.loads(pickle.dumps(cleaner))
    assert again == cleaner and hash(again) == hash(cleaner)
    assert again.options == cleaner.options
    assert repr(again) == (
        "Cleaner(tolerance='high', near_duplicate_overlap=0.7, extra_agencies=['Calder Wire'])"
    )
    assert cleaner != Cleaner() and repr(Cleaner()) == "Cleaner()"
    assert Cleaner().options["near_duplicate_overlap"] == 0.6
    with pytest.raises(AttributeError):
        cleaner.options = {}
