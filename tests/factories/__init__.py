"""The smallest valid things, made the way the product makes them."""
