"""One example of each kind of fact, or several."""

from app.domain import events as e
from app.domain.streams import Anchor, split_anchor, ticket_stream
from app.domain.tickets import Status

DEVICE = "device-1--------"
OTHER = e.EventId("device-2--------.00000001")
AT = 1_760_000_000

FACTS: tuple[e.Fact, ...] = (
    e.Assigned(Anchor("a@x"), e.MemberId("alice")),
    e.Assigned(Anchor("a@x"), None, (OTHER,)),
    e.StatusSet(Anchor("a@x"), Status.CLOSED, e.Seen("abcdEFG_", 5), (OTHER,)),
    e.StatusSet(Anchor("a@x"), None),
    e.Snoozed(Anchor("a@x"), AT, wake_on_reply=False),
    e.PrioritySet(Anchor("a@x"), e.Priority.URGENT),
    e.Promised(Anchor("a@x"), AT),
    e.Promised(Anchor("a@x"), None),
    e.TagAdded(split_anchor("a@x"), "счёт"),
    e.TagRemoved(Anchor("a@x"), "рахунок"),
    e.NoteAdded(Anchor("a@x"), "two\nlines 💩", (e.MemberId("bob"),)),
    e.NoteEdited(Anchor("a@x"), OTHER, "", (), (OTHER,)),
    e.NoteDeleted(Anchor("a@x"), OTHER),
    e.Merged(Anchor("a@x"), Anchor("b@x")),
    e.Unmerged(Anchor("a@x"), Anchor("b@x")),
    e.LetterMoved("a@x", split_anchor("a@x")),
    e.LetterMoved("a@x", None),
    e.ContactSet("ann@acme.example", "tier", "gold"),
    e.CompanySet("acme.example", "tier", None),
    e.RecordSet("template.a", "text.ru", "Здравствуйте!\n"),
    e.Done("acknowledge:a@x"),
    e.MemberIntroduced(e.MemberId("bob"), "Боб", "bob@shop.example", "#1199ff"),
    e.MemberGone(e.MemberId("bob")),
    e.DeviceIntroduced(e.MemberId("bob"), "laptop", "k" * 43, "p" * 43),
    e.DeviceRevoked(e.DeviceId("device-2--------"), e.BatchDigest("d" * 22)),
    e.DeviceRevoked(e.DeviceId("device-2--------"), None),
    e.SettingSet("hours", "9-17"),
    e.Undone(ticket_stream("a@x"), OTHER),
)
