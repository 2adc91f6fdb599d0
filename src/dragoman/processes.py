"""Work spread over processes, its results in the order of the work.

Each process takes one piece at a time and keeps what it has loaded. Pieces are handed out as processes fall idle and
only a few ahead of the results, so a run of any length needs the same memory.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from dragoman.model import DragomanError

Piece = TypeVar("Piece")
Result = TypeVar("Result")

_AHEAD = 3
"""Pieces for each process that may be under way or done out of turn: enough that a long one holds nobody up."""


def map_in_processes(work: Callable[[Piece], Result], pieces: Iterable[Piece], count: int) -> Iterator[Result]:
    """``map(work, pieces)`` in ``count`` processes. ``work`` is a module's function; pieces and results are pickled.

    Raises:
        DragomanError: as ``work`` raised it, or if a process ends before its work does.
    """
    processes: dict[Connection, BaseProcess] = {}
    numbered = enumerate(pieces)
    busy: dict[Connection, int] = {}
    done: dict[int, Result] = {}
    turn, exhausted = 0, False
    try:
        processes.update(_start(work) for _ in range(count))
        idle = list(processes)
        while busy or not exhausted:
            while idle and not exhausted and len(busy) + len(done) < _AHEAD * count:
                try:
                    number, piece = next(numbered)
                except StopIteration:
                    exhausted = True
                else:
                    connection = idle.pop()
                    busy[connection] = number
                    _send(connection, piece, processes[connection])
            for ready in wait(list(busy)) if busy else []:  # wait([]) never returns
                assert isinstance(ready, Connection)
                done[busy.pop(ready)] = _receive(ready, processes[ready])
                idle.append(ready)
            while turn in done:
                yield done.pop(turn)
                turn += 1
    finally:
        for connection, process in processes.items():
            connection.close()
            process.terminate()
            process.join()


def _start(work: Callable[[Any], Any]) -> tuple[Connection, BaseProcess]:
    # Spawned, not forked: a fork takes over locks of threads (onnxruntime's, the progress bar's) that it has not got.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs), daemon=True)
    with _interrupts_held():
        process.start()
    theirs.close()
    return ours, process


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started here never sees Ctrl-C, which a terminal sends to all: to end it is the parent's part."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # else it starts with the process, and lets the signal through as it does
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable[[Any], Any], connection: Connection) -> None:
    """The life of a process: take a piece, send its result, until the other side has gone."""
    with suppress(EOFError, BrokenPipeError):
        while True:
            piece = connection.recv()
            try:
                result = work(piece)
            except DragomanError as error:
                connection.send(error)
            else:
                connection.send(result)


def _send(connection: Connection, piece: object, process: BaseProcess) -> None:
    try:
        connection.send(piece)
    except OSError as error:
        raise _ended(process) from error


def _receive(connection: Connection, process: BaseProcess) -> Any:
    try:
        received = connection.recv()
    except (EOFError, OSError) as error:
        raise _ended(process) from error
    if isinstance(received, DragomanError):
        raise received
    return received


def _ended(process: BaseProcess) -> DragomanError:
    process.join(timeout=5)
    code = process.exitcode
    how = f"killed by {signal.Signals(-code).name}" if code and code < 0 else f"exit code {code}"
    return DragomanError(f"a worker process ended before its work ({how}); fewer workers need less memory")
