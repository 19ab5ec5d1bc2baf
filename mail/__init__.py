"""Adapters and pure functions about e-mail."""
