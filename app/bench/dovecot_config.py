"""The configuration of a throw-away Dovecot, in the words of 2.3 and of 2.4."""

import grp
import os
import pwd
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Certificate(Protocol):
    """PEM files of a server's certificate."""

    @property
    def chain(self) -> Path:
        """The certificate, then those that vouch for it."""
        ...

    @property
    def key(self) -> Path:
        """The private key."""
        ...


@dataclass(frozen=True, slots=True)
class ServerPlan:
    """What a server is to be."""

    root: Path
    """Folder with ``run``, ``state`` and ``mail``."""
    password: str
    """Of every user."""
    imap_port: int
    imaps_port: int | None
    certificate: Certificate | None
    capability: str | None
    """Announced instead of what the server can do."""
    special_use: bool
    """Whether ``Sent`` exists and is announced by RFC 6154."""
    compress: bool = False
    """Whether COMPRESS=DEFLATE (RFC 4978) is offered; since 2.4 it always is."""
    token_key: bytes | None = None
    """With it, access tokens count (XOAUTH2): JWTs of any user, signed by HS256. Not in 2.4."""


def mail_owner() -> str:
    """User that mail belongs to; Dovecot refuses root, and "nobody" has no home and no rights."""
    return "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


def configuration(plan: ServerPlan, version: tuple[int, int]) -> str:
    """Write the configuration file for this version of Dovecot."""
    special = _words_of_2_3(plan) if version < (2, 4) else _words_of_2_4(plan)
    return "\n".join([special, _common(plan)])


def _group() -> str:
    return grp.getgrgid(pwd.getpwnam(mail_owner()).pw_gid).gr_name


def _common(plan: ServerPlan) -> str:
    root, owner = plan.root, mail_owner()
    as_root = os.geteuid() == 0
    login, helper = ("dovenull", "dovecot") if as_root else (owner, owner)
    imaps = f"inet_listener imaps {{\n  port = {plan.imaps_port or 0}\n  ssl = yes\n }}"
    sent = 'mailbox Sent {\n  special_use = "\\\\Sent"\n  auto = subscribe\n }'
    return f"""
listen = 127.0.0.1
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/dovecot.log
login_greeting = {root.name}
default_internal_user = {helper}
default_internal_group = {"dovecot" if as_root else _group()}
default_login_user = {login}
mail_uid = {owner}
mail_gid = {_group()}
first_valid_uid = 1
maildir_stat_dirs = yes
auth_mechanisms = plain login {"xoauth2" if plan.token_key else ""}
auth_failure_delay = 0
mail_max_userip_connections = 100
ssl = {"yes" if plan.certificate else "no"}
{f"imap_capability = {plan.capability}" if plan.capability else ""}
namespace inbox {{
 inbox = yes
 {sent if plan.special_use else ""}
}}
service imap-login {{
 chroot =
 inet_listener imap {{
  port = {plan.imap_port}
 }}
 {imaps}
}}
service anvil {{
 chroot =
 unix_listener anvil-auth-penalty {{
  mode = 0
 }}
}}
service stats {{
 chroot =
}}
"""


def _tokens(plan: ServerPlan) -> str:
    """Let access tokens be checked by the server itself, without asking anybody."""
    if plan.token_key is None:
        return ""
    keys = plan.root / "keys"
    place = keys / "default" / "HS256" / "default"
    place.parent.mkdir(parents=True)
    place.write_text(b64encode(plan.token_key).decode())
    words = plan.root / "oauth2.conf"
    words.write_text(
        f"introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix={keys}/\n"
        "username_attribute = sub\n"
    )
    return f"""
passdb {{
 driver = oauth2
 mechanisms = xoauth2
 args = {words}
}}"""


def _words_of_2_3(plan: ServerPlan) -> str:
    mail = f"{plan.root}/mail/%n"
    tls = plan.certificate
    plugins = """
mail_plugins = zlib
protocol imap {
 mail_plugins = zlib imap_zlib
}
"""
    return f"""
{plugins if plan.compress else ""}
protocols = imap
mail_location = maildir:{mail}
disable_plaintext_auth = no
{f"ssl_cert = <{tls.chain}" if tls else ""}
{f"ssl_key = <{tls.key}" if tls else ""}
passdb {{
 driver = static
 mechanisms = plain login
 args = password={{PLAIN.HEX}}{plan.password.encode().hex()}
}}
{_tokens(plan)}
userdb {{
 driver = static
 args = uid={mail_owner()} gid={_group()} home={mail}
}}
"""


def _words_of_2_4(plan: ServerPlan) -> str:
    mail = f"{plan.root}/mail/%{{user | username}}"
    tls = plan.certificate
    return f"""
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
protocols = imap
mail_driver = maildir
mail_home = {mail}
mail_path = {mail}
auth_allow_cleartext = yes
{f"ssl_server_cert_file = {tls.chain}" if tls else ""}
{f"ssl_server_key_file = {tls.key}" if tls else ""}
passdb static {{
 password = {{PLAIN.HEX}}{plan.password.encode().hex()}
}}
userdb static {{
 fields {{
  uid = {mail_owner()}
  gid = {_group()}
  home = {mail}
 }}
}}
"""
