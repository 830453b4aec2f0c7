"""A generated register in the shape of the Dutch one, for machines without the public data."""

from __future__ import annotations

import csv
import random
from pathlib import Path

ROWS = 16_592
HEADING = (
    "afgifte datum,nummer,SGP,CAT,goederen omschrijving,D/T,Verl.,V/N,U/D,T.v.v.,land van bestemming,"
    "land van eindbestemming,oorsprong /herkomst,land van oorsprong,waarde (€),verval datum"
)
GOODS = ("Delen van radarsystemen", "Thermische camera met toebehoren", "Delen voor pantservoertuigen", "Munitie, 5.56")
CODES = ("ML5b", "ML15d", "ML10a     ", "ML6a", "ML1a", "Diverse", "ML11a")
COUNTRIES = ("DUITSLAND", "VERENIGDE STATEN", "CHINA", "NOORWEGEN", "EU", "CANADA", "FRANKRIJK", "TURKIJE")


def write(path: Path, rows: int = ROWS) -> Path:
    """A register of `rows` rows, the same each time."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADING.split(","))
        writer.writerows(_row(number, chance) for number in range(rows))
    return path


def _row(number: int, chance: random.Random) -> tuple[str, ...]:
    issued = f"{chance.randint(1, 12):02}/{chance.randint(1, 28):02}/{2004 + number * 11 // ROWS}"
    renewed = chance.random() < 0.1
    name = str(23_000_000 + (number // 2 if renewed else number))
    country = chance.choice(COUNTRIES)
    kind, activity = chance.choice("DT"), chance.choice("222234")
    value, until = str(chance.randint(100, 2_000_000)), f"31{chance.randint(1, 12):02}2015"
    goods, code = f"{chance.choice(GOODS)} {number % 977}", chance.choice(CODES)
    flags = (kind, "J" if renewed else "N", "N", activity, "")
    return (issued, name, code, "B08", goods, *flags, country, country, "NEDERLAND", "", value, until)
