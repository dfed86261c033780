"""A chart as a PNG: dark on an opaque light ground, so that it reads the same in light and dark.

One colour, values written on the bars or an axis, numbers in the marks: nothing is told by colour.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from bot.replies.chart import Chart, Step
from bot.replies.language import ENGLISH, Language
from bot.replies.markup import visible
from bot.replies.pictures import number_text
from bot.replies.words import said

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SIZE, _DPI = (6.4, 3.4), 150
_GROUND, _INK, _FAINT, _BARS = "#ffffff", "#1a1a1a", "#c8c8c8", "#1f5fa8"
_FONT, _TITLE = 11, 13
_WRITTEN = 12
"""Bars up to this number carry their values, and need no axis for them."""
_TICKS = 6
_TITLE_ROOM = 58
"""Characters of a title that fit on its line."""
_NEAR = 0.045
"""Share of the width below which two marks would overlap."""
_KEPT = 64
_lock = Lock()  # matplotlib's fonts are not for several threads


@lru_cache(maxsize=_KEPT)
def png(chart: Chart, language: Language = ENGLISH) -> bytes:
    """Draw a chart that has bars, its dates and numbers in ``language``. Takes some 0.1 s; the first time 1 s more, to load matplotlib."""
    with _lock:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        with rc_context({"font.size": _FONT, "font.family": "DejaVu Sans"}):
            figure = Figure(figsize=_SIZE, dpi=_DPI, facecolor=_GROUND, layout="constrained")
            FigureCanvasAgg(figure)
            _draw(figure, chart, language)
            target = io.BytesIO()
            figure.savefig(target, format="png", facecolor=_GROUND, metadata={"Software": None})
        return target.getvalue()


def _draw(figure: Figure, chart: Chart, language: Language) -> None:
    axes = figure.add_subplot()
    axes.set_facecolor(_GROUND)
    heights = [bar.value for bar in chart.bars]
    top = max(heights, default=0.0) or 1.0
    axes.bar(range(len(heights)), heights, width=0.8 if len(heights) < 100 else 1.0, color=_BARS)
    figure.suptitle(
        _printable(chart.title), x=0.01, ha="left", color=_INK, fontsize=_TITLE, parse_math=False
    )
    rows = _mark(axes, chart, top)
    axes.set_ylim(0, top * (1.12 + 0.16 * rows))
    edge = 0.6 if len(heights) > 3 else 1.6
    axes.set_xlim(-edge, len(heights) - 1 + edge)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_INK)
    if len(heights) <= _WRITTEN:
        _write(axes, enumerate(heights), language)
        axes.set_yticks([])
    else:
        _rule(axes, heights, top, language)
        if not chart.marks:
            _write(axes, [(heights.index(top), top)], language)
    _name_times(axes, chart, language)


def _write(axes: Axes, values: Iterable[tuple[int, float]], language: Language) -> None:
    """Values on their bars, given as ``(bar, value)``."""
    for at, height in values:
        if height:
            axes.annotate(
                said(number_text(height), language),
                (at, height),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                va="bottom",
                color=_INK,
            )


def _rule(axes: Axes, heights: list[float], top: float, language: Language) -> None:
    """A faint line at a few round values, each named at the left."""
    from matplotlib.ticker import MaxNLocator

    whole = all(height == int(height) for height in heights)
    ticks = MaxNLocator(nbins=3, integer=whole).tick_values(0, top)
    values = [float(value) for value in ticks if 0 <= value <= top * 1.1]
    names = [said(number_text(value), language) for value in values]
    axes.set_yticks(values, names, color=_INK)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color=_FAINT, linewidth=0.8)
    axes.set_axisbelow(True)


def _name_times(axes: Axes, chart: Chart, language: Language) -> None:
    """Names of some of the bars: the first, the last, and between them as many as there is room for."""
    last = len(chart.bars) - 1
    count = min(_TICKS, last + 1)
    places = sorted({round(at * last / max(1, count - 1)) for at in range(count)})
    names = [_short(chart.bars[at].when, chart.step, language) for at in places]
    axes.set_xticks(places, names, color=_INK)
    axes.tick_params(axis="x", length=3, color=_INK)


def _short(when: str, step: Step, language: Language) -> str:
    """``Mar 2003``; ``11 Sep`` over its year; ``2003``."""
    if step is not Step.DAY:
        return language.date(when, short=True)
    return f"{language.date(f'-{when[4:]}', short=True)}\n{when[:4]}"


def _mark(axes: Axes, chart: Chart, top: float) -> int:
    """Write the numbers over their bars, those that are too near to each other one above the other.

    Returns how many rows they take.
    """
    ends: list[float] = []
    width = max(1, len(chart.bars) - 1)
    for mark in chart.marks:
        place = mark.bar / width
        row = next((at for at, end in enumerate(ends) if place - end >= _NEAR), len(ends))
        ends[row : row + 1] = [place]
        axes.text(
            mark.bar,
            top * (1.16 + 0.16 * row),
            mark.label,
            ha="center",
            va="center",
            color=_GROUND,
            fontsize=_FONT,
            bbox={"boxstyle": "circle,pad=0.25", "facecolor": _INK, "edgecolor": _INK},
        )
        stem = [chart.bars[mark.bar].value, top * (1.1 + 0.16 * row)]
        axes.plot([mark.bar] * 2, stem, color=_INK, linewidth=0.8)
    return len(ends)


def _printable(title: str) -> str:
    """One line of a title in characters that the font has, "…" for a stretch of others."""
    known: Any = _characters()
    text = "".join(ch if ord(ch) in known else "\ufffd" for ch in visible(" ".join(title.split())))
    while "\ufffd\ufffd" in text:
        text = text.replace("\ufffd\ufffd", "\ufffd")
    text = text.replace("\ufffd", "…")
    return text if len(text) <= _TITLE_ROOM else "…" + text[-_TITLE_ROOM + 1 :]


@lru_cache(maxsize=1)
def _characters() -> frozenset[int]:
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(findfont("DejaVu Sans")).get_charmap())
