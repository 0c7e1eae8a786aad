"""How dates, times and weeks are written on this site, per language."""
