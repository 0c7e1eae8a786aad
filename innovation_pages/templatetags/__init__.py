"""Template tags of the shop window."""
