"""PAPER: licences, notices, agendas, minutes and logs as PDF and CSV."""
