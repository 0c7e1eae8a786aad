"""The post room: owes letters inside a transaction, composes and delivers them after it."""
