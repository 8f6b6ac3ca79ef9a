"""What a page says of itself in its head: JSON-LD of schema.org, OpenGraph and other meta elements.

What stands in the running text (a byline, a dateline) is for whoever reads that text.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg.readers.articles.document import Metadata
from kg.readers.base import FORBIDDEN

_LONGEST = 1_000
_MOST_JSON, _MOST_NODES = 1_000_000, 10_000
_ARTICLE = re.compile(r"(?:^|/|:)(?:\w*Article|\w*BlogPosting|Report|LiveBlogPosting)$")
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_DATE = re.compile(
    r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:(Z)|([+-]\d{2}):?(\d{2}))?(?:\s*WIB)?)?)?)?",
    re.IGNORECASE,
)
#: Field -> names of meta elements, the most telling first.
_META = {
    "title": ("og:title", "dc.title", "twitter:title", "title"),
    "outlet": ("og:site_name", "dc.publisher", "publisher", "application-name"),
    "author": ("article:author", "author", "dc.creator", "parsely-author", "content_author"),
    "editor": ("editor", "content_editor"),
    "published": (
        "article:published_time", "datepublished", "publishdate", "dtk:publishdate", "content_publisheddate",
        "dc.date.issued", "dc.date", "pubdate", "parsely-pub-date", "date", "og:published_time",
    ),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "language"),
}  # fmt: skip


def metadata_of(tree: Any, address: str | None = None) -> Metadata:
    """What a page says of itself.

    Args:
        tree: of lxml.
        address: from which the page came; a page cannot claim to be one of another host's.
    """
    meta, article = _meta(tree), _json_ld(tree)
    title = tree.find(".//head/title")
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Metadata(
        title=_first(article.get("headline"), meta["title"], None if title is None else title.text),
        outlet=_first(_names(article.get("publisher")), meta["outlet"]),
        author=_first(
            _names(article.get("author")), [one for one in meta["author"] if not _ADDRESS.match(one)]
        ),
        editor=_first(_names(article.get("editor")), meta["editor"]),
        published=next(
            filter(None, map(iso_date, [*_texts(article.get("datePublished")), *meta["published"]])), None
        ),
        url=_url(tree, meta["url"], article, address),
        language=_language(_texts(language) + _texts(article.get("inLanguage")) + meta["language"]),
    )


def iso_date(text: str) -> str | None:
    """A date in ISO 8601, as precise as it is written; None for what is not clearly one.

    Read are ``2024``, ``2024-09``, ``2024-09-03`` (or with slashes), with or without a time of day and an
    offset, and the dates of mails. Days and months in words or in another order are not: they may be
    meant in more than one way.
    """
    text = " ".join(text.split())
    if match := _DATE.fullmatch(text):
        year, month, day, hour, minute, second, utc, sign_hour, offset_minute = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            return None
        if int(year) < 1900 or int(hour or 0) > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
            return None
        known = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
        if hour is None:
            return known
        offset = "+00:00" if utc else f"{sign_hour}:{offset_minute}" if sign_hour else ""
        return f"{known}T{hour.zfill(2)}:{minute}:{second or '00'}{offset}"
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, LookupError, OverflowError):
        return None


def clean(text: object) -> str | None:
    """One line without blanks around it; None for what is empty, no text, or longer than a name can be."""
    if not isinstance(text, str) or len(text) > 4 * _LONGEST:
        return None
    line = " ".join(FORBIDDEN.sub(" ", html.unescape(text)).split())
    return line if 0 < len(line) <= _LONGEST else None


def _meta(tree: Any) -> dict[str, list[str]]:
    """Field -> what meta elements say of it, the most telling first."""
    said: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        if (content := clean(element.get("content"))) is not None:
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = element.get(attribute)
                if name:
                    said.setdefault(name.strip().lower(), []).append(content)
    return {field: [one for name in names for one in said.get(name, ())] for field, names in _META.items()}


def _json_ld(tree: Any) -> dict[str, Any]:
    """The description of the article in JSON-LD; empty when there is none."""
    for element in tree.iter("script"):
        text = element.text or ""
        if "ld+json" not in element.get("type", "") or len(text) > _MOST_JSON:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if any(_ARTICLE.search(kind) for kind in _texts(node.get("@type"))):
                return node
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document, outer ones first."""
    queue = [data]
    for item in islice(queue, _MOST_NODES):  # it grows as it is walked
        if isinstance(item, list):
            queue += item
        elif isinstance(item, dict):
            yield item
            queue += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _names(value: Any) -> str | None:
    """The names of one or several persons or organisations."""
    found: dict[str, None] = {}
    for each in value[:20] if isinstance(value, list) else [value]:
        name = clean(each.get("name") if isinstance(each, dict) else each)
        if name and not _ADDRESS.match(name):
            found[name] = None
    return ", ".join(found) or None


def _first(*candidates: object) -> str | None:
    for candidate in candidates:
        for each in candidate if isinstance(candidate, list) else [candidate]:
            if (text := clean(each)) is not None:
                return text
    return None


def _language(candidates: list[str]) -> str | None:
    for each in candidates:
        if _LANGUAGE.fullmatch(each.strip()):
            return each.strip().replace("_", "-")
    return None


def _url(tree: Any, meta: list[str], article: dict[str, Any], address: str | None) -> str | None:
    """The address that a page gives as its own, when its host is the one it came from."""
    canonical = [e.get("href") for e in tree.iter("link") if e.get("rel", "").strip().lower() == "canonical"]
    page = article.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    for each in (*canonical, *meta, *_texts(article.get("url")), *_texts(page)):
        if (text := clean(each)) is None:
            continue
        try:
            url = urljoin(address or "", text)
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
                continue
            if address is None or _site(parts.hostname) == _site(urlsplit(address).hostname or ""):
                return url
        except ValueError:
            continue
    return address


def _site(host: str) -> str:
    return host.lower().removeprefix("www.").removeprefix("m.").removeprefix("amp.")
