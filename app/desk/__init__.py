"""WHAT AN OFFICER CAN DO: one method for each act or question. No SQL, no rules of its own."""
