"""The only room that writes: one file a verb, one transaction each: may it, do it, record it."""
