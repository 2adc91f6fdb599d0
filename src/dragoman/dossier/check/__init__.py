"""An editor's check of an unpublished text against the record."""

from dragoman.dossier.check.known import Known
from dragoman.dossier.check.remarks import WRONG, Remark, Review
from dragoman.dossier.check.review import CHECKS, check, check_against

__all__ = ["CHECKS", "WRONG", "Known", "Remark", "Review", "check", "check_against"]
