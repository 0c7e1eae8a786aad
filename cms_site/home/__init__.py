"""The home page and nothing else."""
