"""Components are those of a search that holds the whole graph."""

import random

import pytest

import session
from components import components


def by_hand(edges):
    component = {node: node for edge in edges for node in edge}
    for left, right in edges:
        ends = component[left], component[right]
        component = {node: min(ends) if of in ends else of for node, of in component.items()}
    return component


def random_graph(seed, nodes, edges):
    draw = random.Random(seed)
    drawn = [draw.sample(range(0, nodes * 7, 7), 2) for _ in range(edges)]
    return [tuple(edge) for edge in drawn]


def test_components(spark, tmp_path):
    way = [(at, at + 1) for at in range(1000, 1064)]
    circle = [(2000 + at, 2000 + (at + 1) % 9) for at in range(9)]
    star = [(3000, other) for other in range(3001, 3050)]
    both_directions = [(4001, 4002), (4002, 4001), (4004, 4003), (4005, 4005)]
    edges = way + circle + star + both_directions + random_graph(1, 120, 90)
    stages = session.Stages(session.Folder(spark, str(tmp_path / "stages")), {})
    found, turns = components(
        stages, "components", spark.createDataFrame(edges, "left long, right long")
    )
    assert dict(found.collect()) == {
        node: of for node, of in by_hand(edges).items() if node != 4005
    }
    # The way of 64 edges takes the most: each turn ties twice as much of it together.
    assert turns <= 8


def test_no_edges(spark, tmp_path):
    stages = session.Stages(session.Folder(spark, str(tmp_path / "stages")), {})
    found, turns = components(
        stages, "components", spark.createDataFrame([], "left long, right long")
    )
    assert (found.collect(), turns) == ([], 2)


def test_stages_of_another_run_are_refused(spark, tmp_path):
    folder = session.Folder(spark, str(tmp_path / "stages"))
    session.Stages(folder, {"keep": "first", "out": "a"})
    session.Stages(folder, {"keep": "first", "out": "a"})
    with pytest.raises(session.Refused) as error:
        session.Stages(folder, {"keep": "longest", "out": "a"})
    said = (
        "holds the stages of another run (keep differ): delete it, "
        "or name another folder with --stages"
    )
    assert str(error.value) == f"{tmp_path}/stages {said}"
