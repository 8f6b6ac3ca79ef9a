"""The base of every self-contained page that is no network: tables, matrices, reports, charts and articles.

A page is made of a template that fills the blocks of ``document.html.j2``, and may bring a style, scripts
and data of its own. It is under the same content policy as network pages; see :mod:`kg.views.page`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from markupsafe import Markup

from kg.views.page import (
    GENERATOR,
    asset,
    closed,
    content_policy,
    fill,
    frame,
    json_block,
    style_policy,
    texts,
    write_page,
)


class Document:
    """A page that can be written as one self-contained file or shown in a notebook.

    Args:
        title: heading of the page.
        language: of the interface, ``en`` or ``id``.
        note: what was chosen to be shown and what was left out.
        height: of the frame in a notebook, as in CSS.

    A kind of page is a subclass: it names its files and says what they show, in :meth:`shown` for the
    template and in :meth:`data` for its scripts.

    Raises:
        UsageError: there are no texts in that language.
    """

    #: The template, which extends ``document.html.j2``.
    template: ClassVar[str] = "document.html.j2"
    #: Its file of texts in ``page/``, without ``.yaml``; templates have them as ``texts``.
    words: ClassVar[str] = "document"
    #: The style of every page, in ``page/``; a page that looks otherwise names another.
    base_style: ClassVar[str] = "document.css"
    #: Its own styles in ``page/``, after that.
    styles: ClassVar[Sequence[str]] = ()
    #: Its own scripts in ``page/``, joined into one.
    scripts: ClassVar[Sequence[str]] = ()

    def __init__(self, title: str, *, language: str = "en", note: str = "", height: str = "640px") -> None:
        self.texts = {**texts(language, "document"), **texts(language, self.words)}
        self.title, self.language, self.note, self.height = title, language, note, height

    def shown(self) -> Mapping[str, Any]:
        """What the template shows beside title, note, ``texts`` and ``language``: by name, escaped there."""
        return {}

    def data(self) -> Mapping[str, Any] | None:
        """What the scripts read from the element ``#data``, as JSON; None for no such element."""
        return None

    def code(self) -> list[str]:
        """The scripts, each to stand in an element of its own; see :func:`kg.views.page.inline`."""
        return [closed(asset(*self.scripts))] if self.scripts else []

    def generate_html(self) -> str:
        """The page as text. It is the same for the same contents."""
        style, code, data = asset(self.base_style, *self.styles), self.code(), self.data()
        policy = content_policy(code, style) if code else style_policy(style)
        return fill(
            self.template,
            **self.shown(),
            title=self.title,
            note=self.note,
            language=self.language,
            generator=GENERATOR,
            texts=self.texts,
            policy=Markup(policy),  # noqa: S704 - made of constants and hashes
            style=Markup(style),  # noqa: S704 - our own files
            code=[Markup(script) for script in code],  # noqa: S704 - our own files and checked bundles
            data=None if data is None else Markup(json_block(data)),  # noqa: S704 - inert, see json_block
        )

    def write_html(self, path: str | Path, open_browser: bool = False) -> Path:
        """Write the page to a file, whole or not at all; what was there is replaced.

        Args:
            path: the file.
            open_browser: whether to open the page as well.

        Returns:
            The file's absolute path.

        Raises:
            UsageError: its folder does not exist.
            KgError: it cannot be written.
        """
        return write_page(self.generate_html(), Path(path), open_browser=open_browser)

    def _repr_html_(self) -> str:
        """For notebooks: the page in a frame that can run its own scripts and reach nothing else."""
        return frame(self.generate_html(), self.title, self.height)
