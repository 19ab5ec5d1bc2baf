"""One example of each kind of fact, or several."""

from app.domain import events as e
from app.domain.tickets import Status

DEVICE = "device-1--------"
OTHER = e.EventId("device-2--------.00000001")
AT = 1_760_000_000

FACTS: tuple[e.Fact, ...] = (
    e.Assigned(e.Anchor("a@x"), e.MemberId("alice")),
    e.Assigned(e.Anchor("a@x"), None, (OTHER,)),
    e.StatusSet(e.Anchor("a@x"), Status.CLOSED, e.Seen("abcdEFG_", 5), (OTHER,)),
    e.StatusSet(e.Anchor("a@x"), None),
    e.Snoozed(e.Anchor("a@x"), AT, wake_on_reply=False),
    e.PrioritySet(e.Anchor("a@x"), e.Priority.URGENT),
    e.Promised(e.Anchor("a@x"), AT),
    e.Promised(e.Anchor("a@x"), None),
    e.TagAdded(e.split_anchor("a@x"), "счёт"),
    e.TagRemoved(e.Anchor("a@x"), "рахунок"),
    e.NoteAdded(e.Anchor("a@x"), "two\nlines 💩", (e.MemberId("bob"),)),
    e.NoteEdited(e.Anchor("a@x"), OTHER, "", (), (OTHER,)),
    e.NoteDeleted(e.Anchor("a@x"), OTHER),
    e.Merged(e.Anchor("a@x"), e.Anchor("b@x")),
    e.Unmerged(e.Anchor("a@x"), e.Anchor("b@x")),
    e.LetterMoved("a@x", e.split_anchor("a@x")),
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
    e.Undone(e.ticket_stream("a@x"), OTHER),
)
