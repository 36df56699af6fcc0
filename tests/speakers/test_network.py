"""The small networks of the stage, as they are bundled."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import UnreadableModel
from onrecord.speakers.choices import Choice
from onrecord.speakers.features import MENTION_FEATURES, PAIR_FEATURES
from onrecord.speakers.labels import LABELS
from onrecord.speakers.network import BUNDLED, SpeakerNetwork

WIDTH = 384  # of the encoder's lower layer


@pytest.fixture(scope="module")
def network() -> SpeakerNetwork:
    return SpeakerNetwork()


def choice(count: int, seed: int = 0) -> Choice:
    random = np.random.default_rng(seed)

    def noise(*shape: int) -> np.ndarray:
        return random.standard_normal(shape).astype(np.float32)

    return Choice(
        None,  # type: ignore[arg-type]
        list(range(count)),
        noise(MENTION_FEATURES),
        noise(count, PAIR_FEATURES),
        noise(WIDTH),
        noise(count, WIDTH),
    )


@pytest.mark.parametrize("count", [1, 5, 13])
def test_a_choice_is_one_of_the_candidates_or_none_with_a_probability(
    network: SpeakerNetwork, count: int
) -> None:
    for seed in range(20):
        place, sure = network.choose(choice(count, seed))
        assert -1 <= place < count
        assert 1 / (count + 1) <= sure <= 1


def test_a_choice_does_not_depend_on_the_order_of_the_candidates(network: SpeakerNetwork) -> None:
    one = choice(6)
    order = [3, 0, 5, 1, 4, 2]
    other = Choice(one.mention, order, one.own, one.pairs[order], one.vector, one.others[order])
    (place, sure), (again, as_sure) = network.choose(one), network.choose(other)
    assert (-1 if place < 0 else place) == (-1 if again < 0 else order[again])
    assert sure == pytest.approx(as_sure, abs=1e-5)


def test_each_word_gets_a_score_for_each_tag(network: SpeakerNetwork) -> None:
    scores = network.name_scores(np.zeros((7, WIDTH), np.float32), np.zeros(7, np.int64))
    assert scores.shape == (7, 1 + 2 * len(LABELS))


def test_the_threshold_is_a_probability(network: SpeakerNetwork) -> None:
    assert 0 < network.threshold < 1


@pytest.mark.parametrize("name", ["names.onnx", "chooser.npz"])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "other"])
def test_a_damaged_model_is_refused(tmp_path: Path, name: str, damage: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(BUNDLED, folder)
    path = folder / name
    content = path.read_bytes()
    match damage:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(content[: len(content) // 2])
        case "other":
            path.write_bytes(b"This is no model." * 100)
    with pytest.raises(UnreadableModel, match="the speaker model in"):
        SpeakerNetwork(folder)


def test_a_chooser_without_its_weights_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(BUNDLED, folder)
    np.savez(folder / "chooser.npz", threshold=np.array([0.5]))
    with pytest.raises(UnreadableModel, match="the speaker model in"):
        SpeakerNetwork(folder)
