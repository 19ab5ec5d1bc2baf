"""A computer with templates, and one to begin with."""

from app.services import templates
from app.services.templates import Template, TemplateContent
from tests.support.member_desk import MemberDesk

REFUND = TemplateContent(
    "Refund is on its way",
    {
        "en": "Hello {{ first_name }},\n\nyour money is back.",
        "ru": "Здравствуйте, {{ first_name }}!",
    },
    "Payments/Refunds",
)


class TemplateDesk(MemberDesk):
    """A computer with templates."""

    def save(self, content: TemplateContent, template: str | None = None) -> str:
        """Keep one; its id."""
        which, _ = self.do(templates.save, self.account, content, template=template)
        return str(which)

    def all(self) -> list[Template]:
        """Those of the mailbox."""
        return templates.templates(self.store, self.account)

    def one(self, which: str) -> Template:
        """One that there is."""
        found = templates.template(self.store, self.account, which)
        assert found is not None
        return found
