/* The list of diagnostics: DIAG(code, severity, text). Texts are German, say what
 * is wrong and what was done. Grouped by room; included several times on purpose. */

/* base: files and environment */
DIAG(IO_READ, SEV_FATAL, "Die Datei kann nicht gelesen werden ($1). Der Lauf endet hier.")
DIAG(IO_WRITE, SEV_FATAL, "In „$1“ kann nicht geschrieben werden ($2). Was dort stand, ist "
                          "unverändert.")
DIAG(IO_TOO_LARGE, SEV_ERROR, "Die Datei ist größer als $1 Megabyte und wurde nicht gelesen.")
DIAG(PATH_OUTSIDE, SEV_ERROR, "Der Pfad „$1“ führt aus dem erlaubten Ordner hinaus (durch „..“ "
                              "oder eine Verknüpfung); er wurde nicht geöffnet. Bitte die Datei "
                              "selbst in den Ordner legen.")

#include "base/diag_list_geo.h"

/* xml: all XML files */
DIAG(XML_REJECTED, SEV_ERROR, "Die Datei wurde nicht verwendet; Zahl der Fehler, die in ihr "
                              "gefunden wurden: $1.")
DIAG(XML_NO_FILE, SEV_ERROR, "Diese Datei gibt es nicht; was auf sie angewiesen ist, wurde "
                             "nicht erstellt. Bitte anlegen oder den Namen dort berichtigen, wo "
                             "sie genannt wird.")
DIAG(XML_EMPTY, SEV_ERROR, "Die Datei ist leer und wurde nicht verwendet.")
DIAG(XML_NUL_BYTE, SEV_ERROR, "Hier steht ein Nullbyte: Die Datei ist keine Textdatei oder "
                              "beschädigt.")
DIAG(XML_BAD_UTF8, SEV_ERROR, "Hier steht kein gültiges UTF-8 (Byte $1). Bitte die Datei mit der "
                              "Kodierung UTF-8 speichern.")
DIAG(XML_BAD_BYTE, SEV_ERROR, "Das Byte $1 bedeutet in der angegebenen Kodierung „$2“ nichts. "
                              "Bitte die Datei mit der Kodierung UTF-8 speichern.")
DIAG(XML_BAD_ENCODING, SEV_ERROR, "Die Kodierung „$1“ wird nicht gelesen; möglich sind UTF-8, "
                                  "UTF-16, ISO-8859-1, ISO-8859-15 und Windows-1252. Am besten "
                                  "die Datei mit der Kodierung UTF-8 speichern.")
DIAG(XML_BAD_CHARACTER, SEV_ERROR, "Das Steuerzeichen U+$1 ist in XML nicht erlaubt; bitte "
                                   "löschen.")
DIAG(XML_DOCTYPE, SEV_ERROR, "Eine DOCTYPE-Angabe ist nicht erlaubt, weil sie fremde Dateien und "
                             "Abkürzungen einschleusen kann. Bitte die Angabe löschen.")
DIAG(XML_TOO_DEEP, SEV_ERROR, "Hier liegen mehr als $1 Elemente ineinander; so tief wird nicht "
                              "gelesen.")
DIAG(XML_TOO_MANY_ATTRIBUTES, SEV_ERROR, "Dieses Element hat mehr als $1 Attribute; so viele "
                                         "werden nicht gelesen.")
DIAG(XML_TAG_TYPO, SEV_ERROR, "Hier steht </$2>, geöffnet wurde aber <$1> (Zeile $3). Vermutlich "
                              "ist einer der beiden Namen falsch geschrieben.")
DIAG(XML_TAG_OPEN, SEV_ERROR, "Hier wird </$2> geschlossen, obwohl <$1> aus Zeile $3 noch offen "
                              "ist. Davor fehlt </$1>.$4")
DIAG(XML_TAG_MISMATCH, SEV_ERROR, "Hier steht </$2>, geöffnet wurde aber <$1> (Zeile $3). Ein "
                                  "offenes <$2> gibt es nicht.")
DIAG(XML_TAG_UNCLOSED, SEV_ERROR, "<$1> wird bis zum Ende der Datei nicht geschlossen; es fehlt "
                                  "</$1>.")
DIAG(XML_SYNTAX, SEV_ERROR, "$1")
DIAG(XML_SYNTAX_OTHER, SEV_ERROR, "Hier entspricht die Datei nicht den Regeln von XML "
                                  "(Nummer $1 der XML-Bibliothek).")
DIAG(XML_NAMESPACE, SEV_ERROR, "<$1> steht in einem Namensraum (xmlns); hier ist keiner "
                               "vorgesehen. Bitte die Angabe löschen.")
DIAG(XML_WRONG_ROOT, SEV_ERROR, "Das oberste Element muss $2 sein; hier steht <$1>.")
DIAG(XML_UNKNOWN_ELEMENT, SEV_ERROR, "Ein Element <$1> gibt es nicht.$2")
DIAG(XML_WRONG_PARENT, SEV_ERROR, "<$1> darf nicht in <$2> stehen. $3")
DIAG(XML_WRONG_PLACE, SEV_ERROR, "<$1> darf an dieser Stelle nicht stehen. $2")
DIAG(XML_MISSING_ELEMENT, SEV_ERROR, "In <$1> fehlt noch $2.")
DIAG(XML_UNKNOWN_ATTRIBUTE, SEV_ERROR, "<$1> hat kein Attribut „$2“.$3")
DIAG(XML_MISSING_ATTRIBUTE, SEV_ERROR, "In <$1> fehlt das Attribut $2.")
DIAG(XML_EXCLUSIVE_ATTRIBUTE, SEV_ERROR, "In <$1> schließen sich „$2“ und „$3“ aus; nur eines "
                                          "davon darf angegeben sein.")
DIAG(XML_REPEATED_ID, SEV_ERROR, "Die Kennung „$1“ ist schon in Zeile $2 vergeben.")
DIAG(XML_BAD_VALUE, SEV_ERROR, "„$1“ ist kein möglicher Wert von „$2“. Erwartet wird $3.$4")
DIAG(XML_BAD_TEXT, SEV_ERROR, "„$2“ ist kein möglicher Inhalt von <$1>. Erwartet wird $3.$4")
DIAG(XML_TEXT_NOT_ALLOWED, SEV_ERROR, "In <$1> darf kein Text stehen, sondern nur Elemente; hier "
                                      "steht „$2“.")
