"""A stranger's walk through a site with the plugin: runs inside the site's own environment, and knows no test tool."""
