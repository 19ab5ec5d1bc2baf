"""Query language and word forms."""
