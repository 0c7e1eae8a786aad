"""What the library of best practices knows besides its tables: words, completeness, facets, addresses."""
