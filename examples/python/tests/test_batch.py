"""Many texts at once: lists and Arrow, on any number of threads."""

import multiprocessing
import threading

import pytest

from copydesk import Cleaner, OptionError

CLEANER = Cleaner()


def one_by_one(texts):
    return [CLEANER.clean(text) if text is not None else [] for text in texts]


@pytest.mark.parametrize("threads", [None, 1, 2, 5])
def test_a_batch_gives_what_each_text_gives(texts, threads):
    wanted = one_by_one(texts)
    assert wanted[0] and wanted[1] and not wanted[2] and not wanted[3]
    assert CLEANER.clean_batch(texts, threads=threads) == wanted
    assert CLEANER.clean_batch(iter(texts), threads=threads) == wanted
    assert CLEANER.clean_batch([], threads=threads) == []


def test_a_batch_of_many_turns_keeps_its_order():
    sacks = "The mill at Oakmouth ground {} sacks of wheat that day, its owner said on Friday."
    body = " ".join(sacks.format(number) for number in range(1500))
    texts = [f"Mill {number} reopens\n\n{body}" for number in range(120)]
    answer = CLEANER.clean_batch(texts, threads=2)
    headlines = [[article.headline for article in articles] for articles in answer]
    assert headlines == [[f"Mill {number} reopens"] for number in range(120)]


def test_arrow_of_every_kind_of_string(texts):
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    wanted = one_by_one(texts)
    for kind in [pa.string(), pa.large_string(), pa.string_view()]:
        array = pa.array(texts, kind)
        assert CLEANER.clean_batch(array) == wanted
        assert CLEANER.clean_batch(array[3:]) == wanted[3:]
        assert CLEANER.clean_batch(pa.chunked_array([array[:2], array[2:]])) == wanted
        batch = pa.record_batch({"id": list(range(len(texts))), "body": array})
        assert CLEANER.clean_batch(batch, column="body") == wanted
        assert CLEANER.clean_batch(batch[3:], column="body") == wanted[3:]
        table = pa.table({"text": array})
        assert CLEANER.clean_batch(table) == wanted
        assert CLEANER.clean_batch(table.to_reader(max_chunksize=2)) == wanted


def test_arrow_that_holds_no_texts():
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    batch = pa.record_batch({"id": [1], "body": ["Mill"]})
    with pytest.raises(KeyError, match="there is no column `text`; the columns are `id`, `body`"):
        CLEANER.clean_batch(batch)
    with pytest.raises(TypeError, match="the texts are of the Arrow type Int64, but must be strings"):
        CLEANER.clean_batch(batch, column="id")
    with pytest.raises(TypeError, match="the texts are of the Arrow type Int64, but must be strings"):
        CLEANER.clean_batch(pa.array([1]))


def test_what_is_no_batch():
    with pytest.raises(TypeError, match="texts is one text, but must be a list of them; use `clean` for one"):
        CLEANER.clean_batch("Mill reopens")
    with pytest.raises(TypeError, match=r"texts\[1\] is of type int, but must be a str or None"):
        CLEANER.clean_batch(["Mill reopens", 3])
    with pytest.raises(OptionError, match="option `threads` is 0, but must be 1 or more"):
        CLEANER.clean_batch([], threads=0)


def test_python_goes_on_while_a_batch_is_cleaned(ferry):
    """Another thread counts in the middle of one call into the library."""
    counted, done = [], threading.Event()

    def count():
        while not done.is_set():
            counted.append(None)
            done.wait(0.001)

    thread = threading.Thread(target=count)
    text = ferry * 20_000
    thread.start()
    before = len(counted)
    CLEANER.clean_batch([text], threads=1)
    after = len(counted)
    done.set()
    thread.join()
    assert after > before + 5


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
def test_a_forked_process_cleans_after_its_parent(texts):
    """As loaders of data sets do it."""
    wanted = CLEANER.clean_batch(texts, threads=2)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(CLEANER.clean_batch, [texts, texts]) == [wanted, wanted]
