"""The pages that the site has had for years."""
