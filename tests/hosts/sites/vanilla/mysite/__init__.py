"""A site as `wagtail start` makes it, with users, addresses and blocks of its own."""
