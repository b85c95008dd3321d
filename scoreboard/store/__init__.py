"""The main database: its engine and transactions, migrations, journal chain, and the carry to the public file."""
