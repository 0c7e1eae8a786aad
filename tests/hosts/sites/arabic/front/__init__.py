"""The front page of the site."""
