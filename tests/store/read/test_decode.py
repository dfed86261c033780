import pytest

from store.read.decode import decode, is_binary

CURLY = "“It rained,” she said – twice."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_is_read_in_the_encodings_of_real_dumps(encoding: str) -> None:
    text = f"{CURLY}\n\n" + "The harbour was closed on Monday, the port authority said.\n" * 5
    data = text.encode(encoding)
    assert not is_binary(data)
    assert decode(data) == text


def test_text_that_was_decoded_wrongly_is_mended() -> None:
    broken = CURLY.encode().decode("cp1252", errors="replace")
    assert "â€" in broken
    assert decode("It said “â€œquoteâ€\u009d”.".encode()).count("â€") == 0


def test_line_ends_become_one_kind() -> None:
    assert decode(b"a\r\nb\rc\x00d") == "a\nb\ncd"


def test_a_picture_is_no_text() -> None:
    assert is_binary(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert not is_binary(CURLY.encode())
