"""Self-contained HTML: one file, its own scripts under a content policy, data that cannot run.

Whatever a name or a quote holds, it reaches the page as data: text in the HTML is escaped by Jinja,
everything else stands in one JSON block that no browser executes, and the page's script builds
all of its elements through ``textContent``. The policy names the scripts and the style by hash and
refuses everything else, so nothing can be requested, and a mistake elsewhere still could not run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import webbrowser
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.counts import Count
from kg.errors import KgError, UsageError
from kg.files import place_of, written_whole
from kg.given import text_of

if TYPE_CHECKING:
    from kg.ontology import Property

#: Marks a file as written by us, so that the next run may replace it.
GENERATOR = "kg"
_HERE = Path(__file__).parent
_ASSETS = _HERE / "page"
#: Of a network page, in the order in which they build on each other.
_SCRIPTS = tuple(
    f"{name}.js"
    for name in (
        *("base", "evidence", "canvas", "names", "groups", "filters"),
        *("search", "cards", "connect", "scenes", "save", "main"),
    )
)
#: Where pyvis 0.3.2 keeps the vis-network (9.1.2, MIT or Apache-2.0) that it bundles.
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
#: Characters that end a script block, open a tag or a comment, or end a line in old JavaScript.
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def json_block(data: Any) -> str:
    """Write data as JSON that is inert inside a ``<script type="application/json">``.

    All of it is ASCII; ``< > &`` and the line separators U+2028 and U+2029 are escaped.

    Raises:
        ValueError: a number is infinite or not a number, which JSON cannot hold.
    """
    return json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":")).translate(_UNSAFE)


def content_policy(scripts: list[str], style: str) -> str:
    """The content security policy of a page that has exactly these scripts and this style."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def style_policy(style: str) -> str:
    """The content security policy of a page that has this style, and no script."""
    return f"default-src 'none'; style-src {_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def texts(language: str, page: str = "texts") -> dict[str, str]:
    """What the interface says in a language.

    Args:
        language: ``en`` or ``id``.
        page: name of the file of texts in ``page/``; that of network pages by default.

    Raises:
        UsageError: there are no texts in that language, or it is no text.
    """
    known = _texts(page)
    if text_of(language, "A language is given by its code, such as 'en'") not in known:
        raise UsageError(f"Pages come in {' and '.join(sorted(known))}, not in {language!r}.")
    return known[language]


@cache
def _texts(page: str) -> dict[str, dict[str, str]]:
    """By language."""
    known: dict[str, dict[str, str]] = yaml.safe_load((_ASSETS / f"{page}.yaml").read_text(encoding="utf-8"))
    return known


def number(value: int, language: str) -> Count:
    """A count as people write it in the language: ``13,000``; see :class:`kg.counts.Count`."""
    return Count(value, texts(language)["thousands"])


def counted(text: str, language: str, **counts: int) -> str:
    """A text of the interface, its counts filled in; of ``{count:one|many}`` the word that goes with them."""
    return text.format(**{name: number(count, language) for name, count in counts.items()})


