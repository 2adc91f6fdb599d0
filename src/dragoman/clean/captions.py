"""Tells a picture's caption from a paragraph, by the credit that it ends or begins with.

"Delegates arrive in Doha. Photograph: A. Said/Reuters" is a caption; "the photograph shows a convoy" is none.
"""

from __future__ import annotations

import re

_LONGEST = 500  # characters
_LONGEST_CREDIT = 160
_NAME = r"[A-ZÀ-Þ][\w'’.À-ÿ-]*(?:\s+(?:[A-ZÀ-Þ][\w'’.À-ÿ-]*|of|for|via|de|da|del|al)){0,6}"
_LABEL = (
    r"photographs?|photos?|photo by|photograph by|photo credit|picture|image|image credit|credit|file photo|file|"
    r"courtesy of|"
    r"foto|fotos|fotografía|imagen|crédito|créditos|imagem|fotografia|crédit|crédits|crédit photo|illustration"
)
_ENDS_WITH_CREDIT = re.compile(
    rf"(?:\b(?i:{_LABEL})\s*[:©]\s*{_NAME}(?:\s*[/|,]\s*{_NAME})*"  # Photograph: A. Said/Reuters
    rf"|[\[(](?i:{_LABEL})\b[^\[\]()]{{0,80}}[\])]"  # [File: A. Said/AFP]
    rf"|[\[(]{_NAME}\s*/\s*{_NAME}(?:\s*/\s*{_NAME})?[\])]"  # (A. Said/AFP)
    rf"|\((?:[^()]{{0,60}}\s)?(?:via\s+)?(?:Getty Images|Shutterstock)\)"
    rf"|\b{_NAME}\s*/\s*(?:Getty Images|AFP|AP|Reuters|REUTERS|EPA|EFE|Lusa|LUSA|Anadolu|Xinhua|Bloomberg)"
    rf"(?: via [\w ]+)?"
    rf"|\b(?:AP|AFP|EPA|Reuters|EFE) Photo(?:/{_NAME})?)\W*$"
)
_BEGINS_WITH_LABEL = re.compile(
    r"(?:PHOTOS?|Photos?|FOTOS?|Fotos?|Legenda|LEGENDA|Légende|Caption|CAPTION|Pie de foto|FILE PHOTO|FILE)\s*[:–—]"
    r"|\W*\(PHOTOGRAPH BY\b"
)


def is_caption(line: str) -> bool:
    """Whether the line is a caption: it has a picture's credit at its end, or says so at its beginning."""
    if len(line) > _LONGEST:
        return False
    return bool(_BEGINS_WITH_LABEL.match(line) or _ENDS_WITH_CREDIT.search(line, max(0, len(line) - _LONGEST_CREDIT)))
