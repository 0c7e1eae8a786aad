"""The rules of the booking office in plain Python: no database, clock or settings; all arrives as an argument."""
