#!/usr/bin/env python3
"""Every file of the publishers, all areas, periods and dimensions: read here by code of its own and
compared, cell by cell, with what the program made of it by its descriptor.

Call: originals.py PROGRAM SHARED INPUTS WORK [TABLE...]. Prints a line for each file.
"""
import csv
import io
import os
import pickle
import re
import shutil
import subprocess
import sys
from xml.sax.saxutils import quoteattr

PROGRAM, SHARED, INPUTS, WORK = sys.argv[1:5]
ONLY = sys.argv[5:]
HERE = os.path.dirname(os.path.abspath(__file__))
AGES17 = ["0,2", "3,5", "6,9", "10,14", "15,17", "18,19", "20,24", "25,29", "30,34", "35,39",
          "40,44", "45,49", "50,54", "55,59", "60,64", "65,74", "75,", ","]
MOVES = ["0,17", "18,24", "25,29", "30,49", "50,64", "65,", ","]
AID = ["0,6", "7,17", "18,24", "25,49", "50,64", "65,"]


def three(measure, rest=",,"):
    return [f"{measure},{sex},{rest}" for sex in ("", "m", "w")]


def block(measure, sexes, ages):
    return [f"{measure},{sex},{age}," for sex in sexes for age in ages]


def plain(*measures):
    return [m + "," * (4 - m.count(",")) for m in measures]


UNEMPLOYED = plain("unemployed", "unemployed_foreign", "unemployed_disabled", "unemployed_under20",
                   "unemployed_under25", "unemployed_over55", "unemployed_long_term")
CARE = plain("care_ambulatory", "care_stationary", "care_stationary_permanent",
             "care_stationary_short", "care_allowance", "care_day")
SECURITY = plain("basic_security", "basic_security_disabled", "basic_security_old",
                 "basic_security_outside", "basic_security_outside_disabled",
                 "basic_security_outside_old", "basic_security_inside",
                 "basic_security_inside_disabled", "basic_security_inside_old",
                 "basic_security,,,,german", "basic_security,,,,foreign")
