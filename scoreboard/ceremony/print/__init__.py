"""What a ceremony has on paper: the announcer's script and the sealed envelope."""
