"""Template tags and filters of the registration section."""