GENESIS = {  # table: folder, column of the key, of the first value, period, columns, dimension of rows
    "12411-01-01-5": ("gemeinde", 0, 2, "head 7", three("population")),
    "12411-01-01-4": ("kreis", 0, 2, "head 7", three("population")),
    "12411-02-03-5": ("gemeinde", 0, 2, "line", block("population", ["", "m", "w"], AGES17)),
    "12411-07-01-5": ("gemeinde", 1, 3, "field 0", three("mean_age")),
    "12612-01-01-5-B": ("gemeinde", 0, 2, "head 6", three("births")),
    "12612-01-01-4": ("kreis", 1, 3, "field 0", three("births")),
    "12613-01-01-5-B": ("gemeinde", 1, 3, "field 0", three("deaths")),
    "12613-01-01-4": ("kreis", 1, 3, "field 0", three("deaths")),
    "12711-01-03-5": ("gemeinde", 0, 2, "line", block("moves_in", ["", "m", "w"], MOVES)
                      + block("moves_out", ["", "m", "w"], MOVES)),
    "12111-01-01-5": ("gemeinde", 0, 2, "line", three("census_population")
                      + three("census_population", ",,german")
                      + three("census_population", ",,foreign")),
    "11111-01-01-5-B": ("gemeinde", 0, 2, "head 5", plain("area")),
    "13111-01-03-5": ("gemeinde", 0, 2, "line", three("employees_workplace")
                      + three("employees_workplace", ",,foreign")),
    "13111-02-02-5": ("gemeinde", 0, 2, "line", three("employees_residence")
                      + three("employees_residence", ",,foreign")),
    "13211-01-03-5": ("gemeinde", 0, 2, "line", UNEMPLOYED),
    "13211-01-03-4": ("kreis", 1, 3, "field 0", UNEMPLOYED),
    "13211-02-05-4": ("kreis", 1, 3, "field 0", UNEMPLOYED + plain(
        "unemployment_rate_dependent", "unemployment_rate", "unemployment_rate,m",
        "unemployment_rate,w", "unemployment_rate_foreign", "unemployment_rate_under25")),
    "71517-01-03-5": ("gemeinde", 0, 2, "line", plain(
        "revenue", "revenue_current", "revenue_taxes", "revenue_transfers", "revenue_fees",
        "revenue_capital", "revenue_contributions", "revenue_grants", "revenue_loans")),
    "73111-01-01-5": ("gemeinde", 1, 3, "field 0", plain("taxpayers", "income", "income_tax")),
    "82411-01-03-4": ("kreis", 1, 3, "field 0", plain("disposable_income",
                                                      "disposable_income_per_head")),
    "22811-01-01-4": ("kreis", 1, 3, "field 0", plain(
        "minimum_security", "sgb2_recipients", "sgb2_employable", "sgb2_not_employable",
        "social_assistance_outside", "basic_security", "asylum_benefits")),
    "22811-02-02-4": ("kreis", 1, 3, "field 0", plain(
        "sgb2_persons", "sgb2_recipients", "sgb2_recipients,,,,foreign", "sgb2_recipients,w",
        "sgb2_employable", "sgb2_employable,w", "sgb2_employable,,0,24", "sgb2_employable,,25,49",
        "sgb2_employable,,50,54", "sgb2_employable,,55,", "sgb2_not_employable",
        "sgb2_not_employable,w", "sgb2_not_employable,,0,14")),
    "22311-01-02-4": ("kreis", 1, 3, "field 0", plain(
        "housing_benefit", "housing_benefit_rent", "housing_benefit_owner",
        "housing_benefit_amount", "housing_benefit_amount_rent", "housing_benefit_amount_owner")),
    "22411-01-01-4": ("kreis", 1, 3, "field 0", plain(
        "care_services", "care_services_staff", "nursing_homes", "nursing_places",
        "nursing_places_permanent", "nursing_homes_staff")),
    "22541-01-04-4": ("kreis", 1, 3, "field 0", plain(
        "child_facilities", "child_facilities_under3", "child_facilities_2to7",
        "child_facilities_5to13", "child_facilities_mixed", "child_facilities_inclusive",
        "child_places", "child_staff", "child_staff_pedagogic", "child_staff_pedagogic,w",
        "child_staff_pedagogic_2010", "child_staff_fulltime_2010", "child_staff_fte")),
    "21111-02-06-4": ("kreis", 1, 3, "field 0", plain(*[
        f"school_leavers{degree}{sex}" for degree in ("", "_no_degree", "_hauptschule", "_middle",
                                                      "_fhr_partial", "_fhr", "_abitur")
        for sex in ("", ",w")])),
    "22121-01-03-4": ("kreis", 1, 3, "field 0", plain(
        "social_assistance", "social_assistance,w", "social_assistance,,,,foreign",
        "social_assistance_outside") + block("social_assistance", [""], AID)),
    "22131-01-02-4": ("kreis", 1, 3, "field 0", plain(
        "special_assistance", "special_assistance,w", "special_assistance,,,,foreign",
        "special_assistance_outside", "health_assistance", "integration_assistance",
        "care_assistance", "hardship_assistance") + block("special_assistance", [""], AID)
        + plain("health_insurance_264")),
    "22221-01-01-4": ("kreis", 1, 3, "field 0", plain(
        "asylum_benefits", "asylum_benefits,w", "asylum_benefits_basic",
        "asylum_benefits_assistance") + block("asylum_benefits", [""], AID)),
    "22543-01-02-4": ("kreis", 1, 4, "field 0", plain(
        "child_care", "child_care,,0,2", "child_care,,3,5", "child_care,,6,13",
        "child_care_foreign_parent", "child_care_lunch"), "kind"),
    "22411-02-03-4": ("kreis", 1, 4, "field 0", plain("care_recipients", "care_dementia") + CARE
                      + plain("care_dementia_no_level"), "sex"),
    "22411-02-02-4": ("kreis", 1, 4, "field 0", plain("care_recipients") + CARE, "sex"),
    "22151-01-01-4": ("kreis", 1, 4, "field 0", SECURITY, "sex"),
    "22151-01-02-4": ("kreis", 1, 4, "field 0", SECURITY, "sex"),
    "12411-03-03-4": ("kreis", 1, 4, "field 0", three("population")
                      + three("population", ",,german") + three("population", ",,foreign"), "age"),
    "12411-02-03-4": ("kreis", 1, 4, "field 0", three("population"), "age"),
    "12711-01-03-4": ("kreis", 0, 3, "line", three("moves_in") + three("moves_out"), "age"),
}