DIAG(XML_NOT_VALID, SEV_ERROR, "<$1>: $2")
DIAG(XML_NO_INTEGER, SEV_ERROR, "„$1“ ist für „$2“ keine ganze Zahl; verwendet wurde $3.")
DIAG(XML_NO_NUMBER, SEV_ERROR, "„$1“ ist für „$2“ keine Zahl (Dezimalzeichen ist der Punkt); "
                               "verwendet wurde $3.")
DIAG(XML_BAD_GRAMMAR, SEV_FATAL, "Die eingebaute Grammatik ist fehlerhaft (Nummer $1, „$2“). Keine "
                                 "Datei, die sie braucht, kann gelesen werden.")
DIAG(XML_NO_GRAMMAR, SEV_FATAL, "Die Grammatik „$1“ ist nicht in das Programm eingebaut. Keine "
                                "Datei, die sie braucht, kann gelesen werden.")
DIAG(XPATH_FAULT, SEV_ERROR, "Der Ausdruck wurde nicht berechnet: $1")
DIAG(XPATH_NO_VARIABLE, SEV_ERROR, "Eine Variable „$$1“ gibt es hier nicht.$2 Der Ausdruck wurde "
                                   "nicht berechnet.")
DIAG(XPATH_NO_FUNCTION, SEV_ERROR, "Eine Funktion „$1()“ gibt es nicht.$2 Der Ausdruck wurde "
                                   "nicht berechnet.")
DIAG(XPATH_BAD_COUNT, SEV_ERROR, "„$1()“ braucht $2, hier $3.$4 Der Ausdruck wurde "
                                 "nicht berechnet.")

/* facts: areas, sources, catalogue */
DIAG(AREA_TOO_MANY, SEV_ERROR, "Mehr als $1 Gebiete sind nicht vorgesehen. Die Gebiete wurden "
                               "nicht geladen.")
DIAG(AREA_KEY, SEV_ERROR, "Der Schlüssel „$1“ passt nicht zur Art des Gebiets oder nicht zum "
                          "Schlüssel des übergeordneten Gebiets $2. Erwartet werden 2 Ziffern "
                          "(Land), 5 (Kreis) oder 8 (Gemeinde). Die Gebiete wurden nicht geladen.")
DIAG(AREA_TWICE, SEV_ERROR, "Der Schlüssel „$1“ kommt zweimal vor. Die Gebiete wurden nicht "
                            "geladen.")
DIAG(AREA_MEMBER, SEV_ERROR, "„$1“ ist keine Gemeinde dieser Datei und kann nicht zur Gruppe "
                             "„$2“ gehören. Die Gebiete wurden nicht geladen.")
DIAG(AREA_MEMBER_TWICE, SEV_ERROR, "„$1“ steht zweimal in der Gruppe „$2“. Die Gebiete wurden "
                                   "nicht geladen.")
DIAG(AREA_GROUP_KREISE, SEV_NOTE, "Die Gruppe „$1“ liegt in mehr als einem Kreis. Ihre Summen und "
                                  "Quoten werden gebildet; mit einem Kreis verglichen oder nach "
                                  "seinen Verhältnissen geschätzt wird sie nicht.")
DIAG(AREA_DISTRICT, SEV_ERROR, "Zum Schlüssel „$1“ gibt es in dieser Datei keinen Kreis. Die "
                               "Gebiete wurden nicht geladen.")
DIAG(CATALOGUE_TWICE, SEV_ERROR, "Die Kennung „$1“ ist leer, zu lang oder kommt zweimal vor. Der "
                                 "Katalog wurde nicht geladen.")
DIAG(CATALOGUE_FULL, SEV_ERROR, "Mehr als $1 Einträge dieser Art sind nicht vorgesehen. Der "
                                "Katalog wurde nicht geladen.")
DIAG(CATALOGUE_BASIS, SEV_ERROR, "Das Jahr „$1“ der Basis von „$2“ liegt nicht nach dem der "
                                 "vorigen Basis oder außerhalb von 1900 bis 2155. Der Katalog "
                                 "wurde nicht geladen.")
DIAG(CATALOGUE_MEASURE, SEV_ERROR, "Eine Messgröße „$1“ ist im Katalog nicht vereinbart.$2 Der "
                                   "Katalog wurde nicht geladen.")
DIAG(CATALOGUE_AGES, SEV_ERROR, "„$1“ ist keine Altersgruppe; erwartet wird zum Beispiel 15-64 "
                                "oder 65- (volle Jahre, beide eingeschlossen, höchstens 125). Der "
                                "Katalog wurde nicht geladen.")
DIAG(CATALOGUE_WEIGHT, SEV_ERROR, "Das Gewicht „$1“ ist null oder zu groß. Der Katalog wurde "
                                  "nicht geladen.")
DIAG(CATALOGUE_OVERLAP, SEV_WARNING, "In der Formel von „$1“ überschneiden sich zwei Summanden "
                                     "der Messgröße „$2“; dieselben Fälle zählen dort doppelt.")
DIAG(CATALOGUE_NOT_ADDITIVE, SEV_ERROR, "Der Indikator „$1“ summiert oder teilt die Messgröße "
                                        "„$2“, die ein Mittelwert oder eine Quote ist "
                                        "(additive=\"no\"). Der Katalog wurde nicht geladen.")
DIAG(CATALOGUE_INTERVAL, SEV_ERROR, "Für „$1“ gibt es kein Konfidenzintervall: es setzt einen "
                                    "Nenner und nur positive Gewichte voraus. Der Katalog wurde "
                                    "nicht geladen.")
DIAG(CATALOGUE_PARTS, SEV_ERROR, "Die Gliederung von „$1“ enthält zwei Klassen, die sich "
                                 "überschneiden. Der Katalog wurde nicht geladen.")
DIAG(CATALOGUE_LIMITS, SEV_ERROR, "„$1“ ist keine Klassengrenze von „$2“: Erwartet werden eine "
                                  "bis vier Zahlen (5 7.5 10), jede größer als die vorige und mit "
                                  "höchstens so vielen Nachkommastellen wie der Indikator. Der "
                                  "Katalog wurde nicht geladen.")
DIAG(CATALOGUE_STRATUM, SEV_ERROR, "Ein Summand von „$1“ nennt die Schicht $2, die "
                                    "es nicht gibt. Der Katalog wurde nicht geladen.")
DIAG(CATALOGUE_STRATA, SEV_ERROR, "Zwei Schichten von „$1“ überschneiden sich, oder es sind mehr "
                                  "als $2. Der Katalog wurde nicht geladen.")
