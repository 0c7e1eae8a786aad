"""How staff log in on a real site: Wagtail's own page, then a second factor; wrong tries are counted in the database.

django-allauth keeps and checks the second factor, django-axes counts. Only the production settings turn this on.
"""