def year_of(text):
    """The year of "31.12.2015", "Jahr: 2016", "2015"; None of anything else."""
    found = re.fullmatch(r"(?:Jahr: )?(?:\d\d\.\d\d\.)?(\d{4})", text.strip())
    return found.group(1) if found else None


def ages_of(text):
    numbers = re.findall(r"\d+", text)
    if text.startswith("unter"):
        return "0", str(int(numbers[0]) - 1)
    if " bis " in text:
        return numbers[0], str(int(numbers[1]) - 1)
    return (numbers[0], "") if numbers else ("", "")


def by_row(how, word, column):
    measure, sex, low, high, nation = column.split(",")
    if how == "sex":
        sex = {"männlich": "m", "weiblich": "w"}.get(word, "")
    elif how == "age":
        low, high = ages_of(word)
    elif how == "kind":
        measure = measure.replace("child_care", {
            "Tagespflege": "child_care_minder", "Tageseinrichtung": "child_care_facility"
        }.get(word, "child_care"))
    return measure, sex, low, high, nation


def number(text):
    """(value, sign) as the dump of the program prints them."""
    signs = {"-": "–", "–": "–", ".": ".", "...": "…", "/": "/", "x": "x"}
    if text in signs:
        return None, signs[text]
    if re.fullmatch(r"\(.*\)", text):  # of limited meaning
        return float(text[1:-1].replace(",", ".")), "("
    return float(text.replace(",", ".")), ""


def genesis(path, key, first, period, columns, how=None):
    cells, head, when = {}, None, None
    for count, line in enumerate(open(path, encoding="utf-8-sig").read().split("\n"), 1):
        fields = [f.strip() for f in line.split(";")]
        if line.startswith("____"):
            break
        if period.startswith("head") and count == int(period[5:]):
            head = [year_of(f) for f in fields]
        if period == "line" and year_of(fields[0]) and not any(fields[1:]):
            when = year_of(fields[0])
        if len(fields) <= first or not any(fields[1:]) or not re.fullmatch(r"DG|\d{2,12}", fields[key]):
            continue
        for i in range(first, len(fields)):
            measure, sex, low, high, nation = by_row(how, fields[first - 1],
                                                     columns[(i - first) % len(columns)])
            year = (head[i] if head else when if period == "line"
                    else year_of(fields[int(period[6:])]))
            name = (fields[key], year, measure, sex, low, high, nation)
            assert name not in cells, name
            cells[name] = number(fields[i])
    return cells


def table(path, separator, encoding="utf-8-sig"):
    with open(path, encoding=encoding, newline="") as file:
        return list(csv.reader(file, delimiter=separator))


def gisd(path):
    return {(r[1], r[3], "gisd", "", "", "", ""): number(r[0]) for r in table(path, ",")[1:]}


def inkar_kreise(path):
    rows = table(path, ",")
    return {(r[0], r[1], "inkar_" + name, "", "", "", ""): number(cell)
            for r in rows[1:] for name, cell in zip(rows[0][2:], r[2:]) if cell != ""}


def inkar_verband(path):
    rows, cells = table(path, ";", "iso-8859-1"), {}
    for r in rows[2:]:
        key = r[0][:5] + r[0][6:] if r[0][5] == "0" else r[0]
        for head, cell in ((h, c) for h, c in zip(rows[1][2:], r[2:]) if c != ""):
            cells[key, head[-4:], "income_tax_per_head", "", "", "", ""] = number(cell)
    return cells


def zensus_key(key):
    return key[:5] + key[9:] if len(key) == 12 else "DG" if key == "00" else key


