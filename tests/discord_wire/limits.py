"""What Discord refuses though its OpenAPI document does not state it. Its numbers, each once, apart from the bot's.

Sources: the reference pages on messages, components, interactions and files at https://docs.discord.com/developers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

Json = Any
Found = Iterator[str]
"""A JSON pointer and what is wrong there."""

CONTENT = 2000
ROWS, ROW_BUTTONS = 5, 5
LAYOUT_COMPONENTS, LAYOUT_TEXT = 40, 4000
EMBEDS_TEXT = 6000
CUSTOM_ID = 100
CHOICE_VALUE = 100
FILES = 10
UPLOAD = 10 * 1024 * 1024
"""Bytes of one file where nobody pays Discord for more."""
MODAL_COMPONENTS = 5
SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SILENT, VOICE, LAYOUT = (
    1 << bit for bit in (2, 6, 7, 12, 13, 15)
)
MAY_BE_SET = SUPPRESS_EMBEDS | SILENT | VOICE | LAYOUT
ROW, BUTTON, STRING_SELECT, TEXT = 1, 2, 3, 10
SELECTS = frozenset({STRING_SELECT, 5, 6, 7, 8})
LINK, PREMIUM = 5, 6
"""Button styles."""
MESSAGE_NOW, DEFERRED, UPDATE_LATER, UPDATE, AUTOCOMPLETE, MODAL = 4, 5, 6, 7, 8, 9


class Upload(NamedTuple):
    """A file of a multipart body: ``files[0]``, its name, its bytes."""

    field: str
    name: str
    data: bytes = b""


def refused_message(
    message: Mapping[str, Json],
    files: Sequence[Upload] = (),
    *,
    at: str = "",
    of_interaction: bool = False,
    is_edit: bool = False,
) -> Found:
    """A message's body, in whatever request it stands at the pointer ``at``."""
    flags = message.get("flags") or 0
    listed = list(_walk(message.get("components") or [], f"{at}/components"))
    # An edit need not repeat the flag that its message has.
    is_layout = bool(flags & LAYOUT) or (is_edit and any(map(_needs_layout, listed)))
    beside = [name for name in ("content", "embeds", "poll", "sticker_ids") if message.get(name)]
    allowed = MAY_BE_SET | (EPHEMERAL if of_interaction else 0)
    if flags & ~allowed:
        yield f"{at}/flags: {flags & ~allowed} may not be set by a bot"
    if is_layout:
        for name in beside:
            yield f"{at}/{name}: nothing but components may be sent with the flag of layouts"
        yield from _layout(listed, at)
    else:
        yield from _rows(message, listed, at)
    if not (is_edit or listed or files) and (
        not beside or (beside == ["content"] and not message["content"].strip())
    ):
        yield f"{at or '/'}: an empty message"
    yield from _embeds(message.get("embeds") or (), at)
    yield from _components(listed)
    yield from _mentions(message.get("allowed_mentions") or {}, at)
    yield from _files(message, listed, files, at, is_edit)


def _needs_layout(listed: tuple[str, Json]) -> bool:
    return listed[1].get("type") not in {ROW, BUTTON, *SELECTS}


def _rows(message: Mapping[str, Json], listed: Sequence[tuple[str, Json]], at: str) -> Found:
    """A message of text with buttons under it."""
    content, rows = message.get("content") or "", message.get("components") or ()
    if len(content) > CONTENT:
        yield f"{at}/content: {len(content)} characters, of at most {CONTENT}"
    if len(rows) > ROWS:
        yield f"{at}/components: {len(rows)} rows, of at most {ROWS}"
    for pointer, _ in filter(_needs_layout, listed):
        yield f"{pointer}: needs the flag of layouts"


def _walk(components: Sequence[Json], at: str) -> Iterator[tuple[str, Json]]:
    """All components with their pointers, nested ones behind what holds them."""
    for number, each in enumerate(components):
        pointer = f"{at}/{number}"
        yield pointer, each
        yield from _walk(each.get("components") or (), f"{pointer}/components")
        for name in ("accessory", "component"):
            if each.get(name):
                yield f"{pointer}/{name}", each[name]


def _layout(listed: Sequence[tuple[str, Json]], at: str) -> Found:
    if len(listed) > LAYOUT_COMPONENTS:
        yield f"{at}/components: {len(listed)} with nested ones, of at most {LAYOUT_COMPONENTS}"
    texts = [(pointer, each.get("content") or "") for pointer, each in listed if _is(each, TEXT)]
    length = sum(len(text) for _, text in texts)
    if length > LAYOUT_TEXT:
        yield f"{at}/components: {length} characters of text, of at most {LAYOUT_TEXT}"
    for pointer, text in texts:
        if not text.strip():
            yield f"{pointer}/content: blank"


def _components(listed: Sequence[tuple[str, Json]]) -> Found:
    for name in ("custom_id", "id"):
        counted = Counter(each[name] for _, each in listed if each.get(name))
        for value, times in counted.items():
            if times > 1:
                yield f"{listed[0][0].rsplit('/', 1)[0]}: {name} {value!r} {times} times"
    for pointer, each in listed:
        if len(each.get("custom_id") or "") > CUSTOM_ID:
            yield f"{pointer}/custom_id: {len(each['custom_id'])} characters, of at most {CUSTOM_ID}"
        if _is(each, ROW):
            yield from _row(each, pointer)
        elif _is(each, BUTTON):
            yield from _button(each, pointer)
        elif each.get("type") in SELECTS:
            yield from _select(each, pointer)


