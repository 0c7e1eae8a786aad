"""What the example site can be told on the command line."""