def written(value: object, language: str, prop: Property | None = None) -> str:
    """A value as people write it: ``yes``, ``88.73``, Indonesian ``88,73``; numbers as precise as recorded.

    Args:
        value: what is unknown gives an empty text.
        language: ``en`` or ``id``.
        prop: whose value it is; texts, as dissents have them, are read as its type, and it may have labels.
    """
    words = texts(language, "document")
    if prop and isinstance(value, str):
        with suppress(ValueError):  # graphs of others hold what they like
            value = prop.parse(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return words["yes" if value else "no"]
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", words["decimal"])
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    return prop.value_text(str(value), language) if prop else str(value)


@cache
def vis_script() -> str:
    """The vis-network script that pyvis brings along, ready to be put into a page.

    Raises:
        KgError: pyvis is not installed, or its copy is not where version 0.3.2 keeps it.
    """
    package = find_spec("pyvis")
    path = Path(package.origin).parent / _VIS if package and package.origin else None
    if path is None or not path.is_file():
        raise KgError(
            f"Cannot draw: {path or 'pyvis'} is missing. Network pages need the vis-network script "
            "that pyvis 0.3.2 brings along; install it with: pip install 'pyvis==0.3.2'"
        )
    return inline(path.read_text(encoding="utf-8"))


@cache
def asset(*names: str) -> str:
    """Some of our own files in ``page/`` as one script or style."""
    return inline("\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in names))


def closed(script: str) -> str:
    """A script whose names stay its own, in strict mode."""
    return f'(() => {{\n"use strict";\n{script}\n}})();'


def fill(template: str, **values: Any) -> str:
    """Fill in a template of this folder; texts are made plain and escaped unless they are ``Markup``."""
    environment = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: plain(value) if type(value) is str else value,
    )
    return environment.get_template(template).render(values)


def inline(text: str) -> str:
    r"""Make a script or style fit to stand in HTML, in the form that browsers hash.

    Line ends become ``\n``, as HTML parsers read them; references to source maps go, as developer
    tools would request them.
    """
    text = re.sub(
        r"^//# sourceMappingURL=.*$", "", text.replace("\r\n", "\n").replace("\r", "\n"), flags=re.MULTILINE
    )
    if re.search(r"<(/script|/style|!--)", text, re.IGNORECASE):
        raise KgError(
            "A bundled script holds text that would end its own block, so it cannot be put into a page."
        )
    return text


def render(title: str, shown: str, note: str, language: str, data: Mapping[str, Any]) -> str:
    """Make the HTML of a network page.

    Args:
        title: heading and title of the page.
        shown: what the page shows of how much.
        note: what was left out and why; empty when nothing was.
        language: of the interface.
        data: what the page's script draws; see ``page/main.js``.

    Returns:
        The page. It is the same for the same arguments and holds no character that UTF-8 lacks.
    """
    words = texts(language)
    script = closed(asset(*_SCRIPTS))
    style, vis = asset("network.css"), vis_script()
    return fill(
        "network.html.j2",
        title=plain(title),
        shown=plain(shown),
        note=plain(note),
        language=language,
        generator=GENERATOR,
        texts=words,
        policy=Markup(content_policy([vis, script], style)),  # noqa: S704 - made of constants and hashes
        style=Markup(style),  # noqa: S704 - our own file
        vis=Markup(vis),  # noqa: S704 - the bundled file, checked by inline
        script=Markup(script),  # noqa: S704 - our own files
        data=Markup(json_block({**data, "texts": words})),  # noqa: S704 - inert, see json_block
    )


def plain(text: str) -> str:
    """Text without control characters and lone surrogates, which HTML and UTF-8 cannot hold."""
    return _CONTROLS.sub("\ufffd", text)


def is_our_page(path: Path) -> bool:
    """Whether a file is a page that this program wrote, which it may therefore replace."""
    with path.open("rb") as file:
        start = file.read(2_000)
    return f'<meta name="generator" content="{GENERATOR}">'.encode() in start


def write_page(html: str, path: Path, *, open_browser: bool = False) -> Path:
    """Write a page whole or not at all, replacing what was there.

    Args:
        html: the page.
        path: the file.
        open_browser: whether to open the page as well.

    Returns:
        The absolute path of the file.

    Raises:
        UsageError: the folder does not exist, or the path is a folder.
        KgError: the file cannot be written.
    """
    with written_whole(path) as file:
        file.write(html)
    target = place_of(path)
    if open_browser:
        webbrowser.open(target.as_uri())
    return target


def frame(html: str, title: str, height: str) -> str:
    """A page for a notebook: in a frame that can run its own scripts and reach nothing else."""
    return (
        '<iframe sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" '
        f'title="{escape(plain(title))}" width="100%" height="{escape(height)}" '
        f'style="border:0" srcdoc="{escape(html)}"></iframe>'
    )
