"""The commands of the example site, one a module."""
