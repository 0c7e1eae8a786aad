"""The settings of the site."""
