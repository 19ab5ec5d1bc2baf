"""The conversation page: rendering, and the walls around the web engine."""
