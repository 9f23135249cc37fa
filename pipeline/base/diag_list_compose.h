/* Part of diag_list.h: templates as compose reads them. */

DIAG(TEMPLATE_NO_REPORT, SEV_ERROR, "Die Vorlage beginnt mit <$1>, ein Bericht muss mit <report> "
                                    "beginnen. Es wurde kein Bericht erzeugt.")
DIAG(TEMPLATE_WRONG_AREA, SEV_ERROR, "Diese Vorlage ist für die Gebietsart „$1“ gemacht; für $2 "
                                     "wurde damit kein Bericht erzeugt.")
DIAG(TEMPLATE_NOT_HERE, SEV_ERROR, "<$1> darf hier nicht stehen; es wurde übergangen.")
DIAG(TEMPLATE_TOO_LARGE, SEV_ERROR, "Der Bericht wird zu groß (mehr als $1 Elemente); ab hier "
                                    "wurde er abgeschnitten. Wiederholt sich eine Schleife zu "
                                    "oft?")
DIAG(TEMPLATE_LONG_TEXT, SEV_ERROR, "Der Text ist länger als $1 Zeichen; der Name steht hier für "
                                    "einen leeren Text.")
DIAG(INCLUDE_NOT_FOUND, SEV_ERROR, "Die Datei „$1“ gibt es im Ordner der Vorlagen nicht.$2 Das "
                                   "Kapitel fehlt im Bericht.")
DIAG(INCLUDE_OUTSIDE, SEV_ERROR, "Der Pfad „$1“ führt aus dem Ordner der Vorlagen hinaus; das "
                                 "Kapitel fehlt im Bericht.")
DIAG(INCLUDE_CYCLE, SEV_ERROR, "Die Datei „$1“ bindet sich hier selbst ein ($2); sie wurde nicht "
                               "noch einmal eingefügt.")
DIAG(INCLUDE_DEPTH, SEV_ERROR, "Kapitel sind hier mehr als $1-fach ineinander eingebunden; „$2“ "
                               "wurde nicht eingefügt.")
DIAG(INCLUDE_NO_CHAPTER, SEV_ERROR, "Die eingebundene Datei „$1“ beginnt mit <$2> statt mit "
                                    "<chapter>; sie wurde nicht eingefügt.")
DIAG(TEMPLATE_BRACE_OPEN, SEV_ERROR, "Die geschweifte Klammer wird nicht geschlossen. Als Zeichen "
                                     "gemeint, schreiben Sie sie doppelt: {{. Der Text wurde so "
                                     "übernommen, wie er dasteht.")
DIAG(TEMPLATE_BRACE_CLOSE, SEV_WARNING, "Zu dieser geschweiften Klammer fehlt der Anfang. Als "
                                        "Zeichen gemeint, schreiben Sie sie doppelt: }}. Sie "
                                        "wurde so gedruckt.")
DIAG(TEMPLATE_NO_RECORD, SEV_ERROR, "Die Datei $2 fehlt in den Eingaben; ohne $$1 hätte diese "
                                    "Vorlage nichts zu sagen. Bitte die Datei anlegen oder den "
                                    "Bericht in edition.xml streichen.")
DIAG(TEMPLATE_QUOTE_OPEN, SEV_ERROR, "In diesem Ausdruck wird ein Anführungszeichen nicht "
                                     "geschlossen; gedruckt wurde „?“.")
DIAG(TEMPLATE_OUTSIDE, SEV_WARNING, "„$1“ steht außerhalb geschweifter Klammern und wird so "
                                    "gedruckt, wie es dasteht. Gerechnet wird nur in {…}.")
DIAG(TEMPLATE_COLUMN_SUM, SEV_NOTE, "Die Spalten dieser Reihe ergeben zusammen $1 statt 12 "
                                    "Einheiten; der Rest der Breite bleibt leer.$2")
DIAG(TEMPLATE_EMPTY, SEV_WARNING, "$1. $2.")
DIAG(TEMPLATE_BRACE_EMPTY, SEV_ERROR, "Zwischen den geschweiften Klammern fehlt der Ausdruck; "
                                      "gedruckt wurde nichts.")
DIAG(TEMPLATE_NO_VALUE, SEV_WARNING, "Der Ausdruck „$1“ ergibt im Bericht $2 nichts; im Text "
                                     "bleibt eine Lücke. Ob ein Wert gezeigt werden darf, prüft "
                                     "has(…).")
