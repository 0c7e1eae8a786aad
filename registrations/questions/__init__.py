"""Questions: blocks that editors compose, and the Django form that visitors fill in."""
