"""The rules by example, each named after its scenario, and by properties beside them."""
