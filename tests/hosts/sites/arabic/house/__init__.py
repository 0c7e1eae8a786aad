"""A site in Arabic, read from right to left, and in English."""
