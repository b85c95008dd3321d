"""Results that come in sheets: what a sheet would change, line by line, and saving it whole or not at all."""
