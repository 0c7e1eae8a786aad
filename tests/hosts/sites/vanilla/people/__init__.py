"""The users of the site: known by their address, without a user name."""
