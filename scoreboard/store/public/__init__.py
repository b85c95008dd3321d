"""The public facts: the one writer, the one reader, the places that follow from them, and the public file."""