DIAG(CATALOGUE_STANDARD, SEV_ERROR, "„$1“ kann so nicht gebildet werden: $2 Der Katalog "
                                      "wurde nicht geladen.")
DIAG(CATALOGUE_RULE, SEV_ERROR, "Die Schutzregel von „$1“ gilt so nicht: $2. Der Katalog wurde "
                                "nicht geladen.")
DIAG(SOURCE_RULE, SEV_ERROR, "Der Schutz der Quelle „$1“ ist so nicht möglich: $2. Der Katalog "
                             "wurde nicht geladen.")
DIAG(CATALOGUE_RELATION_RATE, SEV_ERROR, "Die Messgröße „$1“ kann weder Teil noch Ganzes sein: "
     "Sie lässt sich nicht addieren (additive=\"no\"). Der Katalog wurde nicht verwendet; bitte "
     "die Beziehung streichen oder die Messgröße berichtigen.")
DIAG(CATALOGUE_RELATION_TWICE, SEV_ERROR, "Die Messgröße „$1“ ist in einer Beziehung zweimal Teil "
     "von „$2“. Der Katalog wurde nicht verwendet; bitte sie nur einmal nennen.")
DIAG(CATALOGUE_RELATION_CYCLE, SEV_ERROR, "Die Messgröße „$1“ wäre nach den Beziehungen des "
     "Katalogs ein Teil ihrer selbst. Der Katalog wurde nicht verwendet; bitte prüfen, was Teil "
     "und was Ganzes ist.")
DIAG(CATALOGUE_NAME_TWICE, SEV_WARNING, "Den Namen „$1“ trägt schon ein anderer Eintrag; Leser "
     "können beide nicht unterscheiden. Verwendet werden beide; bitte einen anderen Namen geben.")
DIAG(CATALOGUE_FACTOR, SEV_ERROR, "Die Einheit „$1“ verlangt den Faktor $2. Der Katalog wurde "
     "nicht geladen; bitte Einheit oder Faktor berichtigen.")
DIAG(CATALOGUE_PLAIN_UNIT, SEV_ERROR, "Ohne Nenner und mit Faktor 1 kann nur gezeigt werden, was "
     "so geliefert wird: Die Messgröße „$2“ wird nicht in „$1“ geliefert. Der Katalog wurde nicht "
     "geladen; bitte einen Nenner angeben oder die Einheit berichtigen.")
DIAG(CATALOGUE_SUBTRACTS, SEV_ERROR, "Der $2 von „$1“ besteht nur aus Abzügen (weight unter 0). "
     "Der Katalog wurde nicht geladen; bitte mindestens einen Summanden angeben.")
DIAG(CATALOGUE_CONSTANT, SEV_ERROR, "Zähler und Nenner von „$1“ sind gleich; der Wert wäre immer "
     "derselbe. Der Katalog wurde nicht geladen; bitte die Formel berichtigen.")
DIAG(CATALOGUE_MIN_DENOMINATOR, SEV_WARNING, "„$1“ hat keinen Nenner; der Mindestnenner wird "
     "nicht verwendet und kann entfallen.")
DIAG(CATALOGUE_WILSON_UNIT, SEV_ERROR, "Das Intervall nach Wilson gilt nur für Anteile: „$1“ setzt "
     "Verschiedenes ins Verhältnis ($2). Der Katalog wurde nicht geladen; bitte interval=\"byar\" "
     "oder \"none\" wählen.")
DIAG(CATALOGUE_WILSON_OUTSIDE, SEV_ERROR, "Das Intervall nach Wilson gilt nur für Anteile: „$2“ im "
     "Zähler von „$1“ umfasst Alter, Geschlecht oder Staatsangehörigkeit außerhalb des Nenners. "
     "Der Katalog wurde nicht geladen; bitte die Formel berichtigen oder interval=\"none\" wählen.")
DIAG(CATALOGUE_PART_EMPTY, SEV_WARNING, "Die Gliederung von „$1“ enthält eine Klasse, zu der im "
     "Zähler nichts gehört; für sie gibt es nie eine Zahl. Bitte die Klasse streichen.")
DIAG(CATALOGUE_FIELD, SEV_ERROR, "Ein Handlungsfeld „$1“ gibt es in agenda.xml nicht. Der Katalog "
                                 "wurde nicht geladen.")
DIAG(CATALOGUE_FIELD_ID, SEV_ERROR, "Die Nummer „$1“ des Handlungsfelds ist nicht 1 bis 5 oder "
                                    "kommt zweimal vor. Der Katalog wurde nicht geladen.")
DIAG(CATALOGUE_CHECK_NAME, SEV_ERROR, "Eine $2 „$1“ gibt es nicht; die Prüfregel kann nicht für "
     "sie gelten. Der Katalog wurde nicht geladen.")
DIAG(CATALOGUE_CHECK_LIMITS, SEV_ERROR, "Die untere Grenze liegt über der oberen. Der Katalog "
     "wurde nicht geladen.")
DIAG(CATALOGUE_CHECK_WHOLE, SEV_ERROR, "Was sich zu einem Ganzen ergänzt, sind mindestens zwei "
     "verschiedene Messgrößen (measure) oder Kennzahlen mit Nenner (indicator), nicht beides. Der "
     "Katalog wurde nicht geladen.")
DIAG(CATALOGUE_SUMS_STEP, SEV_ERROR, "Zu sums=\"$1\" gehört keine Angabe step. Der Katalog wurde "
     "nicht geladen; bitte sums=\"rounded\" oder \"noise\" wählen oder step streichen.")
DIAG(CATALOGUE_FILE_TWICE, SEV_ERROR, "Die Datei „$1“ ist schon bei einer Quelle eingetragen. Der "
                                      "Katalog wurde nicht geladen.")

#include "base/diag_ingest.h"

/* check: plausibility */
DIAG(CHECK_ERRORS, SEV_ERROR, "Fehler nach den Prüfregeln des Katalogs: $1. „sozialbericht check“ "
                              "nennt sie mit Datei und Zeile.")
DIAG(CHECK_WARNINGS, SEV_WARNING, "Warnungen der Prüfung der Zahlen: $1.")
DIAG(CHECK_SEE, SEV_NOTE, "Warnungen der Prüfung der Zahlen: $1. „sozialbericht check“ nennt sie "
                          "mit Datei und Zeile.")
DIAG(CHECK_ANCHOR_AREA, SEV_NOTE, "Das Gebiet „$1“ gibt es in areas.xml nicht; dieser Anker "
                                     "gilt nicht. Bitte den Schlüssel berichtigen.")
