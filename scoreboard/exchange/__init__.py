"""What comes in from files and goes out to them: competition folders, sheets, bulletins."""
