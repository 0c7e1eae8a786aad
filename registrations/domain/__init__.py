"""The rules of the booking office in plain Python: no database, clock or settings; everything arrives as an argument."""