DIAG(ACCEPTED_UNKNOWN, SEV_WARNING, "$2 „$1“ ist nicht bekannt; diese Annahme gilt nicht. Bitte "
                                    "berichtigen.")
DIAG(ACCEPTED_NOTHING, SEV_NOTE, "Diese Annahme trifft auf keinen Befund der Prüfung mehr zu; "
                                    "sie wird nicht gedruckt. Bitte streichen.")

/* stats and guard */

/* document: rules of a well-formed tree */
DIAG(DOC_WRONG_INSIDE, SEV_ERROR, "„$1“ darf im Dokument nicht in „$2“ stehen.")
DIAG(DOC_NO_HEADING, SEV_ERROR, "Der Abschnitt „$1“ hat keine Überschrift; im Inhaltsverzeichnis "
                                "bleibt er ohne Namen.")
DIAG(DOC_LEVEL_GAP, SEV_WARNING, "Auf eine Überschrift der Ebene $1 folgt „$3“ auf Ebene $2; "
                                 "Zwischenebenen dürfen nicht fehlen. Die Ebene bleibt wie "
                                 "angegeben.")
DIAG(DOC_ID_TWICE, SEV_ERROR, "Die Kennung „$1“ kommt im Bericht mehrmals vor; Verweise führen "
                              "zur ersten Stelle.")
DIAG(DOC_NO_TARGET, SEV_ERROR, "Ein Verweis führt zur Kennung „$1“, die es im Bericht nicht "
                               "gibt; er bleibt ohne Ziel.")
DIAG(DOC_RAGGED_TABLE, SEV_ERROR, "In der Tabelle „$1“ (Zeile $2) stehen $3 statt $4 Spalten; "
                                  "fehlende Zellen bleiben leer.")
DIAG(DOC_ROWS_BEYOND, SEV_WARNING, "In der Tabelle „$1“ (Zeile $2) reicht eine Zelle mit "
                                   "„rows=\"$3\"“ über ihr Ende hinaus; sie endet mit der letzten "
                                   "Zeile. Köpfe und Zeilen darunter sind getrennte Teile.")
DIAG(DOC_TOO_WIDE, SEV_ERROR, "Spalten nebeneinander ergeben zusammen $1 statt höchstens 12 "
                              "Einheiten; sie werden schmaler gesetzt.")
DIAG(DOC_BAD_NUMBER, SEV_ERROR, "„$1“ „$2“ trägt die Nummer $3 statt $4; Verweise darauf nennen "
                                "eine falsche Nummer.")
DIAG(DOC_NO_ALT, SEV_ERROR, "Die Abbildung „$1“ hat keinen Alternativtext.")
DIAG(DOC_LANDSCAPE_INSIDE, SEV_ERROR, "Der Abschnitt „$1“ soll quer stehen, liegt aber in „$2“, "
                                      "also auf einem Teil einer Seite. Er wurde hochkant "
                                      "gesetzt; landscape darf nur in Abschnitten stehen.")
DIAG(DOC_LANDSCAPE_ALONE, SEV_WARNING, "Der Abschnitt „$1“ steht quer und folgt unmittelbar auf "
                                       "eine Überschrift; sie bleibt allein auf der Seite davor. "
                                       "Besser steht der äußere Abschnitt quer.")

/* compose: templates */
#include "base/diag_list_compose.h"

/* layout: the theme */
DIAG(THEME_TWICE, SEV_ERROR, "„$1“ ist schon in Zeile $2 festgelegt. Das Erscheinungsbild wurde "
                             "nicht geladen; ohne es entsteht kein Bericht.")
DIAG(THEME_MISSING, SEV_ERROR, "In <$1> fehlt: $2. Das Erscheinungsbild wurde nicht geladen; ohne "
                               "es entsteht kein Bericht.")
DIAG(THEME_MARGINS, SEV_ERROR, "Die Ränder (innen $1 pt, außen $2 pt) lassen auf einer $3 pt "
                               "breiten Seite nur $4 pt für den Text; nötig sind mindestens $5 pt. "
                               "Es wurde kein Bericht erzeugt.")
DIAG(THEME_GUTTER, SEV_ERROR, "Mit Abständen von $1 pt bleiben in einem $2 pt breiten Satzspiegel "
                              "je Spalte nur $3 pt; nötig sind mindestens $4 pt für jede der "
                              "zwölf Spalten. Es wurde kein Bericht erzeugt.")
DIAG(THEME_GRID_TOP, SEV_ERROR, "Die erste Grundlinie (bei $1 pt) liegt zu nah an der Kopfzeile "
                                "(bei $2 pt), Überschriften stießen daran an; möglich ist sie ab "
                                "$3 pt. Es wurde kein Bericht erzeugt.")
DIAG(THEME_GRID_BOTTOM, SEV_ERROR, "$1 Zeilen zu $2 pt reichen bis $3 pt und damit in die Fußzeile "
                                   "(bei $4 pt); Platz ist für $5. Es wurde kein Bericht erzeugt.")
DIAG(THEME_HEAD_EDGE, SEV_ERROR, "Die Grundlinie bei $1 pt liegt weniger als $3 pt vom $2 Rand der "
                                 "Seite oder außerhalb. Es wurde kein Bericht erzeugt.")
DIAG(THEME_BARS_PITCH, SEV_ERROR, "Die Balken stehen $1 pt auseinander, sind aber $2 pt breit: Sie "
                                  "würden sich überdecken. Es wurde kein Bericht erzeugt.")
DIAG(THEME_BARS_WIDE, SEV_ERROR, "Die fünf Balken sind zusammen $1 pt breit; höchstens die Hälfte "
                                 "des Satzspiegels ($2 pt) ist für sie da. Es wurde kein Bericht "
                                 "erzeugt.")
DIAG(THEME_NO_MARK, SEV_ERROR, "Weder Kopf noch Fuß der Seiten zeigt den Vermerk <mark/> "
                               "(„Entwurf“, „Demonstrationsdaten“). Er darf auf keiner Seite "
                               "fehlen; es wurde kein Bericht erzeugt.")
DIAG(THEME_FONT, SEV_ERROR, "Die Schrift „$1“ muss entweder mit „family“ und „style“ (eine "
                            "installierte Schrift) oder mit „path“ (eine Datei) angegeben sein. "
                            "Es wurde kein Bericht erzeugt.")
