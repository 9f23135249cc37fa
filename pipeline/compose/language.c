#include "compose/figure_private.h"

#include <stdio.h>
#include <string.h>

static const struct function *function_at(size_t i)
{
    const struct { const struct function *list; size_t n; } tables[] = {
        {value_functions, n_value_functions}, {text_functions, n_text_functions},
        {list_functions, n_list_functions}, {analysis_functions, n_analysis_functions},
        {ahead_functions, n_ahead_functions}, {similar_functions, n_similar_functions},
        {sentence_functions, n_sentence_functions}};
    for (size_t k = 0; k < sizeof tables / sizeof tables[0]; i -= tables[k++].n) {
        if (i < tables[k].n)
            return &tables[k].list[i];
    }
    return NULL;
}

void functions_register(struct compose *c)
{
    const struct function *f;
    for (size_t i = 0; (f = function_at(i)) != NULL; i++) {
        xpath_register(c->xpath, f->name, f->min_args, f->max_args, f->f, c);
        xpath_describe(c->xpath, f->name, f->doc.signature);
    }
}

/* Names differ, so the i-th is the one with exactly i names before it. */
const struct compose_function_doc *compose_function_doc(size_t i)
{
    const struct function *f;
    for (size_t k = 0; (f = function_at(k)) != NULL; k++) {
        size_t before = 0;
        const struct function *other;
        for (size_t m = 0; (other = function_at(m)) != NULL; m++)
            before += strcmp(other->name, f->name) < 0;
        if (before == i)
            return &f->doc;
    }
    return NULL;
}

