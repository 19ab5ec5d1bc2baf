"""What a person or a worker asks for: commands, queries, receiving."""