DIAG(THEME_LEADING, SEV_ERROR, "Der Zeilenabstand $1 pt von „$2“ ist zu klein für die Schriftgröße "
                               "$3 pt, Zeilen würden sich berühren; nötig sind mindestens $4 pt. "
                               "Es wurde kein Bericht erzeugt.")
DIAG(THEME_CONTRAST, SEV_WARNING, "$1 ($2) hat auf $3 ($4) nur ein Kontrastverhältnis von $5 : 1; "
                                  "für $6 verlangt WCAG 2.1 ($7) mindestens $8 : 1. So gedruckt "
                                  "sind die Berichte nicht barrierefrei; bitte eine der beiden "
                                  "Farben ändern.")
DIAG(THEME_SCALE, SEV_WARNING, "Die Stufe $1 ist nicht dunkler als die vorige ($2); in Graustufen "
                               "ist die Reihenfolge der Klassen nicht zu erkennen. Die Farben "
                               "werden verwendet, wie sie dastehen.")
DIAG(THEME_DIVERGING, SEV_WARNING, "Die Stufe $1 ist nicht dunkler als ihre Nachbarin zur Mitte "
                                   "hin ($2); in Graustufen ist nicht zu erkennen, was weiter "
                                   "von der Mitte entfernt ist. Die Farben werden verwendet, wie "
                                   "sie dastehen.")
DIAG(THEME_STEP_NEAR, SEV_WARNING, "Die Stufe $1 hebt sich von der vorigen ($2) nur mit $3 : 1 ab; "
                                   "nötig sind mindestens $4 : 1, damit zwei Klassen in "
                                   "Graustufen zu unterscheiden sind. Die Farben werden "
                                   "verwendet, wie sie dastehen.")
DIAG(THEME_STEP_TEXT, SEV_WARNING, "Auf der Stufe $1 ist weder die Farbe „ink“ noch Weiß zu lesen "
                                   "(höchstens $2 : 1; WCAG 2.1, 1.4.3 verlangt $3 : 1). Namen und "
                                   "Werte fehlen auf Flächen dieser Klasse.")
DIAG(THEME_STEP_PALE, SEV_WARNING, "Die dunkelste Stufe $1 hat auf Weiß nur ein Kontrastverhältnis "
                                   "von $2 : 1; nötig sind mindestens $3 : 1, sonst bleibt für die "
                                   "übrigen Klassen kein Raum.")

/* layout and pdf */
DIAG(PAGES_BROKEN, SEV_ERROR, "Die Seitenbeschreibung ist fehlerhaft ($1: $2). Die Datei wurde "
                              "trotzdem geschrieben; sie ist vor der Verteilung zu prüfen.")
DIAG(GLYPH_MISSING, SEV_ERROR, "Das Zeichen „$1“ ($2) im Text „$3“ fehlt in den Schriften $4.$5 "
                               "Statt seiner steht „?“; ein Bericht damit wird nicht geschrieben.")
DIAG(TEXT_INVALID, SEV_WARNING, "Ein Text ist kein gültiges UTF-8 (bei „$1“). Für die fehlerhaften "
                                "Bytes wurde „?“ gedruckt.")
DIAG(TABLE_TOO_WIDE, SEV_WARNING, "Die Tabelle „$1“ ist breiter als der Satzspiegel. Ihre Spalten "
                                  "wurden verengt, lange Wörter hart getrennt.")
DIAG(TABLE_CUT, SEV_ERROR, "Die Tabelle „$1“ hat mehr als $2 Spalten. Was in weiteren steht, wurde "
                           "weggelassen.")
DIAG(BLOCK_TOO_TALL, SEV_WARNING, "Der Abschnitt „$1“ ist höher als eine Seite und nicht teilbar. "
                                  "Er ragt unten aus dem Satzspiegel.")
DIAG(COVER_TOO_TALL, SEV_ERROR, "Die Titelseite hat für ihre Texte keinen Platz, auch mit "
                                "kleinerem Titel: Sie lägen übereinander. Bitte die Texte in "
                                "<cover> kürzen oder in theme.xml eine größere Seite wählen; so "
                                "wird der Bericht nicht geschrieben.")
DIAG(COLUMNS_TOO_TALL, SEV_NOTE, "Spalten, die nebeneinander stehen sollten (ab „$1“), sind höher "
                                 "als eine Seite. Sie stehen untereinander.")
DIAG(HEADING_TOO_LONG, SEV_NOTE, "Die Überschrift „$1“ braucht mehr als zwei Zeilen. Sie wurde "
                                 "vollständig gesetzt; kürzer wäre sie besser lesbar.")
DIAG(CHART_UNUSABLE, SEV_WARNING, "Die Abbildung „$1“ kann nicht gezeichnet werden: $2. An ihrer "
                                  "Stelle steht ein schraffiertes Feld.")
DIAG(TITLE_CUT, SEV_WARNING, "Der Titel „$1…“ braucht mehr als $2 Zeilen. Was darüber hinausgeht, "
                             "wurde ausgelassen; er ist zu kürzen.")
DIAG(LINK_UNKNOWN, SEV_WARNING, "Der Verweis auf „$1“ hat kein Ziel im Bericht. Er wurde als "
                                "gewöhnlicher Text gesetzt.")
DIAG(FOOTNOTES_TOO_TALL, SEV_ERROR, "Die Fußnoten einer Seite (ab Nummer $1) brauchen mehr Platz, "
                                    "als unter ihrem Text auf der Seite ist. Was nicht darauf "
                                    "passt, fehlt; bitte kürzer fassen.")
DIAG(PAGE_REF_UNSETTLED, SEV_NOTE, "Die Seitenverweise kamen nach $1 Umbrüchen nicht zur Ruhe. Es "
                                   "gilt der letzte Umbruch.")
DIAG(NESTING_TOO_DEEP, SEV_WARNING, "Blöcke sind tiefer als $1 Ebenen verschachtelt. Der innerste "
                                    "Inhalt wurde ausgelassen.")
DIAG(PDF_FONT_FILE, SEV_FATAL, "Die Schriftdatei „$1“ kann nicht gelesen werden ($2). Ohne sie "
                               "entsteht kein PDF; es wurde nichts geschrieben.")
DIAG(PDF_FONT_FAMILY, SEV_FATAL, "Eine Schriftfamilie „$1“ ist nicht installiert; fontconfig nähme "
                                 "stattdessen $2. Es wurde keine andere genommen und nichts "
                                 "geschrieben. Installierte Familien nennt „fc-list : family“.")
DIAG(PDF_FONT_STYLE, SEV_FATAL, "Die Schriftfamilie „$1“ ist installiert, aber ohne den Schnitt "
                                "„$2“; vorhanden sind: $3. Es wurde nichts geschrieben.")
