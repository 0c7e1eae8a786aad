"""Paper: objects in, bytes out. Nothing in this room asks, decides or writes to the database.

`csv.py` and `xlsx.py` take headings and rows, `ics.py` takes entries; the caller has already chosen, translated and
brought to the right zone what they hold. Import from the modules: each is a kind of paper.
"""
