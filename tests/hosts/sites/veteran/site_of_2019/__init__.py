"""An older site: one language, integer keys, a form page of its own, and an app that is called base."""