DIAG(PDF_FONT_KIND, SEV_FATAL, "Die Schrift $1 ($2) ist hier nicht verwendbar. $3. Nötig sind "
                               "TrueType-Umrisse (.ttf); es wurde nichts geschrieben.")
DIAG(PDF_FONT_FORBIDDEN, SEV_FATAL, "Die Schrift $1 ($2) verbietet es, sie in PDF-Dateien "
                                    "einzubetten ($3). Es wurde nichts geschrieben; bitte eine "
                                    "andere Schrift wählen.")
DIAG(PDF_FONT_BROKEN, SEV_FATAL, "Die Schriftdatei von $1 ($2) ist beschädigt ($3). Ohne sie "
                                 "entsteht kein PDF; es wurde nichts geschrieben.")
DIAG(PDF_PROFILE_MISSING, SEV_FATAL, "Das Farbprofil sRGB fehlt. Gesucht wurde: $1. Ohne es "
                                     "entsteht kein archivfähiges PDF; es wurde nichts "
                                     "geschrieben.")
DIAG(PDF_GLYPH_MISSING, SEV_ERROR, "Das Zeichen „$1“ ($2) auf Seite $3 fehlt in den Schriften $4. "
                                   "Statt seiner steht das Ersatzzeichen „�“.")
DIAG(PDF_LIST_BROKEN, SEV_ERROR, "Die Seitenbeschreibung ist fehlerhaft ($1). Die PDF-Datei wurde "
                                 "nicht geschrieben.")
DIAG(PDF_NO_DATE, SEV_WARNING, "Das Datum der Ausgabe („$1“) ist kein Tag im Kalender. Die "
                               "PDF-Datei wurde ohne Datum geschrieben.")
DIAG(PDF_ENGINE, SEV_ERROR, "Die PDF-Datei konnte nicht erzeugt werden ($1). Es wurde nichts "
                            "geschrieben.")

/* analysis of published figures; the last sentence says what becomes of it */
DIAG(ANALYSIS_INDICATOR, SEV_ERROR, "Einen Indikator „$1“ gibt es im Katalog nicht.$2 $3")
DIAG(ANALYSIS_NEUTRAL, SEV_ERROR, "Der Indikator „$1“ ist im Katalog weder Belastung (burden) noch "
                                  "Entlastung (relief); es steht nicht fest, welche Richtung "
                                  "ungünstig ist. $2")
DIAG(ANALYSIS_TWICE, SEV_ERROR, "„$1“ kommt zweimal vor. $2")
DIAG(ANALYSIS_TOO_FEW, SEV_ERROR, "Für $1 sind mindestens $2 nötig. $3")
DIAG(ANALYSIS_LIMITS, SEV_ERROR, "„$1“: Jede Grenze muss größer als die vorige sein. $2")
DIAG(ANALYSIS_LEVELS, SEV_ERROR, "Das Niveau für Überschriften (headline=\"$1\") muss mindestens "
                                 "so streng sein wie das einfache (level=\"$2\"). Trends werden "
                                 "nicht geprüft.")
DIAG(ANALYSIS_NO_CASES, SEV_ERROR, "Der Indikator „$1“ zählt keine Fälle eines Jahres; "
                                   "fortgeschrieben werden nur Fallzahlen. $2")
DIAG(ANALYSIS_AGES, SEV_ERROR, "„$1“ ist im Katalog nicht so gegliedert, wie es nötig ist: nach "
                               "Geschlecht und lückenlosen Altersgruppen, von denen unter 65 "
                               "Jahren keine mehr als fünf Jahre umfasst. $2")
DIAG(ANALYSIS_NO_YEAR, SEV_WARNING, "Für „$1“ gibt es kein Jahr, in dem mindestens die Hälfte der "
                                    "Gemeinden einen Wert hat. $2")

/* sentences */
DIAG(SENTENCES_INDICATOR, SEV_WARNING, "Einen Indikator „$1“ gibt es im Katalog nicht.$2 Die Sätze "
                                       "dazu entfallen.")
DIAG(SENTENCES_TWICE, SEV_WARNING, "Worte zum Indikator „$1“ stehen schon weiter oben; diese hier "
                                   "gelten nicht.")
DIAG(SENTENCES_SUBJECT, SEV_ERROR, "„$1“ muss mit „der“, „die“ oder „das“ beginnen: Der Artikel "
                                   "verrät das Geschlecht.")
DIAG(SENTENCES_SLOT, SEV_ERROR, "Eine Lücke „{$1}“ gibt es hier nicht. Welche es gibt, steht am "
                                "Anfang von sentences.xml.")

/* protection */
DIAG(GUARD_EXPOSED, SEV_REFUSED, "„$1“, $2: Aus den übrigen Zahlen ließe sich eine geheime "
     "Fallzahl errechnen oder zu eng eingrenzen: $3. Was die Berichte zeigen, reicht nicht, um "
     "sie zu verdecken.")
DIAG(GUARD_REFUSED, SEV_REFUSED, "Nicht ausreichend geschützte Fallzahlen: $1. Deshalb werden "
     "keine Berichte erzeugt; eine frühere Ausgabe bleibt, wie sie ist. Abhilfe: die "
     "Untergliederung im Katalog weglassen, Altersgruppen oder Gebiete zusammenfassen, die "
     "Mindestfallzahl (min-count) heben, damit auch Nachbarwerte gesperrt werden, oder das Merkmal "
     "für dieses Jahr nicht liefern. Alle betroffenen Zahlen nennt „sozialbericht audit“.")

DIAG(PERTURB_NO_SEED, SEV_REFUSED, "Für Quellen mit method=\"cellkey\" fehlt diese Datei mit dem "
     "geheimen Schlüssel: eine Zeile mit 64 zufälligen Ziffern 0–9 und a–f (openssl rand -hex "
     "32). Es wurde nichts erzeugt.")
DIAG(PERTURB_BAD_SEED, SEV_REFUSED, "Der geheime Schlüssel taugt nichts: Nötig ist eine Zeile mit "
     "64 zufälligen Ziffern 0–9 und a–f (openssl rand -hex 32). Es wurde nichts erzeugt.")
DIAG(EARLIER_LINE, SEV_REFUSED, "Diese Zeile im Verzeichnis der veröffentlichten Werte einer "
     "anderen Ausgabe ist nicht lesbar: $1. Der Schutz gegenüber dieser Ausgabe wäre "
     "unvollständig; bitte den Ordner aus einer Sicherung zurückholen oder entfernen.")
