"""Which picture a reply has, and what it says to those who do not see it."""

from __future__ import annotations

from dataclasses import replace

from bot.replies.blocks import Block, BlockKind, Reply, Run
from bot.replies.chart import Bar, Chart, Step, bars_of, days_between, marks_at, step_for
from bot.replies.cut import cut_text
from bot.replies.dates import in_words, span_in_words
from bot.replies.words import Number, joined, number, words
from store.overview.model import Activity, Timeline

_NAME = 60
_RARE = 1.0
"""Articles a day below which months and years are counted, not averaged."""


def articles_chart(activity: Activity) -> Chart | None:
    """Articles a day over the archive's time; None where no article has a date."""
    if not activity.counts:
        return None
    often = activity.dated / days_between(activity.counts) >= _RARE
    step = step_for(activity.counts, Step.DAY if often else Step.MONTH)
    bars = bars_of(activity.counts, step, a_day=often)
    match (step, often):
        case (Step.DAY, _):
            title = words("Articles a day")
        case (Step.MONTH, True):
            title = words("Articles a day, average of each month")
        case (Step.YEAR, True):
            title = words("Articles a day, average of each year")
        case (Step.MONTH, False):
            title = words("Articles a month")
        case _:
            title = words("Articles a year")
    summary = _summary(title, bars)
    return Chart("articles", title, summary, summary, step, bars)


def statements_chart(name: str, activity: Activity) -> Chart | None:
    """A speaker's statements a month; None where none has a date."""
    if not activity.counts:
        return None
    step = step_for(activity.counts, Step.MONTH)
    bars = bars_of(activity.counts, step)
    title = _statements(_short(name), step)
    summary = _summary(title, bars)
    return Chart("statements", title, summary, summary, step, bars)


def timeline_chart(found: Timeline) -> Chart | None:
    """When a speaker spoke of a topic, with the numbers of the steps that the reply shows."""
    if not found.steps:
        return None
    counts = found.activity.counts
    step = step_for(counts, Step.DAY)
    bars = bars_of(counts, step)
    dates = [each.passage.citation.published for each in found.steps]
    speaker, topic = _short(found.question.speaker), _short(found.question.about)
    title = _statements(
        words("{speaker} on {topic}", speaker=speaker, topic=topic) if topic else speaker, step
    )
    summary = _summary(title, bars)
    alt = words(
        "{summary} Numbered: {steps}.",
        summary=summary,
        steps=joined(
            ", ", (joined(" – ", (str(at), in_words(day))) for at, day in enumerate(dates, 1))
        ),
    )
    return Chart("timeline", title, summary, alt, step, bars, marks_at(bars, dates))


def picture_note(chart: Chart) -> Block:
    """What a picture says, in the reply itself."""
    return Block(BlockKind.NOTE, (Run(chart.summary),))


def with_picture(reply: Reply, chart: Chart | None) -> Reply:
    """The reply with a picture, and with what it says at the end; for the asker alone there is none."""
    if chart is None or reply.private:
        return reply
    return replace(reply, blocks=(*reply.blocks, picture_note(chart)), picture=chart)


def _statements(whose: str, step: Step) -> str:
    match step:
        case Step.DAY:
            return words("{whose}: statements a day", whose=whose)
        case Step.MONTH:
            return words("{whose}: statements a month", whose=whose)
    return words("{whose}: statements a year", whose=whose)


def _summary(title: str, bars: tuple[Bar, ...]) -> str:
    most = max(bars, key=lambda bar: bar.value)
    return words(
        "Bar chart. {title}, {span}. The most: {most} ({when}).",
        title=title,
        span=span_in_words(bars[0].when, bars[-1].when),
        most=number_text(most.value),
        when=in_words(most.when),
    )


def number_text(value: float) -> Number:
    """``1,204``, or with one decimal what is no whole number and small."""
    return number(value, 0 if value >= 10 or value == int(value) else 1)


def _short(text: str) -> str:
    return cut_text(" ".join(text.split()), _NAME)
