"""Every regular expression of ``bot`` and ``store``, how it is run, and texts that are hard for it.

The texts come from the pattern itself: what each of its repeats and alternatives takes, over and over.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import bot
import store

METHODS = "match search fullmatch finditer findall sub subn split scanner".split()
_ANCHORED = {"match", "fullmatch"}
_LONG = 40
"""Repeats of fewer characters can't be pumped."""
_ALTERNATIVES = 3
_LETTERS = 'aA1 .,"\n-é“'
_COMMON = [*" \naA1-.\"“'([<", " \n", "A ", "1,", "1.", "a ", "a.", "Aa ", "a b"]
_CATEGORIES = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_NOT_WORD: " ",
}


@dataclass(frozen=True)
class Found:
    """A pattern and where it was found."""

    pattern: re.Pattern[Any]
    where: str
    methods: frozenset[str]
    """Those that it is run with; empty where that could not be told."""

    @property
    def run(self) -> Callable[[Any], object]:
        """Run it as the code does: a search tries every place, a match only the first."""
        if self.methods and self.methods <= _ANCHORED:
            return self.pattern.fullmatch if "fullmatch" in self.methods else self.pattern.match
        return self.pattern.findall


def modules() -> Iterator[ModuleType]:
    for root in (bot, store):
        for each in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            if not each.name.endswith("__main__"):
                yield importlib.import_module(each.name)


def patterns(given: dict[str, list[str]]) -> tuple[list[Found], list[str]]:
    """All patterns, each once, and the calls whose pattern could not be told.

    ``given``: of a module, patterns that its functions put together.
    """
    found: dict[re.Pattern[Any], Found] = {}
    unknown: list[str] = []
    for module in modules():
        tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
        for pattern, name in _held(module):
            found.setdefault(
                pattern, Found(pattern, f"{module.__name__}.{name}", _methods(tree, name))
            )
        for call in _calls(tree):
            where = f"{module.__name__}:{call.lineno}"
            method = call.func.attr  # type: ignore[attr-defined]
            methods = frozenset({method} & set(METHODS))
            try:
                text = eval(ast.unparse(call.args[0]), vars(module))
                made = re.compile(text, re.IGNORECASE if "IGNORECASE" in ast.unparse(call) else 0)
                found.setdefault(made, Found(made, where, methods))
            except NameError:
                unknown += [] if module.__name__ in given else [f"{where} {ast.unparse(call)}"]
        for text in given.get(module.__name__, ()):
            made = re.compile(text)
            found.setdefault(made, Found(made, module.__name__, frozenset()))
    return list(found.values()), unknown


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in (*METHODS, "compile")
        ):
            yield node


def _held(module: ModuleType) -> Iterator[tuple[re.Pattern[Any], str]]:
    """Compiled patterns in a module's globals, in what these hold, and in its classes."""
    stack = [(value, name, 0) for name, value in vars(module).items()]
    while stack:
        value, name, depth = stack.pop()
        if isinstance(value, re.Pattern):
            yield value, name
        elif depth > 4:
            continue
        elif isinstance(value, list | tuple | set | frozenset):
            stack += [(each, name, depth + 1) for each in value]
        elif isinstance(value, dict):
            stack += [(each, name, depth + 1) for pair in value.items() for each in pair]
        elif isinstance(value, type) and value.__module__ == module.__name__:
            stack += [(each, name, depth + 1) for each in vars(value).values()]
        elif type(value).__module__.split(".")[0] in ("bot", "store"):
            stack += [(each, name, depth + 1) for each in getattr(value, "__dict__", {}).values()]


def _methods(tree: ast.AST, name: str) -> frozenset[str]:
    """The methods called on ``name`` in its module, or on what is taken from it in a loop."""
    names = {name}
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            parts = {each.id for each in ast.walk(node.iter) if isinstance(each, ast.Name)}
            if name in parts:
                names |= {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}
    return frozenset(
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in names
        and node.attr in METHODS
    )


def hard_texts(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """(beginning, what to repeat behind it), the shortest first."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    texts = {("", each) for each in _COMMON}
    pumped: set[tuple[str, str]] = set()
    for alternative in range(_ALTERNATIVES):
        _pump(tree, "", pumped, alternative)
        whole = _example(tree, alternative)
        texts |= {("", whole), ("", f"{whole} "), ("", f" {whole}")}
        parts = [whole[:end] for end in range(1, min(len(whole), _LONG))]
        texts |= {("", part + end) for part in parts for end in ("", " ")}
    for before, piece in pumped:
        texts |= {(before, piece), *(("", f"{before}{piece}{end}") for end in ("", " ", "\n"))}
    return sorted((text for text in texts if text[1]), key=lambda text: (len("".join(text)), text))


def _pump(items: Any, before: str, pumped: set[tuple[str, str]], alternative: int) -> None:
    for code, value in items:
        match code:
            case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
                _, most, inner = value
                if most is op.MAXREPEAT or most >= _LONG:
                    pumped |= {(before, _example(inner, n)) for n in range(_ALTERNATIVES)}
                _pump(inner, before, pumped, alternative)
            case op.SUBPATTERN:
                _pump(value[-1], before, pumped, alternative)
            case op.ATOMIC_GROUP:
                _pump(value, before, pumped, alternative)
            case op.BRANCH:
                for branch in value[1]:
                    _pump(branch, before, pumped, alternative)
        before += _one(code, value, alternative)


def _example(items: Any, alternative: int) -> str:
    """A text that the pattern takes, but for what it looks at around it."""
    return "".join(_one(code, value, alternative) for code, value in items)


def _one(code: Any, value: Any, alternative: int) -> str:
    match code:
        case op.LITERAL:
            return chr(value)
        case op.NOT_LITERAL:
            return "b" if value == ord("a") else "a"
        case op.ANY:
            return "a"
        case op.IN:
            taken = _taken(value)
            return taken[alternative % len(taken)]
        case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
            least, _, inner = value
            return _example(inner, alternative) * (least or bool(alternative))
        case op.SUBPATTERN:
            return _example(value[-1], alternative)
        case op.ATOMIC_GROUP:
            return _example(value, alternative)
        case op.BRANCH:
            return _example(value[1][alternative % len(value[1])], alternative)
    return ""


def _taken(members: Any) -> list[str]:
    """Some characters of a class."""
    if members[0][0] is op.NEGATE:
        inside = re.compile(_as_class(members[1:]))
        return [ch for ch in _LETTERS if not inside.match(ch)] or ["中"]
    chosen: list[str] = []
    for code, value in members:
        if code is op.LITERAL:
            chosen.append(chr(value))
        elif code is op.RANGE:
            chosen += map(chr, value)
        else:
            chosen.append(_CATEGORIES[value])
    return chosen


_WRITTEN = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_NOT_WORD: r"\W",
}


def _as_class(members: Any) -> str:
    parts: list[str] = []
    for code, value in members:
        if code is op.LITERAL:
            parts.append(re.escape(chr(value)))
        elif code is op.RANGE:
            parts.append("-".join(re.escape(chr(each)) for each in value))
        else:
            parts.append(_WRITTEN[value])
    return f"[{''.join(parts)}]"
