"""What is public: built here, written once, and read by viewers through `reader` alone."""
