"""Writing letters: the editor with what stands around it."""
