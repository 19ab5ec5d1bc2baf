"""The sample mailbox."""
