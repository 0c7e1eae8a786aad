"""Greek formats."""
