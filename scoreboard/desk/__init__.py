"""What people do, a verb each: every one is a rule check and a write inside the caller's transaction."""
