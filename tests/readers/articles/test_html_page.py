"""Pages: what of them is the article, and that its text is that of the page. All articles are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.articles import Document
from tests.readers.articles.samples import CAPTION, LEDE, MORE, bad, one, page, read


def test_the_text_is_the_article_with_blank_lines_between_paragraphs() -> None:
    document = one(page())
    assert document.media == "html"
    assert document.text == f"Ombudsman teken MoU dengan Pemkab Contoh\n\n{LEDE}\n\n{MORE}"


def test_captions_and_bylines_stay_and_menus_go() -> None:
    before = (
        '<div class="author-name author">Penulis: <a href="/budi">Budi Contoh</a></div>'
        f"<figure><img src='a.jpg'><figcaption>{CAPTION}</figcaption></figure>"
    )
    document = one(page(before=before, after='<div class="editor">Editor: Rina Contoh</div>'))
    text = document.text
    assert [text[start:end] for start, end in document.captions] == [CAPTION]
    assert text.split("\n\n")[1:3] == ["Penulis: Budi Contoh", CAPTION]
    assert text.endswith("Editor: Rina Contoh")
    for noise in ("Beranda", "Bupati Lain", "harga cabai", "Hak cipta"):
        assert noise not in text


def test_bylines_are_found_when_they_stand_outside_the_text_or_in_one_line() -> None:
    text = one(
        f"""<html><body><div class="top"><a class="author" href="/x">Penulis lain</a></div>
        <h1>Nota Contoh</h1>
        <div class="info"><span class="author">Budi Contoh</span> | <span class="date">3 Sep 2024</span></div>
        <figure class="detail__media"><figcaption>{CAPTION}</figcaption></figure>
        <div class="detail__text"><p>{LEDE}</p><p>{MORE}</p></div>
        <div class="list"><figure><figcaption>Harga cabai naik</figcaption></figure></div></body></html>"""
    ).text
    assert text == f"Nota Contoh\n\nBudi Contoh | 3 Sep 2024\n\n{CAPTION}\n\n{LEDE}\n\n{MORE}"


def test_text_behind_the_end_of_the_body_is_read() -> None:
    assert one("<html><body>kata </body>kata lain ").text == "kata\n\nkata lain"


def test_no_character_of_the_article_is_changed() -> None:
    """Blanks and hyphens of all sorts, marks that do not print, quotation marks, accents in two parts."""
    odd = (
        "Cafe\u0301\u00a0Contoh\u2009menanda\u00adtangani\u200b “nota” ‘itu’ \u202fsah\u2060, ﬁnal ½ … "
        + MORE
    )
    assert odd in one(page(LEDE, odd)).text


def test_blanks_are_as_a_browser_shows_them() -> None:
    text = one(page(LEDE, MORE, "Ini   satu\n  baris<br>\n  dan dua.<!-- x --> <b>Tebal</b>lah.")).text
    assert text.endswith("Ini satu baris\ndan dua. Teballah.")


def test_tables_and_lists_have_a_line_for_each_row_and_item() -> None:
    table = "<table><tr><th>Nama</th><th>Nilai</th></tr><tr><td>Paser Contoh</td><td>90,5</td></tr></table>"
    items = "<ol><li>Bupati Contoh dan wakilnya</li><li>Rektor Universitas Contoh</li></ol>"
    text = one(page(LEDE, MORE, after=table + items)).text
    assert "Nama\tNilai\nPaser Contoh\t90,5\n\nBupati Contoh dan wakilnya\nRektor Universitas Contoh" in text


def test_scripts_comments_and_hidden_forms_are_no_text() -> None:
    text = one(
        page(
            LEDE, MORE, after="<script>var x = 'rahasia'</script><!-- rahasia --><template>rahasia</template>"
        )
    ).text
    assert "rahasia" not in text


def test_without_an_article_all_text_but_the_menus_is_taken() -> None:
    document = one("<html><body><nav>Beranda</nav><div>MoU Contoh</div></body></html>")
    assert document.text == "MoU Contoh"


def test_an_article_that_stands_in_json_ld_alone_is_taken_from_there() -> None:
    body = f"{LEDE} {MORE}".replace('"', "'")
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    text = one(f"<html><head>{head}</head><body><div>Memuat …</div></body></html>").text
    assert "Rahmat Contoh, M.Si." in text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", ""),
        ("cp1252", "iso-8859-1"),
        ("cp1250", "windows-1250"),
    ],
)
def test_a_page_in_any_usual_encoding_is_read(encoding: str, declared: str) -> None:
    content = f'<html><head><meta charset="{declared}"></head><body><p>“Nota” – café</p></body></html>'
    assert one(content.encode(encoding)).text == "“Nota” – café"


def test_a_page_in_utf_8_with_a_few_wrong_bytes_stays_readable() -> None:
    content = ("<html><body>" + "<p>“Nota” – kesepahaman</p>" * 9).encode() + b"<p>caf\xe9</p></body></html>"
    text = one(content).text
    assert "“Nota” – kesepahaman" in text
    assert "caf\N{REPLACEMENT CHARACTER}" in text


def test_an_encoding_that_is_no_encoding_of_texts_is_not_believed() -> None:
    for name in ("punycode", "unicode_escape", "zip", "no-such-thing"):
        assert one(f'<html><meta charset="{name}"><body><p>caf'.encode() + b"\xe9</p></html>").text == "café"


def test_control_characters_become_blanks_and_everything_is_found_at_its_place() -> None:
    text = one(page("Nota\x00kesepahaman&#31;itu " + LEDE, MORE)).text
    assert "Nota kesepahaman itu JAKARTA" in text
    assert not any(ord(c) < 32 and c != "\n" for c in text)


def test_entities_cannot_read_files() -> None:
    attack = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p></body></html>'
    assert "root:" not in one(attack).text


@pytest.mark.parametrize(
    "content",
    [
        "<html></html>",
        "<html><body><script>document.write('x')</script></body></html>",
        "<html><frameset><frame src='x'></frameset></html>",
        "<html><body>&nbsp;<p> </p></body></html>",
    ],
)
def test_a_page_without_text_says_what_to_do(content: str) -> None:
    found = bad(content)
    assert "has no text" in found.reason
    assert "browser" in found.remedy


@pytest.mark.parametrize(
    "content",
    [
        "<html><body>" + "<div>" * 100_000 + LEDE,
        "<html><body><p>" + "kata " * 2_100_000,
        "<html><body><p " + " ".join(f'a{n}="x"' for n in range(50_000)) + ">" + LEDE,
        "<html><body><p " + " ".join(f"a{n}" for n in range(50_000)) + ">" + LEDE,
        "<html><body><p t='<>' " + "".join(f"a{n}='x'" for n in range(50_000)) + ">" + LEDE,
    ],
    ids=["deep", "long", "many attributes", "without values", "without blanks"],
)
def test_a_monstrous_page_is_refused_rather_than_read_in_part(content: str) -> None:
    assert "not built as pages are" in bad(content).reason


def test_long_values_of_attributes_are_no_attributes() -> None:
    drawing = f"<svg><path d='{'M 0 0 L 10 10 ' * 2_000}'/></svg>"
    assert LEDE in one(f'<html><body>{drawing}<p title="> {"a b " * 5_000}">{LEDE}</p></body></html>').text


@pytest.mark.parametrize(
    "part", ["<p>Nota kesepahaman nomor {}.</p>", "baris {}<br>", '<a href="/{0}">tautan {0}</a> ']
)
def test_a_page_with_very_many_elements_is_read_at_once(part: str) -> None:
    document = one(
        "<html><body><div>" + "".join(part.format(n) for n in range(30_000)) + "</div></body></html>"
    )
    assert "29999" in document.text


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "<table>",
                "<td>",
                "</div>",
                "<br>",
                "<a href=x>",
                "kata ",
                "<ul><li>",
                "<!--",
                "-->",
                "<pre>\n",
                "</body>",
                "&nbsp;",
                "<p",
            ]
        ),
        max_size=60,
    )
)
def test_whatever_a_page_is_made_of_it_is_read_or_refused(pieces: list[str]) -> None:
    for found in read("<html><body>" + "".join(pieces)):
        if isinstance(found, Document):
            assert found.text == found.text.strip(" \n")
            assert "\n\n\n" not in found.text