def _row(row: Json, at: str) -> Found:
    kinds = [each.get("type") for each in row.get("components") or ()]
    if len(kinds) > ROW_BUTTONS:
        yield f"{at}: {len(kinds)} buttons, of at most {ROW_BUTTONS}"
    if len(kinds) > 1 and any(kind != BUTTON for kind in kinds):
        yield f"{at}: a menu stands alone in its row"


def _button(button: Json, at: str) -> Found:
    style = button.get("style")
    has_id, has_link = bool(button.get("custom_id")), bool(button.get("url"))
    if style == LINK and (has_id or not has_link):
        yield f"{at}: a link button has a url and no custom_id"
    if style not in (LINK, PREMIUM) and (has_link or not has_id):
        yield f"{at}: a button has a custom_id and no url"
    if has_link and urlsplit(button["url"]).scheme not in ("http", "https", "discord"):
        yield f"{at}/url: only http, https and discord"
    if style != PREMIUM and not ((button.get("label") or "").strip() or button.get("emoji")):
        yield f"{at}: neither a label nor an emoji"


def _select(menu: Json, at: str) -> Found:
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    if least > most:
        yield f"{at}/min_values: {least} is above max_values, {most}"
    if len(menu.get("default_values") or ()) > most:
        yield f"{at}/default_values: more than max_values, {most}"
    if menu["type"] != STRING_SELECT:
        return
    options = menu.get("options") or ()
    if most > len(options):
        yield f"{at}/max_values: {most}, of {len(options)} options"
    if sum(bool(each.get("default")) for each in options) > most:
        yield f"{at}/options: more defaults than max_values, {most}"
    yield from _twice([each.get("value") for each in options], f"{at}/options", "value")


def _embeds(embeds: Sequence[Json], at: str) -> Found:
    length = 0
    for each in embeds:
        texts = [each.get("title"), each.get("description")]
        texts += [(each.get("footer") or {}).get("text"), (each.get("author") or {}).get("name")]
        for field in each.get("fields") or ():
            texts += [field.get("name"), field.get("value")]
        length += sum(len(text or "") for text in texts)
    if length > EMBEDS_TEXT:
        yield f"{at}/embeds: {length} characters in all, of at most {EMBEDS_TEXT}"


def _mentions(allowed: Mapping[str, Json], at: str) -> Found:
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or ()) and allowed.get(kind):
            yield f"{at}/allowed_mentions: {kind} both parsed and listed"


def _files(
    message: Mapping[str, Json],
    listed: Sequence[tuple[str, Json]],
    files: Sequence[Upload],
    at: str,
    is_edit: bool,
) -> Found:
    if len(files) > FILES:
        yield f"{at}/attachments: {len(files)} files, of at most {FILES}"
    by_number = {}
    for each in files:
        named = re.fullmatch(r"files\[(\d+)\]", each.field)
        if named is None:
            yield f"{each.field}: a file is named files[0], files[1] …"
        else:
            by_number[named[1]] = each
        if len(each.data) > UPLOAD:
            yield f"{each.field}: {len(each.data)} bytes, of at most {UPLOAD}"
    attachments = message.get("attachments") or ()
    yield from _twice([str(each.get("id")) for each in attachments], f"{at}/attachments", "id")
    for number, each in enumerate(attachments):
        upload = by_number.get(str(each.get("id")))
        if upload is None and not is_edit:
            yield f"{at}/attachments/{number}: there is no files[{each.get('id')}]"
        elif upload and each.get("filename") not in (None, upload.name):
            yield f"{at}/attachments/{number}/filename: the file is called {upload.name!r}"
    names = {each.name for each in files} | {each.get("filename") for each in attachments}
    for pointer, each in listed:
        for url in _media(each):
            scheme, _, name = url.partition("://")
            if scheme == "attachment" and name not in names and not (is_edit and attachments):
                yield f"{pointer}: {url} is not attached"


def _media(component: Json) -> Iterator[str]:
    """Where a component's pictures and files come from."""
    for each in (*(component.get("items") or ()), component):
        for name in ("media", "file"):
            if isinstance(each.get(name), Mapping):
                yield str(each[name].get("url", ""))


def refused_choices(choices: Sequence[Json], at: str) -> Found:
    """What a completion offers."""
    for number, each in enumerate(choices):
        value = each.get("value")
        if not str(each.get("name", "")).strip():
            yield f"{at}/{number}/name: blank"
        if isinstance(value, str) and not 1 <= len(value) <= CHOICE_VALUE:
            yield f"{at}/{number}/value: {len(value)} characters, of 1 to {CHOICE_VALUE}"


def refused_modal(modal: Mapping[str, Json], at: str) -> Found:
    """A form."""
    components = modal.get("components") or ()
    if len(components) > MODAL_COMPONENTS:
        yield f"{at}/components: {len(components)}, of at most {MODAL_COMPONENTS}"
    yield from _components(list(_walk(components, f"{at}/components")))


def unpaired(value: Json, at: str = "") -> Found:
    """Half of a character that takes two UTF-16 units: no text that Discord could store."""
    if isinstance(value, str):
        if any("\ud800" <= ch <= "\udfff" for ch in value):
            yield f"{at or '/'}: a lone surrogate"
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from unpaired(each, f"{at}/{name}")
    elif isinstance(value, Sequence):
        for number, each in enumerate(value):
            yield from unpaired(each, f"{at}/{number}")


def _twice(values: Sequence[object], at: str, name: str) -> Found:
    for value, times in Counter(map(repr, values)).items():
        if times > 1:
            yield f"{at}: {name} {value} {times} times"


def _is(component: Json, kind: int) -> bool:
    return bool(component.get("type") == kind)
