"""What was read, in formats that other programs take in."""

from dragoman.export.json_lines import json_object

__all__ = ["json_object"]
