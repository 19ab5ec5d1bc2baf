"""What teams live through: drawn by Hypothesis, with clocks of all kinds."""

import random

from hypothesis import strategies as st

from app.domain import events as e
from tests.support.team import KINDS, YEAR, Folder, Replica

WHATS = (*KINDS, "send", "send", "receive", "receive", "receive", "later", "revoke")
SKEWS = (-YEAR, -30 * 86_400, 0, 0, 3_600, YEAR)

Moments = list[tuple[int, str, int]]


def history(seed: int) -> tuple[list[int], Moments]:
    """Draw a team and its moments: long enough for everything to meet everything."""
    rng = random.Random(seed)
    skews = rng.choices(SKEWS, k=rng.randint(2, 5))
    moments = [
        (rng.randrange(5), rng.choice(WHATS), rng.randrange(1_000_000))
        for _ in range(rng.randint(1, 100))
    ]
    return skews, moments


HISTORIES = st.one_of(
    st.integers(0, 1_000_000_000).map(history),
    st.tuples(
        st.lists(st.sampled_from(SKEWS), min_size=2, max_size=5),
        st.lists(
            st.tuples(st.integers(0, 4), st.sampled_from(WHATS), st.integers(0, 1_000_000)),
            max_size=40,
        ),
    ),
)
"""Long ones by seed, and short ones that Hypothesis can shrink."""


def play(skews: list[int], moments: Moments) -> tuple[Folder, list[Replica]]:
    """Let a team live through moments; what each does takes effect at once on its own screen."""
    folder = Folder()
    team = [Replica(number, folder, skew=skew) for number, skew in enumerate(skews)]
    for who, what, seed in moments:
        replica, rng = team[who % len(team)], random.Random(seed)
        folder.now += 1
        if what == "send":
            replica.send()
        elif what == "receive":
            replica.receive(rng if seed % 3 else None)
        elif what == "later":
            folder.now += rng.randrange(30 * 86_400)
        elif what == "revoke":
            other = rng.choice(team).device
            if seed % 5 == 0 and not replica.ledger.standing.revoked(replica.device):
                replica.write(e.DeviceRevoked(other, replica.last_batch_of(other)))
        elif (fact := replica.random_fact(rng, what)) is not None:
            replica.write(fact)
    return folder, team


def settle(folder: Folder, team: list[Replica], rng: random.Random) -> None:
    for replica in team:
        replica.send()
    for replica in team:
        batches = folder.batches * 2
        rng.shuffle(batches)
        replica.take(batches)
