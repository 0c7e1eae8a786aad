"""The desk of the staff: who waits for a decision, who decided what, and the letters that went out."""
