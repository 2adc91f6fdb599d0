"""From terms to periods: the publication date, the dates before and the tense decide what words leave open.

*Wednesday* in an article of Thursday 8 February 2024 is the day before if the verb looks back. What can't be known
stays unresolved, with the reason: no fallback is silent. One `Resolver` reads one text's mentions in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dragoman.extract.dates import periods
from dragoman.extract.dates.grammar import Mention
from dragoman.extract.dates.periods import OutOfCalendar, Period, Stamp
from dragoman.extract.dates.reckoning import (
    SPAN_MONTHS,
    Unresolved,
    cut,
    dated,
    ended,
    in_year,
    is_day,
    is_just_ahead,
    is_just_behind,
    is_week_just_ending,
    is_year_before,
    moved,
    nearest_year,
    nth,
    quarter_near,
    year_of_weekday,
)
from dragoman.extract.dates.story import OLD_YEARS, is_explicit, is_history, years_of_days
from dragoman.extract.dates.tense import Direction
from dragoman.extract.dates.terms import (
    Base,
    Calendar,
    Decade,
    Ending,
    Length,
    Likewise,
    Ordinal,
    Range,
    Recurring,
    Shift,
    Stretch,
    Term,
    Unit,
    Unknowable,
    Vague,
)

UNPUBLISHED = "the publication date is not known"
_COARSE_PUBLISHED = "the publication date is not known to the {unit}"
_NO_TEXT_DATE = "no date before it in the text to count from"
_COARSE_TEXT = "the date before it in the text is not known to the {unit}"
_NO_NUMBER = "the words do not say how many ({unit})"
_BACKWARDS = "the range ends before it begins"
_AHEAD = "the verb looks back, yet the day comes only weeks after publication"
_FAR_AWAY = "out of the calendar's range"

_MONTHS_BACK = 5  # a story goes on in the same year unless that leads back by more months than this
_RECENT = 2  # months
_NEAR = 200  # characters, about a sentence: so far a date of old carries on where the article is none


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention resolves to: a period and the anchor it was counted from, or the reason why not."""

    mention: Mention
    period: Period | None = None
    anchor: str | None = None
    reason: str | None = None


def resolve_mentions(
    mentions: Sequence[Mention],
    published: Stamp | None,
    direction: Callable[[Mention], Direction | None],
    paragraph: Callable[[Mention], int],
) -> tuple[Resolution, ...]:
    """Resolve the dates among a text's mentions, in order; durations, recurring and vague times are passed over.

    ``direction`` tells whether a mention's verb looks back or ahead, ``paragraph`` counts the paragraphs up to it.
    """
    datable = [mention for mention in mentions if not isinstance(mention.term, Length | Recurring | Vague)]
    resolver = _Resolver(published, direction, paragraph, datable)
    return tuple(resolver.resolve(mention) for mention in datable)


