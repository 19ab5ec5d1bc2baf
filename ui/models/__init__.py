"""Virtual models over pages of rows."""
