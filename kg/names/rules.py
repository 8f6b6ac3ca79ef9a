"""The words and rules that names are compared by: YAML, checked as a whole when it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from kg.names.language import LANGUAGE, language_folder
from kg.word_lists import read_united

#: The files of a project's ``loaders`` folder that add to the language's.
PROJECT_FILES = ("titles.yaml", "names.yaml")
#: What those files hold for others, and the comparison of names has no use for.
_FOR_OTHERS = {"titles.yaml": ("short_forms", "kinds")}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _is_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{text!r} is no regular expression: {error}") from error
    return text


#: A pattern and what is written instead of it.
Rewrite = tuple[Annotated[str, AfterValidator(_is_pattern)], str]


class AnotherReading(_Part):
    """Rewrites for words that have certain letters, besides the reading that all words have.

    Without ``shown_by``, a pattern, in the word or another of the name, the reading is a guess.
    """

    when: str
    shown_by: Annotated[str, AfterValidator(_is_pattern)] = ""
    rewrites: tuple[Rewrite, ...]


class Rules(_Part):
    """Words and rules of a language. What the keys mean is said in ``kg/names/id/*.yaml``."""

    honorifics: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    forms: dict[str, tuple[str, ...]] = {}
    initials: dict[str, str] = {}
    light: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    alias: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    generations: dict[str, tuple[str, ...]] = {}
    men: tuple[str, ...] = ()
    women: tuple[str, ...] = ()
    sons: tuple[str, ...] = ()
    daughters: tuple[str, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()
    readings: tuple[AnotherReading, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()
    silent: tuple[str, ...] = ()
    unsettled: tuple[tuple[str, str], ...] = ()
    gendered: tuple[tuple[str, str], ...] = ()


def read_rules(folders: Sequence[Path] = (), language: str = LANGUAGE) -> Rules:
    """Read the rules of a language, and what folders of loaders add to them.

    Args:
        folders: those of a project, ``project.content("loaders")``; of their files :data:`PROJECT_FILES`
            count. Lists grow by them, single values replace earlier ones.
        language: one that has a folder in ``kg/names``.

    Raises:
        ContentError: a file is not YAML or has what no rule is; with file and line.
    """
    own = sorted(language_folder(language).glob("*.yaml"))
    added = (path for folder in folders for name in PROJECT_FILES if (path := folder / name).is_file())
    return read_united((*own, *added), Rules, _FOR_OTHERS)


@lru_cache(maxsize=1)
def default_rules() -> Rules:
    """The rules of the language, without those of any project."""
    return read_rules()
