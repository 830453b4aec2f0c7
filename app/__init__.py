"""Placet: inter-agency review of arms-transfer licence applications, offline and verifiable."""

__version__ = "0.3.0"
