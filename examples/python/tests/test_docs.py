"""The examples of the documentation run, and the stubs name what there is."""

import ast
import doctest
import importlib.util
import inspect
import re
from pathlib import Path

import copydesk
import copydesk._copydesk as compiled


def test_examples_of_docstrings():
    finder = doctest.DocTestFinder()
    found = finder.find(copydesk) + finder.find(compiled, globs=vars(copydesk))
    found = [it for it in found if it.examples]
    named = {it.name for it in found}
    assert {"copydesk", "copydesk.clean", "copydesk.Article", "copydesk.Cleaner.clean_batch", "copydesk.Corpus", "copydesk._copydesk.verdict"} <= named
    runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    for example in found:
        runner.run(example)
    assert runner.summarize().failed == 0


def blocks_of(document):
    """The blocks of Python, and the packages that the comment before each one says it needs."""
    form = re.compile(r"(?:<!-- needs (.+?) -->\n)?```python\n(.+?)```", re.DOTALL)
    return [(needs, code) for needs, code in form.findall(document.read_text(encoding="utf-8"))]


def run(code, names):
    """Runs statements; an expression gives what the comment behind it says."""
    lines, checked = code.splitlines(), 0
    for statement in ast.parse(code).body:
        source = ast.unparse(statement)
        if not isinstance(statement, ast.Expr):
            exec(source, names)
            continue
        value = eval(source, names)
        comment = lines[statement.end_lineno - 1].encode()[statement.end_col_offset :].decode()
        if value is None and not comment:
            continue
        assert comment.strip() == f"# {value!r}", source
        checked += 1
    return checked


def test_examples_of_the_readme():
    names, checked = {}, 0
    for needs, code in blocks_of(Path(__file__).parent.parent / "README.md"):
        if all(importlib.util.find_spec(package) for package in needs.split()):
            checked += run(code, names)
    assert checked >= 13


def public(members):
    return {name for name in members if not name.startswith("_")}


def test_stubs_name_what_there_is():
    stub = ast.parse(Path(copydesk.__file__).with_name("_copydesk.pyi").read_text())
    stubs = {it.name: it for it in stub.body if isinstance(it, ast.ClassDef)}
    inherited = public(it.name for it in stubs["_Record"].body if isinstance(it, ast.FunctionDef))
    classes = {name: it for name, it in vars(compiled).items() if inspect.isclass(it)}
    for name, found in classes.items():
        members = public(it.name for it in stubs[name].body if isinstance(it, ast.FunctionDef))
        if any(getattr(base, "id", "") == "_Record" for base in stubs[name].bases):
            members |= inherited
        if name != "OptionError":
            assert members == public(vars(found)), name
            assert all(it.__doc__ for key, it in vars(found).items() if not key.startswith("_")), name
    assert public(stubs) - set(classes) == {"LearnedLine"}
    assert set(classes) <= set(copydesk.__all__)


def test_stubs_have_the_options_and_their_defaults():
    stub = ast.parse(Path(copydesk.__file__).with_name("_copydesk.pyi").read_text())
    cleaner = next(it for it in stub.body if getattr(it, "name", "") == "Cleaner")
    arguments = cleaner.body[0].args
    defaults = [ast.literal_eval(it) for it in arguments.kw_defaults]
    assert dict(zip([it.arg for it in arguments.kwonlyargs], defaults)) == copydesk.Cleaner().options
