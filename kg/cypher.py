"""Cut Cypher into tokens, brackets and clauses: enough to lint it, not to run it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


class CypherSyntaxError(ValueError):
    """The text cannot be cut into tokens; ``line`` and ``column`` (1-based) say where."""

    def __init__(self, message: str, line: int, column: int) -> None:
        self.line, self.column = line, column
        super().__init__(message)


class Token(NamedTuple):
    """A piece of Cypher.

    Attributes:
        kind: ``word``, ``quoted`` (in backticks), ``string``, ``number``, ``parameter`` or ``symbol``.
        text: as written; without backticks, quotes or ``$``.
        line, column: 1-based.
    """

    kind: str
    text: str
    line: int
    column: int

    def says(self, *words: str) -> bool:
        """Whether this is one of the keywords (upper case) or symbols."""
        return self.kind in {"word", "symbol"} and self.text.upper() in words

    @property
    def names(self) -> bool:
        """Whether this can be the name of a variable, label, type or property."""
        return self.kind in {"word", "quoted"}


_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<quoted>`(?:[^`]|``)*`)
      | (?P<parameter>\$(?:\w+|`(?:[^`]|``)*`))
      | (?P<number>0x[0-9a-fA-F]+|(?:\d+\.\d+|\d+|(?<!\.)\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<symbol>\.\.|<=|>=|<>|=~|\+=|\|\||[-+*/%^=<>.,;:|&!(){}\[\]?\\@\#~$])""",
    re.VERBOSE | re.DOTALL,
)
_UNCLOSED = {"'": "string", '"': "string", "`": "backtick", "/": "comment"}


def tokenise(text: str) -> list[Token]:
    """Cut Cypher into tokens; spaces and comments are left out.

    Raises:
        CypherSyntaxError: an unclosed string, backtick or comment, a comment of which the engines do not
            agree where it ends, or a sign that Cypher does not know.
    """
    tokens, at, line, start = [], 0, 1, 0
    while at < len(text):
        # A division sign in front of a star cannot occur in valid Cypher: it is a comment never closed.
        match = None if text.startswith("/*", at) and "*/" not in text[at + 2 :] else _TOKEN.match(text, at)
        if match is None:
            sign = text[at]
            what = f"unclosed {_UNCLOSED[sign]}" if sign in _UNCLOSED else f"unexpected {sign!r}"
            raise CypherSyntaxError(what, line, at - start + 1)
        kind, written = str(match.lastgroup), match.group()
        if kind == "comment" and written.startswith("//") and "\r" in written.rstrip("\r"):
            # Neo4j ends the comment there, and KGLite does not: what follows could not be looked through.
            raise CypherSyntaxError(
                "a carriage return within a comment; end it with a line feed", line, at - start + 1
            )
        if kind not in {"space", "comment"}:
            tokens.append(Token(kind, _bare(kind, written), line, at - start + 1))
        if "\n" in written:
            line += written.count("\n")
            start = match.start() + written.rindex("\n") + 1
        at = match.end()
    return tokens


def _bare(kind: str, written: str) -> str:
    if kind == "parameter":
        written = written[1:]
    if written.startswith("`"):
        return written[1:-1].replace("``", "`")
    return written[1:-1] if kind == "string" else written


_OPENING = {"(": ")", "[": "]", "{": "}"}
#: First words of clauses. ``BY`` stands for ORDER BY, so that OPTIONAL MATCH and DETACH DELETE count once.
CLAUSES = {
    "MATCH", "WHERE", "WITH", "RETURN", "UNWIND", "BY", "SKIP", "OFFSET", "LIMIT", "UNION", "CALL", "CREATE",
    "MERGE", "SET", "DELETE", "REMOVE", "FOREACH", "LOAD", "USE", "SHOW", "DROP", "YIELD", "ON", "FINISH",
}  # fmt: skip
_SUBQUERY = ("EXISTS", "COUNT", "COLLECT", "CALL")


@dataclass(frozen=True)
class Clause:
    """A clause: its first word in upper case (``ORDER BY`` is ``BY``) and the tokens after that word.

    Attributes:
        keyword: see :data:`CLAUSES`.
        start, end: range of its tokens, without the keyword, as positions in ``Parsed.tokens``.
        block: position of the brace of the subquery that it stands in, -1 at the top.
    """

    keyword: str
    start: int
    end: int
    block: int


