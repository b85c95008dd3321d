"""The kiosk: what people see and touch, all in Textual. The contest itself is in `scoreboard`."""
