"""Dragoman reads the news of a conflict and keeps the record of the talks."""

__version__ = "0.1.0"