static const struct compose_element_doc elements[] = {
    {"report", "volume title for subject? publication?",
     "Wurzel einer Berichtsvorlage. for: gemeinde oder landkreis; volume: Kolumnentitel."},
    {"chapter", "", "Wurzel einer Kapiteldatei für mehrere Berichte."},
    {"xi:include", "href", "Fügt eine Kapiteldatei ein; Pfad vom Ordner der Vorlagen aus."},
    {"cover", "", "Titelseite aus over-left, over-right, title, name, sub, foot-left, "
                  "foot-right, figure; mit <if>, aber ohne Schleifen."},
    {"contents", "of? title? depth?",
     "Verzeichnis mit Seitenzahlen. of: sections (Abschnitte, wenn nichts dasteht), figures "
     "(Abbildungen), tables (Tabellen), jeweils mit Nummer. depth: 1 nennt nur die äußeren "
     "Abschnitte, 2 auch die darin."},
    {"section", "id? title? level? field? running? new-page? landscape? part? masthead?",
     "Abschnitt. Überschrift als title oder <heading>; running: Kurztitel; field: "
     "Handlungsfeld 0 bis 5; new-page: yes, in der Druckausgabe mit right auf einer rechten "
     "Seite; landscape=\"yes\": auf eigenen Seiten im Querformat, nicht in Spalten, Kästen und "
     "Listen; part=\"yes\": Teil eines Bandes mit eigenem Titelblatt, nicht in anderen "
     "Abschnitten; <contents/> darin nennt nur seine Abschnitte, und was darin eine neue Seite "
     "beginnt, hat eine Überschrift wie ein Kapitel; masthead=\"yes\": große Überschrift auf einem "
     "Bericht ohne Titelseite."},
    {"p", "role?", "Absatz. role: body, lead (unter der Überschrift), key (nummerierter Befund), "
                   "small."},
    {"list", "ordered?", "Liste aus <item>."},
    {"columns", "", "Spalten nebeneinander: <column span=\"7\">; zwölf Einheiten je Zeile, was "
                    "darüber hinausgeht, beginnt eine neue Zeile."},
    {"box", "title id? field?", "Kasten, etwa „Lesehilfe“."},
    {"table", "id? title? subtitle? dense?",
     "Tabelle: <head>, Zeilen <row>, <notes>. Mit title erhält sie eine Nummer."},
    {"row", "role?", "Zeile. role: body, group (Zwischenzeile), sum, sub (davon)."},
    {"cell", "value? span? rows? align? emphasis?",
     "Zelle. value: Ausdruck, dessen Ergebnis am Komma ausgerichtet wird; emphasis: eigene "
     "Spalte der Gemeinde."},
    {"headcell", "span? rows? align? emphasis?",
     "Zelle, die ihre Zeile benennt. span, hier und bei cell: über wie viele Spalten, auch "
     "gerechnet: {count($jahre)}."},
    {"spark", "indicator area from? to?", "Verlaufslinie in einer Zelle."},
    {"figure", "kind id? title? subtitle? alt? values? unit? field? height? decimals? …",
     "Abbildung; die Arten stehen unten. Der Alternativtext entsteht von selbst, wenn alt "
     "fehlt. Mit title erhält sie eine Nummer, Kacheln (tile) nicht. values: Kennung der Tabelle, "
     "in der alle Werte der Abbildung stehen. classes: fixed (Grenzen aus dem Katalog, wo es "
     "welche gibt, auch ohne Angabe), quantiles (gleich viele Orte in jeder Klasse) oder equal "
     "(gleich breite Klassen); steps: wie viele, 2 bis 5. Ohne Grenzen der Gebiete wird aus map "
     "eine Kachelkarte (tiles)."},
    {"figure-values", "id?",
     "Tabellen mit den Werten aller Abbildungen, die nicht schon in einer Tabelle stehen; unter "
     "jeder Abbildung entsteht ein Verweis darauf."},
    {"series", "indicator? area? name? role? from? to? year? part? projected-from?",
     "Reihe einer Abbildung. role: place, district, land, others, second. In stack und diverging "
     "ist jede Reihe ein Teil der Balken: mit <entry> einer je Gruppe, mit indicator (und part) "
     "einer je Ort aus areas; in diverging wächst die erste Hälfte der Reihen nach links, "
     "balance=\"Saldo\" zeigt rechts minus links. In pyramid zeigt year ein früheres Jahr "
     "als Umriss. In multiples ist eine Reihe (area) ein Bezug in allen Feldern; in ages ist jede "
     "ein Teil, von unten nach oben, mit shares=\"yes\" in % ihrer Untergliederung oder der "
     "Kennzahl, die indicator an der Abbildung nennt. projected-from: Jahr, ab dem die Werte einer "
     "Linie vorausberechnet sind; sie ist von da an gestrichelt."},
    {"reference", "area name? role?",
     "Bezugslinie einer Rangfolge oder eines Vergleichs zweier Jahre."},
    {"entry", "label? sublabel? value? indicator? year?",
     "Balken (label und value) oder Zeile eines Vergleichs (indicator)."},
    {"group", "title field?", "Zwischenüberschrift in einem Vergleich (spine, range)."},
    {"notes", "", "Anmerkungen unter Tabelle oder Abbildung: <p>, <signs>, <sources>."},
    {"sources", "of?",
     "Quellenzeile: der genannten Indikatoren (of=\"S06 D01:2024\", auch mit Jahr) oder der "
     "hier gedruckten Werte."},
    {"signs", "", "Erklärung der Zeichen, die hier vorkommen."},
    {"page-break", "", "Neue Seite."},
    {"if", "test",
     "Inhalt nur, wenn die Bedingung zutrifft. Im Satz auch <if there=\"kennung\">: nur, wenn es "
     "diese Stelle im Bericht gibt, zum Beispiel „(siehe <ref to=\"kennung\"/>)“ zu einer "
     "Abbildung, die manchen Gemeinden fehlt."},
    {"choose", "", "Der erste zutreffende <when test=\"…\">, sonst <otherwise>."},
    {"for-each", "select as",
     "Wiederholt den Inhalt; setzt $as, $position und $last. Zuerst können <sort by=\"…\" "
     "order=\"descending\"/> stehen."},
    {"let", "name select", "Gibt einem Ergebnis einen Namen, gültig bis zum Ende des Elements."},
    {"b i sup grey accent", "", "Fett, kursiv, hochgestellt, grau, in der Farbe der Seite."},
    {"term", "expansion", "Abkürzung mit Langform."},
    {"foreign", "lang", "Text in einer anderen Sprache."},
    {"ref", "to form? optional?",
     "Verweis auf eine Kennung. Leer druckt er „Abbildung 3, Seite 7“, „Tabelle 2, Seite 5“ oder "
     "bei Abschnitt und Kasten den Titel in Anführungszeichen mit der Seite; form=\"number\" nur "
     "Nummer oder Titel, form=\"page\" nur „Seite 7“. „siehe“ schreiben Sie selbst davor. Fehlt "
     "die Stelle im Bericht, ist das ein Fehler; mit optional=\"yes\" entfällt der Verweis, ganze "
     "Satzteile entfallen in <if there=\"kennung\">."},
    {"page", "of", "Seitenzahl einer Kennung."},
    {"footnote", "",
     "Fußnote: hochgestellte Nummer an dieser Stelle, der Text am Fuß derselben Seite, im ganzen "
     "Bericht durchgezählt; zwei, drei Zeilen höchstens. Möglich in Absätzen, Listen, Kästen, "
     "Anmerkungen und Tabellenzeilen, nicht in Überschriften, Verweisen, Fußnoten, auf der "
     "Titelseite und im Tabellenkopf: Anmerkungen zu Spalten gehören in <notes>."},
    {"values", "", "Wo der Verweis auf die Werte der Abbildungen dieses Abschnitts steht; sonst am "
                   "Ende der Anmerkungen."},
    {"br", "", "Neue Zeile."},
};

const struct compose_element_doc *compose_element_doc(size_t i)
{
    return i < sizeof elements / sizeof elements[0] ? &elements[i] : NULL;
}

