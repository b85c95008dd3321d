"""The rules of the contest: pure functions over frozen values. No session, no clock, no input or output."""
