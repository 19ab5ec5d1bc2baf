"""Files without logic: styles, templates, translations, the sample mailbox."""