class _Resolver:
    """Reads mentions in order and remembers the last date, which the next may count from."""

    def __init__(
        self,
        published: Stamp | None,
        direction: Callable[[Mention], Direction | None],
        paragraph: Callable[[Mention], int],
        mentions: Sequence[Mention],
    ) -> None:
        self._published = published
        self._direction = direction
        self._paragraph = paragraph
        self._history = published is not None and is_history(mentions, published)
        self._named_years = years_of_days(mentions)
        self._text: Period | None = None
        self._text_day: Period | None = None
        self._text_paragraph = 0
        self._quarter: Period | None = None
        self._quarter_paragraph = 0
        self._text_end = 0
        self._mention: Mention  # the one being resolved
        self._anchor: str | None = None

    def resolve(self, mention: Mention) -> Resolution:
        """What one mention resolves to; it then is the date before the next."""
        self._mention, self._anchor = mention, None
        try:
            period = self._period(mention.term)
        except Unresolved as unresolved:
            return Resolution(mention, reason=str(unresolved))
        except OutOfCalendar:
            return Resolution(mention, reason=_FAR_AWAY)
        if self._is_told(mention.term):
            self._remember(period)
        return Resolution(mention, period, self._anchor)

    def _is_told(self, term: Term) -> bool:
        """Whether the story is now at this date: not a span up to now, not a comparison."""
        compared = isinstance(term, Shift) and (term.base == "text" or term.counted) and (term.amount or 0) < 0
        if compared or isinstance(term, Stretch | Likewise):
            return False
        return not (self._history and self._anchor == "published")

    def _remember(self, period: Period) -> None:
        self._text = period
        self._text_paragraph = self._paragraph(self._mention)
        self._text_end = self._mention.span.end
        if period.last.day is not None:
            self._text_day = period
        if period.granularity == "quarter":
            self._quarter = period
            self._quarter_paragraph = self._text_paragraph

    # -- bases

    def _published_to(self, unit: Unit) -> Stamp:
        """The publication date, known at least to the unit."""
        self._anchor = "published"
        if self._published is None:
            raise Unresolved(UNPUBLISHED)
        needed = "year" if SPAN_MONTHS.get(unit, 0) >= 12 else "month" if unit in SPAN_MONTHS else "day"
        known = "day" if self._published.day else "month" if self._published.month else "year"
        if ("year", "month", "day").index(known) < ("year", "month", "day").index(needed):
            raise Unresolved(_COARSE_PUBLISHED.format(unit=needed))
        return self._published

    def _text_to(self, unit: Unit) -> Stamp:
        """The beginning of the date before in the text, known at least to the unit."""
        self._anchor = "text"
        if self._text is None:
            raise Unresolved(_NO_TEXT_DATE)
        stamp = self._text.first
        if SPAN_MONTHS.get(unit, 0) >= 12 or (unit in SPAN_MONTHS and stamp.month) or stamp.day:
            return stamp
        raise Unresolved(_COARSE_TEXT.format(unit="month" if unit in SPAN_MONTHS else "day"))

    def _base(self, base: Base | Term, unit: Unit) -> Stamp:
        if base == "published":
            return self._published_to(unit)
        if base == "text":
            return self._text_to(unit)
        if base == "context":
            return self._text_to(unit) if self._telling() else self._published_to(unit)
        period = self._period(base)
        if unit not in SPAN_MONTHS and period.last.day is None:
            raise Unresolved(f"the date that it counts from is not known to the {unit}")
        return period.first

    def _telling(self) -> bool:
        """Whether the text is telling of the past here: its last date is old, or publication unknown."""
        if self._text is None:
            return False
        near = self._near()
        if self._published is None:
            return near
        old = self._published.year - self._text.first.year > OLD_YEARS
        return old and (self._history or (near and self._text.first.month is not None and self._looks() == "past"))

    def _near(self) -> bool:
        return self._mention.span.start - self._text_end <= _NEAR

    def _looks(self) -> Direction | None:
        return self._direction(self._mention)

    # -- terms

    def _period(self, term: Term) -> Period:
        match term:
            case Calendar():
                return self._calendar(term)
            case Decade(year=year, unit="decade"):
                return periods.decade_period(year)
            case Decade(year=year):
                return periods.century_period(year)
            case Shift():
                return self._shift(term)
            case Stretch():
                return self._stretch(term)
            case Ending():
                return ended(term, self._period(term.last))
            case Ordinal():
                return nth(term, self._period(term.within))
            case Likewise():
                return self._likewise(term)
            case Range():
                return self._range(term)
            case Unknowable(reason=reason):
                raise Unresolved(reason)
            case Length() | Recurring() | Vague():
                raise Unresolved("no date")

    def _calendar(self, term: Calendar) -> Period:
        if term.year is None and term.within is not None:
            term = replace(term, year=self._period(term.within).first.year)
        if term.year is not None:
            return dated(term, term.year)
        if term.month is not None:
            return self._yearless_month(term, term.month)
        if term.season is not None or term.quarter is not None or term.half is not None:
            return self._yearless_stretch(term)
        if term.day is not None:
            return self._day_of_month(term, term.day)
        if term.weekday is not None:
            return self._weekday(term, term.weekday)
        return periods.day_period(self._text_clock_day(), term.part, term.clock)

    def _text_clock_day(self) -> Stamp:
        """The day that a bare time of day belongs to: the last one named in this paragraph or the one before."""
        near = self._paragraph(self._mention) - self._text_paragraph <= 1
        self._anchor = "text"
        if self._text_day is None or not near:
            raise Unresolved("a time of day, and no day before it to belong to")
        return self._text_day.first

    def _weekday(self, term: Calendar, weekday: int) -> Period:
        start = self._text_to("day") if term.base == "text" else self._published_to("day")
        back = (start.weekday - weekday) % 7
        if term.which == -1:
            day = start.plus_days(-(back or 7))
        elif term.which == 1:
            day = start.plus_days(7 - back)
        elif self._looks() == "future" or (term.which == 0 and self._looks() is None):
            day = start.plus_days(-back % 7)
        else:
            day = start.plus_days(-back)
        return periods.day_period(day, term.part, term.clock)

    def _yearless_month(self, term: Calendar, month: int) -> Period:
        if term.which in (-1, 1) and term.base == "text":
            start = self._text_to("month")
            months = (month - (start.month or 1)) % 12 or 12
            return dated(term, start.plus_months(months if term.which == 1 else months - 12 or -12).year)
        told = self._telling() and (self._history or not self._is_recent(month))
        if term.which is None and (self._goes_on(month) if self._published is None else told):
            return dated(term, self._story_year(month))
        published = self._published_to("month" if term.day is None else "day")
        named = self._named_years.get((month, term.day))
        if named is not None and self._looks() != "future" and not self._is_recent(month):
            return dated(term, named)
        target, today = (month, term.day or 0), (published.month or 0, (published.day or 0) if term.day else 0)
        if term.which == 0:
            return dated(term, published.year)
        if term.which == 1 or (term.which is None and self._looks() == "future"):
            year = published.year + (target < today or (term.which == 1 and target == today))
            # "they were to meet on 5 May", told on the 20th
            if term.day and not term.weekday and term.which is None and is_just_behind(published, month, term.day):
                year = published.year - (month > (published.month or 0))
        elif term.which == -1 or self._looks() == "past":
            year = published.year - (target > today or (term.which == -1 and target == today))
            if term.day and not term.weekday and term.which is None and is_just_ahead(published, month, term.day):
                raise Unresolved(_AHEAD)
        else:
            year = nearest_year(published, month, term.day)
        return dated(term, year_of_weekday(term, month, year))

    def _goes_on(self, month: int) -> bool:
        """Whether a month comes right after the date before it, in the text and in time: its year then is plain."""
        if self._text is None or self._text.first.month is None:
            return False
        return self._near() and (month - (self._text.last.month or 12)) % 12 <= _RECENT

    def _is_recent(self, month: int) -> bool:
        """Whether a month without its year is that of publication or not long before: news, not the story."""
        if self._published is None or self._published.month is None:
            return False
        return (self._published.month - month) % 12 <= _RECENT

    def _story_year(self, month: int) -> int:
        """The year of a month in a story: the date before it gives the year, or the next one if that leads far back."""
        start = self._text_to("year")
        return start.year + (start.month is not None and month - start.month < -_MONTHS_BACK)

    def _yearless_stretch(self, term: Calendar) -> Period:
        """A season, quarter or half-year without its year."""
        if term.which is None and self._telling():
            start = self._text_to("year")
            first = dated(term, start.year).first
            return dated(term, start.year + (start.month is not None and (first.month or 1) + 2 < start.month))
        published = self._published_to("month")
        if term.quarter is not None and term.which is None:
            return quarter_near(term, published, ahead=self._looks() == "future")
        candidates = [dated(term, published.year + years) for years in (-2, -1, 0, 1, 2)]
        now = Stamp(published.year, published.month)
        if term.which == 1 or (term.which is None and self._looks() == "future"):
            return next(period for period in candidates if (period.first if term.which else period.last) >= now)
        if term.which == 0:
            running = (period for period in candidates if period.first <= now <= period.last)
            return next(running, dated(term, published.year))
        over = [period for period in candidates if (period.last < now if term.which else period.first <= now)]
        return over[-1]

    def _day_of_month(self, term: Calendar, day: int) -> Period:
        if self._telling():
            start = self._text_to("month")
        else:
            start = self._published_to("day")
            ahead = self._looks() == "future"
            if (day > (start.day or 0)) != ahead and day != start.day:
                start = Stamp(start.year, start.month).plus_months(1 if ahead else -1)
        if not is_day(start.year, start.month or 1, day):
            raise Unresolved("the month has no such day")
        return periods.day_period(Stamp(start.year, start.month or 1, day), term.part, term.clock)

    def _shift(self, term: Shift) -> Period:
        if term.amount is None:
            raise Unresolved(_NO_NUMBER.format(unit=term.unit))
        if (quarter := self._quarter_near()) is not None and is_year_before(term):
            return in_year(quarter, quarter.first.year - 1)
        if term.unit == "quarter" and term.base == "text" and not term.amount:
            return self._quarter_spoken_of()
        told = self._month_told() if term.base == "context" and term.edge == "end" and term.unit == "month" else None
        start = told or self._base(term.base, term.unit)
        if is_week_just_ending(term, start):
            return periods.week_period(start)
        if term.unit == "weekend" and term.amount == 0 and start.weekday < 6 and self._looks() != "future":
            return periods.weekend_period(start.plus_days(-7))
        return moved(start, term)

    def _month_told(self) -> Stamp | None:
        """The month that "later in the month" goes on with: one told of that is over, in a sentence of the past."""
        last = self._text_day if self._text is None or self._text.first.month is None else self._text
        if last is None or last.first.month is None or self._published is None or self._looks() != "past":
            return None
        if (last.first.year, last.first.month) >= (self._published.year, self._published.month or 1):
            return None
        self._anchor = "text"
        return last.first

    def _quarter_near(self) -> Period | None:
        """The quarter that this paragraph or the one before it has named last."""
        near = self._paragraph(self._mention) - self._quarter_paragraph <= 1
        return self._quarter if near or (self._quarter is not None and self._text is self._quarter) else None

    def _likewise(self, term: Likewise) -> Period:
        """The months that the text last named, in another year; that year, where it named no months."""
        year = self._period(term.within)
        base = self._quarter_near() or self._text
        if base is None or base.granularity not in ("month", "quarter", "half_year", "season"):
            return year
        return in_year(base, year.first.year)

    def _quarter_spoken_of(self) -> Period:
        """The quarter that the text last named, else the last one to have ended before publication."""
        if (quarter := self._quarter_near()) is not None:
            self._anchor = "text"
            return quarter
        ended = self._published_to("month").plus_months(-3)
        return periods.quarter_period(ended.year, ((ended.month or 1) + 2) // 3)

    def _stretch(self, term: Stretch) -> Period:
        if term.amount is None:
            raise Unresolved(_NO_NUMBER.format(unit=term.unit))
        start = self._base(term.base, term.unit)
        end = moved(start, Shift(unit=term.unit, amount=term.sign * term.amount, base="published", exact=True))
        near = cut(start, end.first if term.sign < 0 else end.last)
        first, last = (end.first, near) if term.sign < 0 else (near, end.last)
        return Period(granularity=end.granularity, first=first, last=last)

    def _range(self, term: Range) -> Period:
        if isinstance(term.last, Calendar) and term.last.month is not None and not is_explicit(term.last):
            first = self._period(term.first)
            last = dated(term.last, first.first.year)
            if last.last.last_day < first.first.first_day:
                last = dated(term.last, first.first.year + 1)
        else:
            last = self._period(term.last)
            anchor = self._anchor
            first = self._period(term.first)
            self._anchor = anchor or self._anchor
            late = first.first.first_day > last.last.last_day
            if late and isinstance(term.first, Calendar) and term.first.weekday and not term.first.day:
                first = periods.day_period(first.first.plus_days(-7))
        if first.first.first_day > last.last.last_day:
            raise Unresolved(_BACKWARDS)
        return Period(granularity=first.granularity, first=first.first, last=last.last)
