"""Management commands of the shop window."""
