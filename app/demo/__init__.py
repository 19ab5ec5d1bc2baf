"""The sample mailbox, served on this machine over real IMAP and SMTP."""
