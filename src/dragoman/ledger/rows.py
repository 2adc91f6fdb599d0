"""New rows: their keys are the next of their table, which the transaction's turn makes safe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select


def intern(connection: Connection, table: Table, names: Iterable[str]) -> dict[str, int]:
    """The keys of names in a table of names; those that are new are added."""
    wanted = sorted(names)
    found = select(table.c.name, table.c.key).where(table.c.name.in_(wanted))
    keys: dict[str, int] = {row.name: row.key for row in connection.execute(found)}
    new = [name for name in wanted if name not in keys]
    if new:
        first = insert_rows(connection, table, [{"name": name} for name in new])
        keys.update((name, first + number) for number, name in enumerate(new))
    return keys


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert rows under the next keys of ``table``, and give the first of them."""
    first: int = (connection.execute(select(func.max(table.c.key))).scalar() or 0) + 1
    connection.execute(insert(table), [{"key": first + number, **row} for number, row in enumerate(rows)])
    return first