DIAG(EARLIER_CHANGED, SEV_REFUSED, "Das Verzeichnis der veröffentlichten Werte einer anderen "
     "Ausgabe $1. Der Schutz gegenüber dieser Ausgabe wäre unvollständig; bitte den Ordner aus "
     "einer Sicherung zurückholen oder entfernen.")
DIAG(GUARD_SHOWN_BEFORE, SEV_WARNING, "Geheim, aber von einer anderen Ausgabe schon gezeigt: „$1“, "
     "$2, $3 (Ausgabe „$4“)$5. Das lässt sich nicht zurücknehmen; bitte prüfen, ob die Ausgabe "
     "zurückgezogen werden muss.")
DIAG(GUARD_UNCHECKED, SEV_WARNING, "Werte, die geheim bleiben, weil sich eine Schutzregel nicht "
     "prüfen lässt: $1. Zur Dominanz oder zu den Einheiten dahinter (protection in catalogue.xml) "
     "fehlt die Begleitzahl für Gebiet, Jahr, Alter und Geschlecht.")

/* archive and command line */
#include "base/diag_list_archive.h"
DIAG(CLI_UNKNOWN_COMMAND, SEV_FATAL, "Den Befehl „$1“ gibt es nicht.$2 Eine Übersicht gibt "
                                     "„sozialbericht help“.")
DIAG(CLI_UNKNOWN_OPTION, SEV_FATAL, "Die Option „$1“ gibt es nicht.$2 Eine Übersicht gibt "
                                    "„sozialbericht help“.")
DIAG(CLI_OPTION_VALUE, SEV_FATAL, "Nach der Option „$1“ fehlt die Angabe $2.")
DIAG(CLI_BAD_VALUE, SEV_FATAL, "„$2“ ist keine gültige Angabe für „$1“; erwartet wird $3.")
DIAG(CLI_NO_VALUE, SEV_FATAL, "Die Option „$1“ hat keine Angabe; „$2“ ist überflüssig.")
DIAG(CLI_TOGETHER, SEV_FATAL, "„$1“ steht ohne „$2“; nur beide zusammen ergeben die Zeile „Anlage "
                              "3 zur Vorlage 012/2026“.")
DIAG(CLI_ANNEX_OF_ALL, SEV_FATAL, "„--annex“ und „--paper“ gelten für einzelne Berichte "
                                  "(sozialbericht report); für alle Berichte einer Art stehen sie "
                                  "als annex und paper in edition.xml. Es wurde nichts erzeugt.")
DIAG(CLI_SHIPPED, SEV_NOTE, "In diesem Ordner liegt kein Ordner „inputs“; verwendet werden die "
                            "mitgelieferten Eingaben. Eigene beginnen mit einer Kopie: cp -r $1 .")
DIAG(CLI_SHIPPED_REFUSED, SEV_ERROR, "In diesem Ordner liegt kein Ordner „inputs“, und mit den "
                                     "mitgelieferten Eingaben ($1) arbeitet dieser Befehl nicht. "
                                     "Es wurde nichts erstellt; bitte im Ordner mit den eigenen "
                                     "Eingaben aufrufen oder --inputs angeben.")
DIAG(VIEWER_NONE, SEV_NOTE, "„$1“ ließ sich nicht anzeigen: Es fehlt xdg-open oder ein Programm, "
                            "das solche Dateien öffnet. Die Datei selbst ist vollständig.")
DIAG(CLI_ARGUMENTS, SEV_FATAL, "Der Befehl „$1“ wird so aufgerufen: sozialbericht $1 $2")
DIAG(CLI_UNKNOWN_AREA, SEV_ERROR, "Ein Gebiet „$1“ gibt es im $3 nicht; es wurde "
                                  "übergangen.$2")
DIAG(CLI_AMBIGUOUS_AREA, SEV_ERROR, "„$1“ ist nicht eindeutig: So beginnen $2. Es wurde nichts "
                                    "erzeugt; bitte mehr vom Namen angeben.")
DIAG(CLI_DISTRICT_ONLY, SEV_ERROR, "„$1“ gibt es nur für den ganzen Kreis, nicht für $2.")
DIAG(CLI_NO_FIGURES, SEV_ERROR, "Für „$1“ und $2 liegen keine Angaben vor.")
DIAG(CLI_OUTPUT, SEV_FATAL, "Die Ausgabe auf die Standardausgabe ist fehlgeschlagen; sie ist "
                            "unvollständig.")
DIAG(CLI_UNKNOWN_INDICATOR, SEV_ERROR, "Einen Indikator „$1“ gibt es im Katalog nicht.$2 Alle "
                                       "Kennungen nennt „sozialbericht list“.")
DIAG(CLI_UNKNOWN_PART, SEV_ERROR, "„$1“ hat keinen Teil „$2“. Teile: $3.")
DIAG(CLI_EXPLAIN_WORD, SEV_ERROR, "„$1“ wird so geschrieben: „$2“. Es wurde nichts erklärt.")
DIAG(KEPT_UNKNOWN, SEV_ERROR, "Eine Ausgabe „$1“ gibt es weder in „$2“ noch im Archiv „$3“. "
                              "Vorhanden: $4. Es wurde nichts verglichen.")
DIAG(KEPT_OLD, SEV_ERROR, "Die Ausgabe „$1“ hat noch kein Verzeichnis der veröffentlichten Werte "
                          "(veroeffentlicht.csv); mit ihr lässt sich nichts vergleichen.")
DIAG(KEPT_DAMAGED, SEV_ERROR, "Die Ausgabe „$1“ ist beschädigt: $2. Es wurde nichts verglichen; "
                              "was nicht stimmt, nennt „sozialbericht verify $1“.")
DIAG(REVISIONS_UNKNOWN, SEV_ERROR, "Eine Ausgabe „$1“, gegenüber der berichtigte Zahlen zu "
     "kennzeichnen wären, steht nicht in „$2“. Vorhanden: $3. Es wurde nichts gekennzeichnet.")
DIAG(REVISIONS_SELF, SEV_ERROR, "„$1“ ist die Ausgabe selbst; berichtigt ist eine Zahl gegenüber "
     "einer anderen, früheren Ausgabe. Es wurde nichts gekennzeichnet.")
DIAG(CLI_UNKNOWN_YEAR, SEV_ERROR, "Für „$1“ gibt es im Jahr $2 keine Angaben. Jahre mit "
                                  "Angaben: $3.")
