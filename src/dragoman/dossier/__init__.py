"""The dossier: the questions that people ask of what has been read, as pure functions of a ledger's entries.

Each line of an answer holds the entries that it rests on, and so the sentences. Nothing derived is stored.
"""
