"""Weights of the European Standard Population of 2013 in the catalogue: sums of its classes.
Call: standard.py CATALOGUE; exit status 1 where one is another or none is found.

The classes: Eurostat, Revision of the European Standard Population, Methodologies and Working
Papers KS-RA-13-028, 2013, annex F; the same numbers in the package PHEindicatormethods of the UK
Health Security Agency (its esp2013)."""
import re
import sys
import xml.etree.ElementTree as ET

# Of 100 000 persons: under 1, 1-4, 5-9 ... 90-94, 95 and older.
PERSONS = [1000, 4000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000,
           5500, 5000, 4000, 2500, 1500, 800, 200]
FIRST = [0, 1, *range(5, 100, 5)]


def persons(ages):
    """Of a class "15-24" or "65-"; None where it cuts one of the standard's."""
    low, high = re.fullmatch(r"(\d+)-(\d*)", ages).groups()
    end = int(high) + 1 if high else None
    if int(low) not in FIRST or end not in [*FIRST, None]:
        return None
    return sum(n for n, first in zip(PERSONS, FIRST)
               if first >= int(low) and (end is None or first < end))


def main():
    assert sum(PERSONS) == 100000
    found = 0
    for indicator in ET.parse(sys.argv[1]).getroot().iter("indicator"):
        standard = indicator.find("standard")
        if standard is None or "Europäische Standardbevölkerung" not in \
                standard.get("population", ""):
            continue
        for stratum in standard.iter("stratum"):
            found += 1
            if persons(stratum.get("ages")) != float(stratum.get("weight")):
                sys.exit(f"{indicator.get('id')}: {stratum.get('ages')} has "
                         f"{stratum.get('weight')} instead of {persons(stratum.get('ages'))}")
    if not found:
        sys.exit("no weights found")
    print(f"{found} weights")


main()
