"""The lines that pages print around an article: known by their form, and by where they stand.

Two strengths. What no article ever says ("No media source currently available") goes wherever it
stands. What an article may say too ("Print", "News", "Next") is furniture only at the edges of the
text or next to other furniture: alone between paragraphs it stays.
"""

from __future__ import annotations

import functools
import re

_STRONG = re.compile(
    r"""
    accessibility\ links | skip\ to\ [a-z ]{3,30} | (?:print|text)\ (?:options|size.{0,8}) | print\ this\ (?:page|story|article)
    | printer[- ]friendly(?:\ (?:version|page|format))? | share\ (?:this|on|via|to|with)(?:\ [\w/]{1,20}){0,4}:? | tweet(?:\ this)?
    | e-?mail\ (?:this|to)(?:\ (?:article|story|page|a\ friend|to|a|friend)){0,5} | send\ to\ a\ friend
    | embed(?:\ share.{0,20})? | comments?\ \(\d{1,6}\) | \d{1,5}\ comments? | (?:see|view|show|hide|leave|post|add|load)\ (?:all\ |a\ |more\ |your\ )?comments?(?:\ \(?\d{1,5}\)?)?
    | please\ wait.{0,4} | no\ media\ source\ currently\ available\.? | (?:the\ )?(?:code|url|link)\ (?:has\ been|was)\ copied.{0,30}
    | copy(?:\ (?:link|url))? | direct\ link | pop-?out\ player | download\ (?:audio|video|this\ (?:audio|video)).{0,20} | (?:listen|download|watch|play|mp3|audio|video)\ ?\((?:mp3|real(?:audio|media|video)?|wma?|windows\ media|mp4|ram)\)(?:\ audio\ clip)?
    | (?:mp3|wav|mp4)\ -\ [\d.]{1,6}\ ?[km]b/s.{0,12} | \d{2,4}\ ?(?:p|kbps)(?:\ ?\|\ ?[\w. ]{2,8})? | (?:\d{1,2}:\d\d(?::\d\d)?\ ?){2,4} | (?:\d{1,2}:\d\d(?::\d\d)?|\ |/|-){3,30} | back\ to\ (?:the\ )?top
    | follow\ us\ on\ \w{1,20} | sites\ by\ language | all\ rights\ reserved\.? | this\ forum\ has\ been\ closed\.? | comment\ sorting
    | width\ px\ height\ px | (?:include|show)\ (?:comments|images)(?:\ \(\d{1,5}\))? | (?:real(?:audio|media)|windows\ media)(?:\ .{1,12})?
    | (?:listen|watch|download|play)\b.{0,90}(?:\((?:mp3|real\w{0,8}|wma?|ram|windows\ media|\d{1,4}k?b?)\)|\ audio\ clip|\ video\ clip)(?:\ audio\ clip|\ video\ clip)?
    | .{2,60}\ -\ (?:download|listen|watch|play)\b.{0,40} | your\ browser\ does(?:n.t|\ not)\ support.{0,60} | advertisement | (?:story|article)\ continues\ below.{0,30}
    | (?:view|see|enlarge|click\ to\ (?:view|enlarge))\ (?:larger\ )?(?:image|photo)s? | loading(?:\.{3}|…)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WEAK = re.compile(
    r"""
    (?:latest|top|breaking|more|related|all|special)\ (?:news|stories|story|reports?) | news | live | home(?:\ page)? | menu | search | languages? | print | share:?
    | e-?mail | facebook | twitter | whatsapp | telegram | linkedin | reddit | pinterest | instagram | youtube | viber | line | messenger | flipboard | link | xno
    | comments?:? | related(?:\ (?:articles|stories|links|topics|content|coverage|video|news))?:? | auto | download | listen | watch | follow(?:\ us)?:? | previous | next
    | you\ (?:may|might)\ (?:also\ )?(?:also\ )?like:? | more\ [a-z.&' ]{0,30}\ (?:news|stories|headlines) | log\ ?in | log\ ?out | sign\ (?:in|up) | register | subscribe(?:\ now)?
    | news\ ?/\ ?.{2,20} | width | height | most\ (?:read|popular|viewed|e-?mailed) | (?:editor.s\ )?picks? | read\ more | load\ more | see\ all | full\ story | trending | rss(?:\ feeds?)?
    | (?:share|copy\ link|facebook|twitter|telegram|whatsapp|e-?mail|print|tweet|comments?|[ |•·:]){3,90} | about\ us | contact\ us | privacy(?:\ (?:policy|notice))? | terms\ of\ (?:use|service).{0,20} | transcript | close | x | opens?\ in\ new\ window
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SIDE_BY_SIDE = re.compile(r"\s[|•·]\s|[\W_]{3,}")
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\b).{0,100}", re.IGNORECASE)
_LIST_HEADING = re.compile(
    r"""
    (?:you\ (?:may|might)\ (?:also\ )?like | related(?:\ (?:articles?|stories|links|topics|content|coverage|news|video))? | see\ also | also\ read | read\ (?:also|more|next) | recommended
    | more\ (?:[a-z.&' ]{0,30}\ )?(?:news|stories|headlines|coverage) | more\ (?:on|from|in)\ .{2,30} | most\ (?:read|popular|viewed|e-?mailed) | (?:top|latest|other|recent|more)\ (?:stories|news|headlines|posts)
    | (?:editor.s\ )?picks? | (?:sites\ by\ )?languages? | follow\ us | special\ reports? | trending(?:\ now)?)\ ?:?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FILE_PHOTO = re.compile(r"FILE(?:\sPHOTO)?\s?(?:[-–—:]|\()")
_MEDIA_CREDIT = re.compile(
    r"\((?:(?:AP|AFP|Reuters|EPA|Getty|VOA)[\w ]{0,20}\s)?(?:Photo|Image|Courtesy|Credit)\b[^()]{0,60}\)$|\((?:AP|Reuters|AFP|EPA) Photo[^()]{0,60}\)\.?$"
)
_PHOTO_DAY = re.compile(r",\s\d{1,2}\s[A-Z][a-z]{2}\.?\s(?:19|20)\d\d$")
_DESK = re.compile(
    r"VOA\ NEWS|(?:VOA|AP|AFP|Reuters|Staff|Web\ Desk|[A-Z][\w.]{1,20}(?:\ [A-Z][\w.]{1,20}){0,2})\ (?:News|Wire|Service|Desk|Staff|Newsroom)"
    r"|Voice\ of\ America|VOA\ Learning\ English|Learning\ English|VOA|Staff(?:\ (?:Writer|Reporter)s?)?"
)
_END_OF_SENTENCE = re.compile(r"[.!?…:;,][\"”’')\]]{0,3}$")
_LONGEST = 60
_LONGEST_LISTED = 150
_MOST_LINKS = 6
_FEWEST_WORDS = 4
"""Of a headline that is linked: a heading between paragraphs is mostly shorter."""


def is_furniture(line: str) -> bool:
    """Whether a whole line may belong to the page and not to the article."""
    return len(line) <= _LONGEST * 2 and _strength(line) > 0


def is_page_only(line: str) -> bool:
    """Whether a line is one that articles never hold, so that it goes wherever it stands."""
    return len(line) <= _LONGEST * 2 and _strength(line) > 1


@functools.lru_cache(maxsize=8192)
def _strength(line: str) -> int:
    """2 for what only pages say, 1 for what they may say, 0 for anything else; buttons side by side are 2."""
    line = line.strip()
    if not line or _STRONG.fullmatch(line):
        return 2
    pieces = [piece for piece in map(str.strip, _SIDE_BY_SIDE.split(line)) if piece]
    if not all(_WEAK.fullmatch(piece) or _STRONG.fullmatch(piece) for piece in pieces):
        return 0
    return 1 if len(pieces) == 1 else 2


def is_caption(line: str) -> bool:
    """Whether a line describes a photo: by its label, its credit, or the day it ends in."""
    if len(line) > 400:
        return False
    return bool(_FILE_PHOTO.match(line) or _MEDIA_CREDIT.search(line) or _PHOTO_DAY.search(line))


def is_copyright(line: str) -> bool:
    return len(line) <= 140 and _COPYRIGHT.match(line.strip()) is not None


def heads_a_list(line: str) -> bool:
    """Whether a line stands above links to other pages ("You May Like", "SEE ALSO:")."""
    line = line.strip()
    return len(line) <= _LONGEST and _LIST_HEADING.fullmatch(line) is not None


def is_listed(line: str) -> bool:
    """Whether a line has the form of a link or a headline: short, and no sentence."""
    return len(line) <= _LONGEST_LISTED and _END_OF_SENTENCE.search(line) is None


def is_desk(line: str) -> bool:
    """Whether a line names the newsroom where a byline would stand ("VOA News")."""
    return len(line) <= _LONGEST and _DESK.fullmatch(line.strip()) is not None


def without_furniture(lines: list[str]) -> list[str]:
    """Lines of a body without the page's own, and without links to other articles between them."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _is_extra(lines[end]):
            end += 1
        after = _past_links(lines, end) if end > at and heads_a_list(lines[end - 1]) else end
        alone = end - at == 1 and after == end and at > 0 and end < len(lines)
        if end == at or (alone and not is_page_only(lines[at]) and not is_caption(lines[at])):
            kept.append(lines[at])
            after = at + 1
        at = after
    return kept


def _is_extra(line: str) -> bool:
    return is_furniture(line) or is_caption(line) or heads_a_list(line)


def _past_links(lines: list[str], at: int) -> int:
    """Past the headlines below a heading of links in the middle of a text: one below "SEE ALSO"."""
    most = 1 if lines[at - 1].lower().startswith(("see", "also", "read")) else _MOST_LINKS
    end = at
    while end < min(len(lines), at + most) and is_listed(lines[end]):
        if len(lines[end].split()) < _FEWEST_WORDS:
            break
        end += 1
    return end
