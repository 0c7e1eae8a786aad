"""Settings of the example site: base for all, and one module each for a developer's machine, tests and production."""
