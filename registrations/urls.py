"""The addresses of the visitor's door: personal links from letters, and deadlines as calendar files."""

from django.urls import path

from .views import answers, bounces, calendars, confirming, door, finding, members, messages, own, personal, places

app_name = "registrations"

urlpatterns = [
    path("deadline/<int:page_pk>.ics", calendars.deadline, name="deadline"),
    path("door/<str:reference>/", door.door, name="door"),
    path("bounces/", bounces.bounces, name="bounces"),
    path("find/", finding.find, name="find"),
    path("verify/<str:token>/", confirming.verify, name="verify"),
    path("member/<str:token>/", members.member, name="member"),
    path("<str:token>/", personal.personal, name="personal"),
    path("<str:token>/answer/", messages.answer, name="answer"),
    path("<str:token>/answers/", answers.edit, name="answers"),
    path("<str:token>/withdraw/<str:key>/", answers.withdraw, name="withdraw"),
    path("<str:token>/offer/<int:place_id>/", places.offer, name="offer"),
    path("<str:token>/cancel/", places.cancel, name="cancel"),
    path("<str:token>/cancel/<int:place_id>/", places.cancel, name="cancel_place"),
    path("<str:token>/join/<int:place_id>/", places.join, name="join"),
    path("<str:token>/materials/<str:document_id>/", own.material, name="material"),
    path("<str:token>/swap/", members.swap, name="swap"),
    path("<str:token>/data.json", own.data, name="data"),
    path("<str:token>/calendar.ics", calendars.calendar, name="calendar"),
]
