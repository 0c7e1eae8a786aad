"""How gunicorn serves the site: `gunicorn --config deploy/gunicorn.conf.py cms_site.wsgi:application`.

Two processes with four threads each: while one of them is exchanged or busy, the other one answers. The environment may
say otherwise: GUNICORN_BIND, GUNICORN_WORKERS, GUNICORN_THREADS.
"""

import os

bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")  # systemd's socket comes first where there is one
workers = int(os.environ.get("GUNICORN_WORKERS", "2"))
threads = int(os.environ.get("GUNICORN_THREADS", "4"))
worker_class = "gthread"
timeout = 60  # seconds until a process that does not answer is replaced
graceful_timeout = 30  # seconds that requests in hand get when a process is exchanged
keepalive = 5
max_requests, max_requests_jitter = 5_000, 500  # a process is exchanged before it grows old
control_socket_disable = True

# No access log: its lines would hold the addresses of personal pages. The site writes a line for each request itself.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "cms_site.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
