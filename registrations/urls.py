"""The addresses of the visitor's door: personal links from letters, and deadlines as calendar files."""

from django.urls import path

from . import views

app_name = "registrations"

urlpatterns = [
    path("deadline/<int:page_pk>.ics", views.deadline, name="deadline"),
    path("verify/<str:token>/", views.verify, name="verify"),
    path("member/<str:token>/", views.member, name="member"),
    path("<str:token>/", views.personal, name="personal"),
    path("<str:token>/cancel/", views.cancel, name="cancel"),
    path("<str:token>/cancel/<int:place_id>/", views.cancel, name="cancel_place"),
    path("<str:token>/join/<int:place_id>/", views.join, name="join"),
    path("<str:token>/calendar.ics", views.calendar, name="calendar"),
]
