"""Postroom: rules, storage, services and the program that joins them."""
