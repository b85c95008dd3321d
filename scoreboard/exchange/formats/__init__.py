"""The files of a competition folder, each with its format and the rules that it keeps with the others."""
