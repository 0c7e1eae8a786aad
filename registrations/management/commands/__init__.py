"""One file a command: parse, call a service or a query, print a count."""
