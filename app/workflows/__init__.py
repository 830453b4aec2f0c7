"""RULES: pure functions from state, person, wish and time to acts or a refusal. No I/O, no clock, no randomness."""
