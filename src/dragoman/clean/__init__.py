"""Capture → Article: what a page says, without what the page is furnished with."""

from dragoman.clean.cleaning import clean

__all__ = ["clean"]