@dataclass(frozen=True)
class Parsed:
    """Cypher in tokens, with matching brackets and clauses."""

    tokens: list[Token]
    partner: dict[int, int] = field(default_factory=dict)
    inside: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Parsed:
        """Parse ``text``.

        Raises:
            CypherSyntaxError: it cannot be cut into tokens, or brackets do not match.
        """
        tokens = tokenise(text)
        partner: dict[int, int] = {}
        inside, stack = [], [-1]
        for i, token in enumerate(tokens):
            closing = token.kind == "symbol" and token.text in _OPENING.values()
            if closing:
                opened = stack.pop() if len(stack) > 1 else -1
                if opened < 0 or _OPENING[tokens[opened].text] != token.text:
                    raise CypherSyntaxError(f"unmatched {token.text!r}", token.line, token.column)
                partner[opened], partner[i] = i, opened
            inside.append(stack[-1])
            if token.kind == "symbol" and token.text in _OPENING:
                stack.append(i)
        if len(stack) > 1:
            left = tokens[stack[-1]]
            raise CypherSyntaxError(f"unmatched {left.text!r}", left.line, left.column)
        return cls(tokens, partner, inside)

    def at(self, i: int) -> Token:
        """The token at a position; an empty symbol outside the text."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else Token("symbol", "", 0, 0)

    def is_subquery(self, brace: int) -> bool:
        """Whether a brace opens a subquery: ``EXISTS {``, ``COUNT {``, ``CALL {``, ``CALL (x) {``."""
        if not self.at(brace).says("{"):
            return False
        before = self.partner[brace - 1] - 1 if self.at(brace - 1).says(")") else brace - 1
        words = ("CALL",) if self.at(brace - 1).says(")") else _SUBQUERY
        return self.at(before).says(*words) and not self.at(before - 1).says(".")

    def is_map(self, brace: int) -> bool:
        """Whether a brace opens a map or a map projection."""
        return self.at(brace).says("{") and not self.is_subquery(brace)

    def calls(self, i: int) -> bool:
        """Whether the token is the name of a function that is called, not a property or label."""
        return self.tokens[i].kind == "word" and self.at(i + 1).says("(") and not self.at(i - 1).says(".")

    @cached_property
    def clauses(self) -> list[Clause]:
        """All clauses in the order of the text, those of subqueries too."""
        starts = [i for i in range(len(self.tokens)) if self._starts_clause(i)]
        found = []
        for i in starts:
            block = self.inside[i]
            limit = self.partner[block] if block >= 0 else len(self.tokens)
            end = next((j for j in starts if j > i and self.inside[j] == block), limit)
            end = min(end, limit)
            if self.at(end - 1).says("OPTIONAL", "ORDER", "DETACH") and end < limit:
                end -= 1
            found.append(Clause(self.tokens[i].text.upper(), i + 1, end, block))
        return found

    def _starts_clause(self, i: int) -> bool:
        token, before = self.tokens[i], self.at(i - 1)
        if (
            token.kind != "word"
            or token.text.upper() not in CLAUSES
            or before.says(".", ":", "STARTS", "ENDS")
        ):
            return False
        if self.inside[i] >= 0 and not self.is_subquery(self.inside[i]):
            return False
        word = token.text.upper()
        if word == "BY":
            return before.says("ORDER")
        if word in {"ON", "YIELD", "USE", "SHOW", "DROP", "LOAD"}:
            return self.at(i + 1).kind == "word"
        return not self.at(i + 1).says("=", ".", ",") and not before.says("AS")

    def items(self, clause: Clause) -> Iterator[tuple[int, int]]:
        """Ranges of the parts of a clause between commas."""
        yield from self.split(clause.start, clause.end, ",")

    def split(self, start: int, end: int, *at: str) -> Iterator[tuple[int, int]]:
        """Ranges between separators that stand outside brackets."""
        level = self.inside[start] if start < end else -1
        begin = start
        for i in range(start, end):
            if self.inside[i] == level and self.tokens[i].says(*at):
                yield begin, i
                begin = i + 1
        if begin < end:
            yield begin, end