DIAG(TEMPLATE_NOT_A_NUMBER, SEV_WARNING, "Der Ausdruck „$1“ ergibt im Bericht $2 keine Zahl: Es "
                                         "fehlt ein Wert, oder es wird mit Text gerechnet (Texte "
                                         "verbindet concat). Gedruckt wurde „.“; ob ein Wert "
                                         "gezeigt werden darf, prüft has(…).")
DIAG(TEMPLATE_NO_ATTRIBUTE, SEV_WARNING, "Der Ausdruck „$1“ ergibt im Bericht $2 nichts: „$3“ "
                                         "gibt es hier nicht.$4 Im Text bleibt eine Lücke.")
DIAG(TEMPLATE_ABSENT, SEV_NOTE, "$1: Für $2 gibt es $3 keine Angabe; gedruckt wird „.“. $4")
DIAG(TEMPLATE_FRACTION, SEV_WARNING, "Der Ausdruck „$1“ ergibt eine Zahl mit Nachkommastellen; "
                                     "gedruckt wurde „$2“. Die Zahl der Stellen bestimmt "
                                     "decimal(zahl, stellen).")
DIAG(TEMPLATE_NOT_NODES, SEV_ERROR, "„$1“ ergibt keine Liste, die sich mit <$2> durchgehen ließe; "
                                    "der Inhalt wurde ausgelassen.")
DIAG(TEMPLATE_ID_TWICE, SEV_ERROR, "Die Kennung „$1“ gibt es im Bericht schon; hier wurde sie "
                                   "weggelassen.")
DIAG(TEMPLATE_NO_TARGET, SEV_ERROR, "Eine Stelle mit der Kennung „$1“ gibt es im Bericht nicht.$2 "
                                    "Der Verweis bleibt ohne Ziel.")
DIAG(TEMPLATE_TARGET_LEFT_OUT, SEV_ERROR, "Die Stelle mit der Kennung „$1“ ($2) gibt es im Bericht "
                                          "$3 nicht. Der Verweis bleibt ohne Ziel; mit "
                                          "optional=\"yes\" oder in <if there=\"$1\"> fällt er "
                                          "in solchen Berichten weg.")
DIAG(TEMPLATE_NO_NUMBER, SEV_ERROR, "„$1“ ist $2 und trägt keine Nummer; gedruckt wurde $3. "
                                    "Möglich ist form=\"page\".")
DIAG(TEMPLATE_NOTE_PLACE, SEV_ERROR, "Eine Fußnote darf nicht in <$1> stehen; sie wurde "
                                     "weggelassen. $2")
DIAG(TEMPLATE_BAD_FIELD, SEV_ERROR, "„$1“ ist kein Handlungsfeld (0 bis $2); die Angabe wurde "
                                    "übergangen.")
DIAG(TEMPLATE_TWO_HEADINGS, SEV_WARNING, "Der Abschnitt hat title und <heading>; gedruckt wurde "
                                         "<heading>.")
DIAG(TEMPLATE_CELL_TWICE, SEV_WARNING, "Die Zelle hat value und eigenen Inhalt; gedruckt wurde der "
                                       "Wert aus value.")
DIAG(TEMPLATE_NO_INDICATOR, SEV_ERROR, "Einen Indikator „$1“ gibt es nicht.$2 $3")
DIAG(TEMPLATE_NO_AREA, SEV_ERROR, "„$1“ ergibt kein Gebiet. $2")
DIAG(TEMPLATE_BAD_SPAN, SEV_ERROR, "„$1“ ist keine Zahl von Spalten (1 bis 100); die Zelle steht "
                                   "in einer. Möglich ist auch {count($jahre)}.")
DIAG(TEMPLATE_BAD_YEAR, SEV_ERROR, "„$1“ ist kein Jahr. $2")
DIAG(FIGURE_MISSING, SEV_ERROR, "Eine Abbildung der Art „$1“ braucht $2; sie fehlt im Bericht.")
DIAG(FIGURE_NO_INDEX, SEV_ERROR, "Einen Index „$1“ gibt es nicht; die Abbildung fehlt. Indizes "
                                 "stehen in inputs/analysis.xml.")
DIAG(FIGURE_EXTRA, SEV_WARNING, "„$1“ hat bei einer Abbildung der Art „$2“ keine Wirkung.")
DIAG(FIGURE_PART_EXTRA, SEV_WARNING, "<$1> hat bei einer Abbildung der Art „$2“ keine Wirkung.")
DIAG(FIGURE_BAD_PART, SEV_ERROR, "Eine Untergliederung „$1“ hat der Indikator $2 nicht. Möglich "
                                 "sind $3. Die Reihe fehlt in der Abbildung.")
