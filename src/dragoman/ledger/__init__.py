"""What has been read stays: an append-only record of articles, readings and claims, and of what people said of them.

``open_ledger`` opens one, in an SQLite file or a PostgreSQL database.
"""

from dragoman.ledger.adding import Added
from dragoman.ledger.judging import Judgement
from dragoman.ledger.merging import Merged
from dragoman.ledger.store import Ledger, open_ledger

__all__ = ["Added", "Judgement", "Ledger", "Merged", "open_ledger"]