def zensus(path):
    cells = {}
    for r in table(path, ";")[1:]:
        if r[3] in ("Bund (mit Deutschen im Ausland)", "Deutsche im Ausland"):
            continue
        cells[zensus_key(r[1]), "2022", "census_population", "", "", "", ""] = number(r[4])
        cells[zensus_key(r[1]), "2022", "population", "", "", "", ""] = number(r[5])
    return cells


def zensus_rent(path):
    rows = table(path, ",")
    return {(zensus_key(r[1]), "2022", "zensus_" + name.lower(), "", "", "", ""): number(cell)
            for r in rows[1:] for name, cell in zip(rows[0][4:], r[4:])}


def register(path, year):
    cells = {}
    for line in io.open(path, encoding="utf-8-sig"):
        if line.startswith("60"):
            key = line[10:18]
            cells[key, year, "population", "", "", "", ""] = number(line[139:150])
            cells[key, year, "population", "m", "", "", ""] = number(line[150:161])
            cells[key, year, "area_ha", "", "", "", ""] = number(line[128:139])
    return cells


def municipalities(path):
    cells, columns = {}, {"flaeche_ha": ("2024", "area_ha", ""), "bev_20201231":
                          ("2020", "population", ""), "bev_20221231_zensus2011":
                          ("2022", "population", ""), "bev_20241231_zensus2022":
                          ("2024", "population", ""), "maennlich_20241231":
                          ("2024", "population", "m"), "bev_zensus20220515":
                          ("2022", "census_population", "")}
    rows = table(path, ";")
    for r in rows[1:]:
        for head, cell in zip(rows[0], r):
            if head in columns:
                year, measure, sex = columns[head]
                cells[r[0], year, measure, sex, "", "", ""] = number(cell)
    return cells


def price_measure(code):
    return "price_" + re.sub(r"[^a-z0-9]", "_", code.lower())


def prices(path):
    return {(r[7], r[4], price_measure(r[11]), "", "", "", ""):
            (number(r[13])[0], number(r[13])[1] or r[14].replace("()", "(").replace("e", ""))
            for r in table(path, ";")[1:] if r[13] != ""}


OTHERS = {  # descriptor: file, reader
    "gisd": ("gisd/GISD_Baden-Wuerttemberg_Gemeinde.csv", gisd),
    "inkar-kreise": ("inkar/gerda_inkar_kreise_1995_2022.csv", inkar_kreise),
    "inkar-verband": ("inkar/IRIS_Einkommenssteuer_Gemeindeverbaende_2022.csv", inkar_verband),
    "zensus2022-einwohnerzahl": ("zensus2022/CSV-Einwohnerzahl.csv", zensus),
    "zensus2022-nettokaltmiete":
        ("zensus2022/zensus2022_nettokaltmiete_gemeinden_08116_08117.csv", zensus_rent),
    "gv100ad-2021-11": ("register/GV100AD_301121.ASC", lambda p: register(p, "2020")),
    "gv100ad-2025-08": ("register/GV100AD_31082025.txt", lambda p: register(p, "2024")),
    "gemeinden-08116": ("register/gemeinden_08116.csv", municipalities),
    "flat-61111-0003": ("flat/61111-0003_de_flat.csv", prices),
}
# Decimals have a point in this file, but one cell has a comma: nobody guesses, it is reported.
REFUSED = {"zensus2022-nettokaltmiete": {("01051052", "2022", "zensus_qmmiete", "", "", "", "")}}
NO_FIGURES = {"README.md", "inkar/gerda_inkar_codebook.csv",
              "register/Datensatzbeschreibung_GV100AD.pdf",
              "boundaries/bkg2013_gemeinden_08116.geojson",
              "boundaries/vg250s2024_gemeinden_08116.geojson"}


