"""Threads: store writer, folder sync, supervisor. No Qt."""
