"""A letter with 50 MB of files leaves in little memory (F18, the way out)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.errors import RejectedError
from app.domain.messages import Address
from app.domain.outgoing import Envelope, Handing, Letter, LetterFile
from mail import compose
from mail.smtp import SmtpSender
from tests.support.scripted_server import PASSWORD
from tests.support.smtp_script import Script, scripted_smtp

_MEGABYTE = 1 << 20
_SENDER = """
import json, sys, time
from pathlib import Path
from app.domain.accounts import Account, AccountSettings, Endpoint, Security
from app.domain.ids import AccountId
from app.domain.messages import Address
from app.domain.outgoing import Envelope, Letter, LetterFile
from mail import compose
from mail.smtp import SmtpSender

port, user, password, path = int(sys.argv[1]), *sys.argv[2:]
settings = AccountSettings(
    "a", "a@b.example", None, Endpoint("127.0.0.1", port), Security.NONE, user
)

def letter_of(size, read):
    return Letter(
        "x@y.example", 0, Address("", "a@b.example"), (Address("", "c@d.example"),),
        subject="x", body="<p>x</p>",
        files=(LetterFile("big.bin", "application/zip", size, read),),
    )

def read():
    with Path(path).open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece

def send(letter):
    return SmtpSender().hand_over(
        Account(AccountId(1), settings), password, Envelope("a@b.example", ("c@d.example",)),
        lambda: compose.compose(letter), compose.size(letter), about_to=lambda: None,
    )

def memory(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    line = next(x for x in lines if x.startswith(name))
    return int(line.split()[1]) * 1024

send(letter_of(3, lambda: [b"abc"]))
Path("/proc/self/clear_refs").write_text("5")  # peaks count from here
before, begun = memory("VmRSS"), time.process_time()
handed = send(letter_of(Path(path).stat().st_size, read))
more, seconds = memory("VmHWM") - before, time.process_time() - begun
print(json.dumps(
    {"outcome": handed.outcome, "said": handed.said, "memory": more, "seconds": seconds}
))
"""


@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by /proc")
def test_fifty_megabytes_leave_in_little_memory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    big = tmp_path / "big.bin"
    big.write_bytes(os.urandom(_MEGABYTE) * 50)
    with scripted_smtp(Script(offers=("SIZE 100000000", "AUTH PLAIN"))) as server:
        told = subprocess.run(
            [
                sys.executable,
                "-c",
                _SENDER,
                str(server.endpoint.port),
                "support",
                PASSWORD,
                str(big),
            ],
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(compose.__file__).parent.parent,
        )
    result = json.loads(told.stdout)
    with capsys.disabled():
        sys.stdout.write(f"\n50 MB: {told.stdout}")
    assert result["outcome"] == "accepted", result["said"]
    assert len(server.heard.letters[1]) > 68 * _MEGABYTE
    assert result["memory"] < 20 * _MEGABYTE


def test_a_file_that_cannot_be_read_to_its_end_sends_nothing() -> None:
    def torn() -> list[bytes]:
        return [b"x" * 100_000]

    letter = Letter(
        "x@y.example",
        0,
        Address("", "a@b.example"),
        (Address("", "c@d.example"),),
        body="<p>x</p>",
        files=(LetterFile("big.bin", "application/zip", 200_000, torn),),
    )
    with scripted_smtp() as server:
        handed = SmtpSender().hand_over(
            server.account(),
            PASSWORD,
            Envelope("a@b.example", ("c@d.example",)),
            lambda: compose.compose(letter),
            compose.size(letter),
            about_to=lambda: None,
        )
    assert handed.outcome is Handing.REFUSED
    assert "big.bin" in handed.said
    assert server.heard.letters == []
    with pytest.raises(RejectedError):
        list(compose.compose(letter))