def more_values(name, text):
    """The shipped descriptors take what the catalogue has; here every column of figures is taken."""
    def values(lines, others=""):
        body = "\n".join(lines)
        return re.sub(r"(?s)<values.*</values>", f"<values{others}>{body}</values>", text)
    if name == "inkar-kreise":
        heads = table(os.path.join(SHARED, OTHERS[name][0]), ",")[0][2:]
        return values(f'<value measure="inkar_{h}" head="{h}"/>' for h in heads)
    if name == "zensus2022-nettokaltmiete":
        heads = table(os.path.join(SHARED, OTHERS[name][0]), ",")[0][4:]
        return values([f'<value measure="zensus_{h.lower()}" head="{h}"/>' for h in heads]
                      + ['<skip head="Regionalebene"/>'])
    if name == "zensus2022-einwohnerzahl":
        more = text[text.index("<values"):]
        more = re.findall(r'(?s)<value measure.*?/>', more)
        return values(more + [v.replace("census_population", "population")
                              .replace('"EWZ"', '"EWZ_BFS_20220630"')
                              .replace("2022-05-15", "2022-06-30") for v in more],
                      ' others="skip"')
    if name.startswith("gv100ad"):
        return text.replace("</values>",
                            '<value measure="area_ha" kind="60" at="129" length="11"/></values>')
    return text


def price_descriptor():
    rows = table(os.path.join(SHARED, OTHERS["flat-61111-0003"][0]), ";")
    codes = list(dict.fromkeys(r[11] for r in rows[1:]))
    lines = [f'<value measure="{price_measure(c)}" kind="{c}" head="{rows[0][13]}"/>'
             for c in codes]
    return ('<table id="flat-61111-0003"><title>Preise</title><file empty="absent"/><columns>'
            '<column is="period" name="Zeit"/><column is="area" name="1_Auspraegung_Code"/>'
            '<column is="kind" name="2_Auspraegung_Code"/><column is="mark" '
            f'name="{rows[0][14]}"/></columns><head skip="0"><row is="measure"/></head><words>'
            '<word is="mark" text="e" means="none"/></words><values others="skip">'
            + "".join(lines) + "</values></table>")


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def write_areas(keys):
    """A tree of all Germany in which every key of the files has its place."""
    places = sorted(k for k in keys if len(k) == 8)
    kreise = sorted({k for k in keys if len(k) == 5} | {k[:5] for k in places})
    have = {k[:5] for k in places}
    places += [k + "999" for k in kreise if k not in have]
    groups = [k for k in sorted(keys) if k.isdigit() and len(k) not in (2, 5, 8)]
    out = ['<areas district="08116" date="2024-12-31"><area key="DG" kind="bund" name="-">']
    by_land, by_kreis = {}, {}
    for k in kreise:
        by_land.setdefault(k[:2], []).append(k)
    for k in places:
        by_kreis.setdefault(k[:5], []).append(k)
    for land in sorted(by_land):
        out.append(f'<area key="{land}" kind="land" name="-">')
        for kreis in by_land[land]:
            out.append(f'<area key="{kreis}" kind="kreis" name="-">')
            out += [f'<area key="{k}" kind="gemeinde" name="-"/>' for k in by_kreis[kreis]]
            out.append("</area>")
        out.append("</area>")
    out.append("</area>")
    out += [f'<group key="{k}" name="-"><member key="{places[0]}"/></group>' for k in groups]
    write(os.path.join(WORK, "in/areas.xml"), "\n".join(out) + "</areas>")


def write_catalogue(measures):
    unit = '<measure id="{}" unit="Personen" reference="Jahr" additive="yes"><name>{}</name></measure>'
    indicator = ('<indicator id="D01" handlungsfeld="0" level="gemeinde" unit="Personen" factor="1" '
                 'decimals="0" polarity="neutral" interval="none"><name>N</name><short>N</short>'
                 '<per>Personen</per><definition>T.</definition><numerator><term measure="{}"/>'
                 "</numerator></indicator>")
    write(os.path.join(WORK, "in/catalogue.xml"), '<catalogue version="1">'
          + "".join(unit.format(m, m) for m in measures) + indicator.format(measures[0])
          + "</catalogue>")


def write_source(name, path):
    shutil.copyfile(path, os.path.join(WORK, "in/data/f"))
    by = "" if name in GENESIS else f" table={quoteattr(name)}"
    write(os.path.join(WORK, "in/sources.xml"),
          '<sources><source id="A" status="official" protection="protected" retrieved="2017-10-10">'
          f'<publisher short="A">A</publisher><table>{name}</table><title>T</title><licence id="L">L'
          f'</licence><file path="data/f"{by}/></source></sources>')


