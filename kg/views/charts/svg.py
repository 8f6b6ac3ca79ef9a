"""Charts as SVG that may stand in a page: drawn by vl-convert, then built anew from what is allowed.

Vega in the browser was tried first: the bundle of vl-convert 1.9 takes 0.9 MB a page, writes through
``innerHTML``, which the policy of our pages refuses also with ``ast: true``, and has no interpreter of
expressions to import. A picture drawn beforehand takes some kilobytes and needs nothing of the policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from markupsafe import Markup, escape

from kg.errors import KgError

if TYPE_CHECKING:
    import altair

_SVG = "{http://www.w3.org/2000/svg}"
_TAGS = frozenset({"svg", "g", "path", "text", "line", "rect", "tspan"})
_PAINT = {"fill", "fill-opacity", "opacity", "stroke", "stroke-dasharray", "stroke-opacity", "stroke-width"}
_TYPE = {"font-size", "font-style", "font-weight", "text-anchor"}
_PLACE = {"d", "dy", "height", "transform", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2"}
#: Numbers, colours, paths and transforms; no address, no reference to something else.
_VALUE = re.compile(r"(?!.*url)[\w\s.,#()%+-]*", re.IGNORECASE)
_CLASS = re.compile(r"[\w -]*")
#: What the description of a mark must be for the mark to be found by it; see :func:`key`.
_KEY = re.compile(r"(?:row|at)-[\w.]+")
#: Decimals that nobody sees: beyond a tenth of a pixel in shapes, a hundredth elsewhere.
_OF_SHAPES = re.compile(r"(\d+\.\d)\d+")
_DIGITS = re.compile(r"(\d+\.\d\d)\d+")
#: Characters that XML cannot hold, beside those that HTML cannot.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def altair_module() -> Any:
    """Altair, with vl-convert beside it.

    Raises:
        KgError: one of them is not installed.
    """
    try:
        import altair
        import vl_convert  # noqa: F401 - only to see that it is there: altair draws through it
    except ImportError as error:
        raise KgError(
            f"Charts need altair and vl-convert, which are not installed, or not whole ({error}): "
            "pip install 'kg-newsroom[charts]'"
        ) from error
    return altair


def clean(text: str) -> str:
    """Text that an SVG can hold: on one line, without control characters."""
    return _NOT_XML.sub("\ufffd", " ".join(text.split()))


def drawn(chart: altair.TopLevelMixin, attributes: Mapping[str, Mapping[str, str]], label: str) -> Markup:
    """Draw a chart as SVG that may stand in a page.

    Args:
        chart: without data that would have to be fetched.
        attributes: what to write on the marks with a key, by key. A mark has a key when its description
            is one: ``row-`` or ``at-`` and letters, digits and dots. One with an ``href`` becomes a link.
        label: what the picture is, for those who do not see it.

    Raises:
        KgError: Altair or vl-convert is not installed.
    """
    altair_module()
    import vl_convert

    # no address may be fetched while drawing, whatever the data says
    text = vl_convert.vegalite_to_svg(chart.to_dict(), allowed_base_urls=[])
    return sanitised(text, attributes, label)


def sanitised(svg: str, attributes: Mapping[str, Mapping[str, str]], label: str) -> Markup:
    """Build an SVG anew from the elements and attributes that are allowed; see :func:`drawn`.

    Raises:
        KgError: it declares a document type, which could define what is not there to see.
    """
    if "<!" in svg:
        raise KgError("A chart was not drawn as plain SVG, so it cannot be put into a page.")
    root = ElementTree.fromstring(svg)  # noqa: S314 - vl-convert's own output, and without declarations
    root.attrib.pop("class", None)
    body = "".join(_written(root, attributes))
    # the first tag is the root's: it also says what the picture is
    return Markup(body.replace("<svg", f'<svg role="group" aria-label="{escape(label)}"', 1))  # noqa: S704 - built of allowed parts


def _written(element: ElementTree.Element, attributes: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    tag = element.tag.removeprefix(_SVG)
    if tag == "a":  # a link that the chart made: what is in it may stay
        for child in element:
            yield from _written(child, attributes)
    if tag not in _TAGS or _unseen(element, tag):
        return
    own = attributes.get(_key(element), {})
    link = {name: value for name, value in own.items() if name in ("href", "aria-label")}
    link = link if "href" in link else {}
    rest = {name: value for name, value in own.items() if name not in link}
    if link:
        yield f"<a{_attributes(link)}>"
    yield f"<{tag}{_attributes(_allowed(element) | rest)}>{escape(element.text or '')}"
    for child in element:
        yield from _written(child, attributes)
    yield f"</{tag}>" + ("</a>" if link else "")


def _unseen(element: ElementTree.Element, tag: str) -> bool:
    """Whether an element draws nothing: a hidden label, or the empty frame of a group."""
    return (
        element.get("opacity") == "0"
        or element.get("display") == "none"
        or (tag == "path" and element.get("class") in ("background", "foreground"))
    )


def _key(element: ElementTree.Element) -> str:
    found = element.get("aria-label", "")
    return found if element.get("role") == "graphics-symbol" and _KEY.fullmatch(found) else ""


def _allowed(element: ElementTree.Element) -> dict[str, str]:
    kept = {
        name: (_OF_SHAPES if name == "d" else _DIGITS).sub(r"\1", value)
        for name, value in element.attrib.items()
        if name in _PAINT | _TYPE | _PLACE and _VALUE.fullmatch(value)
    }
    name = element.get("class", "")
    return kept | ({"class": name} if name and _CLASS.fullmatch(name) else {})


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())
