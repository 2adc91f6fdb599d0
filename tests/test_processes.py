"""Work in processes. The work is always a function that a fresh process can import."""

import itertools
import os
import signal

import pytest

from dragoman.model import DragomanError, UsageError
from dragoman.pipeline import parse_published
from dragoman.processes import map_in_processes


def test_results_come_in_the_order_of_the_work() -> None:
    pieces = range(-40, 0)
    assert list(map_in_processes(abs, pieces, 3)) == [abs(piece) for piece in pieces]


def test_no_work_is_no_result() -> None:
    assert list(map_in_processes(abs, [], 2)) == []


def test_only_a_few_pieces_are_taken_ahead() -> None:
    taken = itertools.count()
    results = map_in_processes(abs, (next(taken) for _ in itertools.count()), 2)
    assert [next(results) for _ in range(10)] == list(range(10))
    assert next(taken) < 10 + 3 * 2 + 1
    results.close()


def test_a_large_piece_and_a_large_result_do_not_wait_for_each_other() -> None:
    pieces = [b"a" * 2_000_000] * 6
    assert list(map_in_processes(bytes.upper, pieces, 2)) == [b"A" * 2_000_000] * 6


def test_a_callers_mistake_is_told_as_it_was_raised() -> None:
    with pytest.raises(UsageError, match="'soon' is no date"):
        list(map_in_processes(parse_published, ["2024-02-08", "soon"], 2))


def test_the_death_of_a_process_is_told_in_a_line() -> None:
    with pytest.raises(DragomanError, match=r"ended before its work \(exit code 3\)"):
        list(map_in_processes(os._exit, [3], 1))


def test_a_process_that_is_killed_is_told_in_a_line() -> None:
    with pytest.raises(DragomanError, match=r"\(killed by SIGKILL\)"):
        list(map_in_processes(signal.raise_signal, [signal.SIGKILL], 1))


def test_ctrl_c_is_left_to_the_parent() -> None:
    assert list(map_in_processes(signal.raise_signal, [signal.SIGINT, signal.SIGINT], 2)) == [None, None]