static const struct { const char *name, *text; } variables[] = {
    {"$area", "das Gebiet des Berichts, in Gemeindeberichten auch $gemeinde"},
    {"$name", "sein Name"},
    {"$kreis, $land, $bund", "die Gebiete darüber"},
    {"$gemeinden", "alle Gemeinden, nach dem Namen geordnet"},
    {"$edition", "die Ausgabe: @title @date @publisher @version @name @mark @inputs (Prüfsumme der "
                 "Eingaben) @revisions (Ausgabe, gegenüber der berichtigte Zahlen ein r tragen)"},
    {"$karte", "was Lagekarten zeigen: „Grenzen“ oder „Kreise“; @source @licence @date"},
    {"$agenda", "inputs/agenda.xml: querschnittsthema mit @id @indicators, committee mit @id "
                "@name"},
    {"$paper", "inputs/paper.xml, die Sitzungsvorlage: @number @date @access, darunter to, copy, "
               "session, subject, annex, proposal, budget, facts; leer, wo die Datei fehlt"},
    {"$actions", "inputs/actions.xml, Maßnahmen und Fragen: @date, darunter action mit @field "
                 "@state @level @decides @due, title und note, question mit @field; ebenso"},
    {"$order", "inputs/print-order.xml, der Druckauftrag: @number @date @due, darunter client, "
               "printer, item mit @file @duplex @colour @paper @binding, recipient mit @copies "
               "@place, note; ebenso"},
    {"$accepted", "inputs/accepted.xml, angenommene Befunde der Prüfung, die noch bestehen: "
                  "finding mit @rule @subject @area @key @year @by @date, Text: Grund"},
    {"$feld", "das Handlungsfeld eines Berichts mit field in edition.xml, sonst 0"},
    {"$position, $last", "in einer Schleife: die wievielte von wie vielen"},
};

static void put_more(const struct language_printer *p, const char *label, const char *text)
{
    if (text[0] != '\0')
        p->more(p->to, label, text);
}

static void put_kind(const struct language_printer *p, const struct figure_kind *k)
{
    char noun[128];
    snprintf(noun, sizeof noun, "(%s)", k->noun);
    p->entry(p->to, k->name, noun, NULL, true);
    put_more(p, "nötig", k->needs);
    put_more(p, "möglich", k->may);
    put_more(p, "darin", k->parts);
}

/* Attributes of figures that do not explain themselves. */
static const struct { const char *name, *text; } attributes[] = {
    {"compact", "tile: yes lässt die Jahre unter der Verlaufslinie weg, bei nur einem Jahr "
                "auch den Punkt; locator: keine Namen, für kleine Karten neben dem Namen."},
    {"scale", "range: own, jede Zeile auf eigener Skala (wenn nichts dasteht), oder common, alle "
              "auf einer; dafür brauchen alle dieselbe Einheit. zero=\"yes\" beginnt sie bei 0."},
    {"steps", "heat: in wie viele gleich große Klassen die Werte jeder Spalte geteilt werden, 2 "
              "bis 5; Fünftel, wenn nichts dasteht."},
    {"order", "heat: Zeilen nach name oder nach value, dem Wert der ersten Spalte, der höchste "
              "zuerst; sonst in der Reihenfolge von areas."},
    {"index", "status, classes: welcher Index aus analysis.xml gezeigt wird, zum Beispiel "
              "sozialindex; values nennt die Tabelle mit dem Index aller Orte."},
    {"from", "classes: das Jahr, seit dem die Veränderung gerechnet wird; wenn nichts dasteht, das "
             "früheste, das sich mit year vergleichen lässt."},
};

void compose_language(const struct language_printer *p)
{
    p->paragraph(p->to, "Vorlagen: XML-Dateien, geprüft gegen templates/report.rng.");
    p->paragraph(p->to, "In den Attributen test, select, by, value, area, areas, highlight und "
                        "reference steht ein Ausdruck (XPath). In allen anderen Attributen und im "
                        "Text steht er in geschweiften Klammern: {$name}. Eine Klammer selbst wird "
                        "doppelt geschrieben.");
    p->heading(p->to, "Elemente");
    for (size_t i = 0; compose_element_doc(i) != NULL; i++)
        p->entry(p->to, elements[i].name, elements[i].attributes, elements[i].text, true);
    p->heading(p->to, "Arten von Abbildungen (kind)");
    for (size_t i = 0; figure_kind_at(i) != NULL; i++)
        put_kind(p, figure_kind_at(i));
    p->heading(p->to, "Attribute von Abbildungen");
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
        p->entry(p->to, attributes[i].name, "", attributes[i].text, false);
    p->heading(p->to, "Variablen");
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        p->entry(p->to, variables[i].name, "", variables[i].text, false);
    p->heading(p->to, "Funktionen");
    const struct compose_function_doc *f;
    for (size_t i = 0; (f = compose_function_doc(i)) != NULL; i++) {
        p->entry(p->to, f->signature, "", f->text, true);
        p->more(p->to, "Beispiel", f->example);
    }
}
