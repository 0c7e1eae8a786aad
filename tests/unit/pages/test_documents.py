"""The size of a document in the words of its link."""

import pytest
from django.utils import translation

from innovation_pages.blocks.media import size_text


@pytest.mark.parametrize(
    ("size", "greek", "english"),
    [
        (None, "", ""),
        (0, "1\u00a0KB", "1\u00a0KB"),
        (250_880, "245\u00a0KB", "245\u00a0KB"),
        (1_468_006, "1,4\u00a0MB", "1.4\u00a0MB"),
    ],
)
def test_a_size_is_told_as_people_say_it(size: int | None, greek: str, english: str) -> None:
    with translation.override("el"):
        assert size_text(size) == greek
    with translation.override("en"):
        assert size_text(size) == english
