"""The search of the site: a row of words for each public text, questions in any grammatical form, marked answers."""