def write_descriptors():
    for folder in (os.path.join(INPUTS, "descriptors"), os.path.join(HERE, "descriptors")):
        for file in os.listdir(folder):
            text = open(os.path.join(folder, file), encoding="utf-8").read()
            write(os.path.join(WORK, "in/descriptors", file), more_values(file[:-4], text))
    write(os.path.join(WORK, "in/descriptors/flat-61111-0003.xml"), price_descriptor())


def dumped():
    run = subprocess.run([PROGRAM, "dump", "facts", "--inputs", os.path.join(WORK, "in")],
                         capture_output=True, text=True, check=False)
    cells = {}
    for line in run.stdout.split("\n")[1:-1]:
        area, year, measure, sex, low, high, nation, value, sign, _ = line.split(";")
        name = (area, year, measure, sex, low, high, nation)
        assert name not in cells, name
        cells[name] = (float(value) if value else None, sign)
    return cells, run.stderr


def totals(cells):
    """Cells and sum by measure, period and dimensions."""
    sums = {}
    for name, (value, _) in cells.items():
        count, total = sums.get(name[1:], (0, 0.0))
        sums[name[1:]] = count + 1, total + (value or 0.0)
    return sums


def compare(name, wanted, have, messages):
    refused = REFUSED.get(name, set())
    wanted = {k: v for k, v in wanted.items() if k not in refused}
    errors = [m for m in messages.split("\n") if "Fehler:" in m]
    faults = errors[:3] if len(errors) != len(refused) else []
    faults += [f"{k}: {have.get(k)} instead of {v}" for k, v in wanted.items()
               if have.get(k) != v][:5]
    faults += [f"{k}: not in the file" for k in have if k not in wanted][:5]
    if not faults and {k: (n, round(s, 3)) for k, (n, s) in totals(wanted).items()} != \
            {k: (n, round(s, 3)) for k, (n, s) in totals(have).items()}:
        faults.append("the totals differ")
    if not wanted:
        faults.append("no cell in the file")
    if faults:
        print(f"not ok original {name}: " + "; ".join(faults))
    else:
        places = len({k[0] for k in wanted})
        print(f"ok original {name}: {len(wanted)} cells, {places} areas, "
              f"{len(totals(wanted))} totals")
    return not faults


def main():
    files = {n: (f"regionalstatistik/{s[0]}/{n}.csv", lambda p, s=s: genesis(p, *s[1:]))
             for n, s in GENESIS.items()}
    files.update(OTHERS)
    known = {f for f, _ in files.values()} | NO_FIGURES
    there = {os.path.relpath(os.path.join(d, f), SHARED)
             for d, _, names in os.walk(SHARED) for f in names}
    good = there <= known
    print(("ok" if good else "not ok") + " every file of the publishers is read"
          + ("" if good else f": not {sorted(there - known)}"))
    keys, measures = set(), set()
    for name, (path, read) in files.items():
        cells = read(os.path.join(SHARED, path))
        keys |= {k[0] for k in cells}
        measures |= {k[2] for k in cells}
        with open(os.path.join(WORK, name + ".cells"), "wb") as file:
            pickle.dump(cells, file)
    shutil.copytree(INPUTS, os.path.join(WORK, "in"))
    for name in ("data", "boundaries.xml", "analysis.xml", "actions.xml", "paper.xml"):
        path = os.path.join(WORK, "in", name)
        if os.path.isdir(path):
            shutil.rmtree(path)
        elif os.path.exists(path):
            os.remove(path)
    os.makedirs(os.path.join(WORK, "in/data"))
    write_descriptors()
    write_areas(keys)
    write_catalogue(sorted(measures))
    for name, (path, _) in files.items():
        if ONLY and name not in ONLY:
            continue
        write_source(name, os.path.join(SHARED, path))
        have, messages = dumped()
        with open(os.path.join(WORK, name + ".cells"), "rb") as file:
            good = compare(name, pickle.load(file), have, messages) and good
    return 0 if good else 1


sys.exit(main())