DIAG(PREVIEW_BAD_PAGE, SEV_FATAL, "„$1“ ist keine Seite; erwartet wird eine Seitenzahl (7), "
                                  "mehrere Seiten (3-5) oder die Kennung eines Abschnitts, einer "
                                  "Abbildung oder Tabelle (id=\"…\" in der Vorlage).")
DIAG(PREVIEW_NO_TEMPLATE, SEV_ERROR, "Eine Vorlage „$1“ gibt es im Ordner „$2“ nicht.$3 Vorlagen "
                                     "dort: $4.")
DIAG(PREVIEW_NO_PAGE, SEV_ERROR, "Eine Seite $1 gibt es nicht; der Bericht hat $2. Es wurde "
                                 "keine Seite erzeugt.")
DIAG(PREVIEW_NO_ID, SEV_ERROR, "Eine Stelle mit der Kennung „$1“ gibt es in diesem Bericht "
                               "nicht.$2 Es wurde keine Seite erzeugt. Auch eine Seitenzahl ist "
                               "möglich.")
DIAG(EDITION_BAD_NAME, SEV_FATAL, "„$1“ taugt nicht als Name eines Ausgabeordners; erlaubt sind "
                                  "Buchstaben ohne Umlaute, Ziffern, Punkt, Binde- und "
                                  "Unterstrich, nicht am Anfang oder Ende ein Punkt, und kein "
                                  "Name eines Geräts wie „NUL“. Es wurde nichts erzeugt.")
DIAG(EDITION_NO_REPORT, SEV_ERROR, "Für „$1“ ist in edition.xml keine Vorlage eingetragen; es "
                                   "wurde kein Bericht erzeugt.")
DIAG(EDITION_NO_FILE, SEV_ERROR, "Für „$1“ gibt es keinen Bericht, dessen Dateiname mit „$2“ "
                                 "beginnt; alle nennt „sozialbericht list“. Es wurde kein Bericht "
                                 "erzeugt.")
DIAG(REPORT_IN_EDITION, SEV_FATAL, "„$1“ ist eine vollständige Ausgabe mit manifest.json; einzelne "
                                   "Berichte werden nicht hineingeschrieben. Bitte der Ausgabe "
                                   "einen anderen Namen geben (--edition).")
DIAG(EDITION_FILE_NAME, SEV_ERROR, "Der Dateiname „$1“ (für „$2“) taugt nicht: $3. Es wurde nichts "
                                   "erzeugt. Bitte den Namen ändern.")
DIAG(EDITION_FILE_TWICE, SEV_ERROR, "Die Datei „$1“ entstünde zweimal: für „$2“ (Zeile $3) und für "
                                    "„$4“. Es wurde nichts erzeugt. Bitte den Namen ändern; {key} "
                                    "und {name} stehen darin für Schlüssel und Namen des Gebiets.")
DIAG(AGENDA_COMMITTEE_TWICE, SEV_WARNING, "Das Gremium „$1“ steht schon in Zeile $2; eine Vorlage "
                                          "nennt es zweimal. Bitte eine der Zeilen streichen "
                                          "oder ihre Kennung ändern.")
DIAG(AGENDA_INDICATOR, SEV_WARNING, "Einen Indikator „$1“ gibt es im Katalog nicht; das "
                                    "Querschnittsthema kommt ohne ihn aus. Bitte eine Nummer aus "
                                    "catalogue.xml eintragen, zum Beispiel S08.")
DIAG(PAPER_COMMITTEE, SEV_ERROR, "Ein Gremium „$1“ gibt es in agenda.xml nicht; die Sitzung fehlt "
                                 "in der Vorlage. Bitte die Kennung ändern oder das Gremium in "
                                 "agenda.xml eintragen. Dort stehen: $2.")
DIAG(PAPER_SESSION_TWICE, SEV_WARNING, "Die Sitzung von „$1“ am $2 steht schon in Zeile $3; "
                                       "gedruckt werden beide. Bitte eine der Zeilen streichen "
                                       "oder ändern.")
DIAG(PAPER_SESSION_EARLY, SEV_WARNING, "Die Sitzung am $1 liegt vor dem Datum der Vorlage ($2). "
                                       "Gedruckt wird, was dasteht. Bitte beide Daten prüfen.")
DIAG(PAPER_ANNEX_TWICE, SEV_WARNING, "Eine Anlage „$1“ steht schon in Zeile $2; gedruckt werden "
                                     "beide. Bitte eine der Nummern ändern.")
DIAG(ACTIONS_NO_REPORT, SEV_WARNING, "Zum Handlungsfeld $1 gehört in edition.xml kein Bericht mit "
                                     "field=\"$1\"; seine Maßnahmen und Fragen (Anzahl: $2) "
                                     "erscheinen in keinem Bericht eines Handlungsfelds.")
DIAG(ACTION_DECIDED, SEV_WARNING, "Die Maßnahme ist $1, „decides“ nennt aber, wer noch "
                                  "entscheidet; als offen zählt sie nicht. Bitte state ändern "
                                  "oder decides streichen.")
DIAG(CLI_FILE_OF_ALL, SEV_FATAL, "„--file“ gilt für einzelne Berichte (sozialbericht report, "
                                 "dump); eine Ausgabe ist immer vollständig. Es wurde nichts "
                                 "erzeugt.")
DIAG(WORKERS_NONE, SEV_FATAL, "Es lassen sich keine Arbeitsprozesse starten ($1). Der Lauf endet "
                              "hier; die bisherige Ausgabe ist unverändert.")
DIAG(REPORT_FAILED, SEV_ERROR, "Der Bericht für $1 konnte nicht erzeugt werden ($2). Die übrigen "
                               "Berichte sind davon nicht betroffen.")
DIAG(REPORT_NONE, SEV_ERROR, "Wegen der genannten Fehler wurde kein Bericht erzeugt.")
DIAG(EDITION_NOT_REPLACED, SEV_ERROR, "Wegen der genannten Fehler wurde die Ausgabe „$1“ nicht "
                                      "ersetzt; was dort liegt, ist unverändert.")
DIAG(EDITION_WARNINGS, SEV_WARNING, "Die Ausgabe „$1“ ist auf dem neuesten Stand. Warnungen in "
     "ihren Berichten: $2; „sozialbericht check“ nennt sie.")
DIAG(EDITION_INCOMPLETE, SEV_ERROR, "Die Ausgabe „$1“ enthält $2 von $3 Berichten. Es fehlen: $4.")

#include "base/diag_list_calendar.h"