DIAG(FIGURE_NO_BAND, SEV_WARNING, "Der Indikator $1 hat keinen Schwankungsbereich; band hat hier "
     "keine Wirkung.")
DIAG(FIGURE_NO_WHOLE, SEV_ERROR, "Wovon „$1“ ein Anteil ist, steht nicht da: Mit indicator an der "
     "Abbildung nennen Sie die Kennzahl des Ganzen. Die Reihe fehlt in der Abbildung.")
DIAG(FIGURE_UNITS, SEV_ERROR, "Eine gemeinsame Skala braucht eine gemeinsame Einheit; hier kommen "
     "„$1“ und „$2“ vor. Jede Zeile erhielt ihre eigene Skala.")
DIAG(FIGURE_NO_CHANGE, SEV_ERROR, "Für „$1“ lässt sich keine Veränderung $2 angeben: $3. Die "
     "Abbildung fehlt im Bericht.")
DIAG(FIGURE_NO_DYNAMICS, SEV_ERROR, "Für „$1“ ist keine Dynamik vereinbart, oder für keine "
     "Gemeinde liegen vergleichbare frühere Werte vor. Die Abbildung fehlt im Bericht.")
DIAG(FIGURE_NO_PYRAMID, SEV_ERROR, "Der Indikator $1 ist nicht nach Alter und Geschlecht "
                                   "gegliedert; eine Pyramide lässt sich daraus nicht zeichnen.")
DIAG(FIGURE_NEGATIVE_PART, SEV_ERROR, "Teile eines Balkens liegen aneinander und können nicht "
     "negativ sein: „$1“ ist bei „$2“ $3. Die Abbildung fehlt im Bericht.")
DIAG(FIGURE_NO_SERIES, SEV_WARNING, "Für „$1“ gibt es im Bericht $2 keine Werte; die Reihe fehlt "
     "in der Abbildung.")
DIAG(FIGURE_UNEVEN, SEV_ERROR, "Alle Reihen einer Abbildung der Art „$1“ brauchen dieselben Balken "
     "in derselben Folge; die Reihe „$2“ hat andere als die erste. Die Abbildung fehlt im "
     "Bericht.")
DIAG(FIGURE_BREAK, SEV_ERROR, "Zwischen $1 und $2 liegt beim Indikator $3 ein Reihenbruch ($4); "
     "eine Veränderung lässt sich nicht angeben. Die Abbildung fehlt im Bericht.")
DIAG(FIGURE_NO_LIMITS, SEV_ERROR, "Der Indikator $1 hat keinen Schwankungsbereich; ein Trichter "
     "lässt sich daraus nicht zeichnen.")
DIAG(FIGURE_NO_CLASSES, SEV_ERROR, "Für $1 stehen im Katalog keine Klassengrenzen (<classes "
                                  "limits=\"…\"/>); möglich sind classes=\"quantiles\" und "
                                  "\"equal\". Die Abbildung fehlt im Bericht.")
DIAG(FIGURE_NO_POSITION, SEV_WARNING, "Weder Grenzen noch die Lage (lon, lat in areas.xml) sind "
     "bekannt für $1 von $2 Orten, zuerst für $3; in der Karte fehlen sie.")
DIAG(FIGURE_FIXED_STEPS, SEV_WARNING, "„steps“ hat bei festen Klassen keine Wirkung: $1 hat so "
                                      "viele, wie im Katalog stehen.")
DIAG(WORDS_TWICE, SEV_WARNING, "„$1“ steht schon weiter oben; diese Zeile wurde übergangen.")
DIAG(WORDS_EMPTY, SEV_WARNING, "Ein Wort ohne Buchstaben kann nicht gefunden werden; die Zeile "
     "wurde übergangen.")
DIAG(FIGURE_NO_TABLE, SEV_ERROR, "Eine Tabelle mit der Kennung „$1“ gibt es im Bericht nicht. "
     "$2")
DIAG(FIGURE_VALUE_MISSING, SEV_ERROR, "Der Wert „$1“ ($2) der Abbildung „$3“ steht nicht in der "
     "Tabelle „$4“. $5")
DIAG(TEMPLATE_VALUES_TWICE, SEV_ERROR, "<figure-values> steht schon an anderer Stelle des "
     "Berichts; hier wurde es übergangen.")
DIAG(FIGURE_NO_DATA, SEV_WARNING, "Für die Abbildung „$1“ gibt es im Bericht $2 keine Werte; an "
                                  "ihrer Stelle steht ein Hinweis.$3")
