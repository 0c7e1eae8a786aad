"""Reading what editors wrote before visitors do: weekdays that do not fit, links that say nothing, shouting titles."""
