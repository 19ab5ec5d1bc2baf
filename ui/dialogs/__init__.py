"""Windows that answer what the person just asked."""
