"""Nothing sealed reaches a viewer: a ceremony with two sealed outcomes is told apart by no byte before its step."""
