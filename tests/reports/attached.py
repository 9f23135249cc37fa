"""The CSV attached to a report against `sozialbericht dump statistics`: each row must be a
published value as it is printed, each hidden one must have no number.
Call: attached.py STATISTICS ATTACHED.csv..."""
import csv
import decimal
import sys


def statistics(path):
    values = {}
    with open(path, encoding="utf-8") as f:
        for row in csv.DictReader(f, delimiter=";"):
            if not row["part"]:
                values[row["area"], row["indicator"], row["year"]] = (row["value"], row["sign"])
    return values


def check(published, path):
    rows = signs = 0
    with open(path, encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f, delimiter=";"):
            key = row["schluessel"], row["kennzahl"], row["jahr"]
            if key not in published:
                sys.exit(f"{key} is not published")
            value, sign = published[key]
            rows += 1
            if sign:
                signs += 1
                if row["wert"] or not row["zeichen"]:
                    sys.exit(f"{key}: {row} for the sign {sign}")
                continue
            printed = decimal.Decimal(row["wert"].replace(",", "."))
            unit = decimal.Decimal(1).scaleb(printed.as_tuple().exponent)
            if abs(printed - decimal.Decimal(value)) > unit / 2 + decimal.Decimal("1e-9"):
                sys.exit(f"{key}: {row['wert']} for {value}")
    if rows < 500:
        sys.exit(f"{path}: only {rows} rows")
    return signs


def main():
    published = statistics(sys.argv[1])
    if not sum(check(published, path) for path in sys.argv[2:]):
        sys.exit("no signs")


main()
