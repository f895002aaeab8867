"""Programs as users write them, for type checkers to read and nobody to run."""
