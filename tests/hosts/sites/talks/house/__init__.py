"""A small site of somebody's: registrations only, with a page type of its own."""
