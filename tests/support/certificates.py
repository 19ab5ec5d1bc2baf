"""Certificates for test servers: an authority of our own, and leaves that are right or wrong."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_DAY = timedelta(days=1)
_TODAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Certificate:
    """Paths of PEM files."""

    chain: Path
    key: Path


class Authority:
    """A certificate authority that lives in one folder; trust it through ``SSL_CERT_FILE``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Postroom test authority")])
        public, span = self._key.public_key(), _span(-3650, 36500)
        builder = self._builder(self._name, public, span, self._name, self._key)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        builder = builder.add_extension(_usage(signs=True), True)
        self._certificate = builder.sign(self._key, hashes.SHA256())
        self.file = folder / "authority.pem"
        self.file.write_bytes(self._certificate.public_bytes(serialization.Encoding.PEM))

    def issue(
        self,
        file_name: str,
        host: str = "localhost",
        *,
        expired: bool = False,
        future: bool = False,
        self_signed: bool = False,
    ) -> Certificate:
        """Issue a certificate for ``host`` and 127.0.0.1 (or for another host alone)."""
        key = ec.generate_private_key(ec.SECP256R1())
        names: list[x509.GeneralName] = [x509.DNSName(host)]
        if host == "localhost":
            names.append(x509.IPAddress(ip_address("127.0.0.1")))
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        span = _span(-3650, 36500)
        if expired or future:
            span = _span(-3650, -3600) if expired else _span(36000, 36500)
        issuer, issuer_key = (subject, key) if self_signed else (self._name, self._key)
        builder = self._builder(subject, key.public_key(), span, issuer, issuer_key)
        builder = builder.add_extension(x509.SubjectAlternativeName(names), False)
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False
        )
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        return self._write(file_name, builder.sign(issuer_key, hashes.SHA256()), key)

    @staticmethod
    def _builder(
        subject: x509.Name,
        public: ec.EllipticCurvePublicKey,
        span: tuple[datetime, datetime],
        issuer: x509.Name,
        issuer_key: ec.EllipticCurvePrivateKey,
    ) -> x509.CertificateBuilder:
        by = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(span[0])
            .not_valid_after(span[1])
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
            .add_extension(by, False)
        )

    def _write(
        self, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey
    ) -> Certificate:
        chain, secret = self._folder / f"{name}.pem", self._folder / f"{name}.key"
        chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        secret.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return Certificate(chain, secret)


def _span(first: int, last: int) -> tuple[datetime, datetime]:
    return _TODAY + first * _DAY, _TODAY + last * _DAY


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )
