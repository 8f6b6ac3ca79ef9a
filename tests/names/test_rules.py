"""Words and rules: what a project adds, and what is refused."""

from pathlib import Path

import pytest

from kg.errors import ContentError
from kg.names.compare import Comparer
from kg.names.rules import read_rules


def test_a_project_adds_forms_and_titles(tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text("forms: {wasesa: [wss]}\n", "utf-8")
    (tmp_path / "titles.yaml").write_text("honorifics: [Mangkubumi]\nkinds: {pulau: island}\n", "utf-8")
    comparer = Comparer(read_rules([tmp_path]))

    assert comparer.compare("Mangkubumi Teguh Wasesa", "Teguh Wss").decision == "same"
    assert comparer.compare("Mokhammad Najih", "M. Najih").decision == "same"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("common:\n  - budi\nlite: [x]\n", 3, "lite"),
        ("rewrites:\n  - [a, b]\n  - ['(', b]\n", 3, "no regular expression"),
        ("readings:\n  - {when: j, shown_by: '(', rewrites: [[j, y]]}\n", 2, "no regular expression"),
        ("forms: [budi]\n", 1, "forms"),
        ("common: [a\n", 2, "not valid YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    path = tmp_path / "names.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(ContentError, match=what) as caught:
        read_rules([tmp_path])

    assert (caught.value.path, caught.value.line) == (path, line)
