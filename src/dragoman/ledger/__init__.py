"""The ledger: what has been read stays."""
