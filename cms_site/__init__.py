"""The example site: it composes the two packages, shows them, and decides nothing itself."""
