/* The diagnostics of the room ingest; a part of diag_list.h, which says how they are written. */

DIAG(CSV_EMPTY, SEV_WARNING, "Die Datei ist leer; daraus wurde nichts übernommen. Bitte "
                             "neu beschaffen oder den Eintrag in sources.xml streichen.")
DIAG(CSV_MISSING, SEV_FATAL, "Diese Datei steht in sources.xml (Quelle „$1“), es gibt sie aber "
                             "nicht. Bitte dorthin legen, den Namen berichtigen oder den Eintrag "
                             "streichen. Der Lauf endet hier.")
DIAG(CSV_OLD_MAC, SEV_ERROR, "Die Zeilen der Datei enden mit CR allein, wie bei alten "
                             "Macintosh-Rechnern. Sie wurde nicht gelesen; bitte mit Zeilenenden "
                             "LF oder CRLF speichern.")
DIAG(CSV_SIGN_PLACE, SEV_ERROR, "„$1“ enthält ein Zeichen; Zeichen gehören in die Spalte „sign“, "
                                "hier darf nur eine Zahl stehen. Das Feld wurde ausgelassen.")
DIAG(CSV_FORMAT, SEV_ERROR, "Die erste Zeile „$1“ gehört weder zum eigenen Aufbau "
                            "(area;period;…) noch zu einer GENESIS-Tabelle, und in sources.xml "
                            "steht bei der Datei kein table=. Die Datei wurde nicht gelesen. "
                            "„sozialbericht describe DATEI“ schlägt eine Beschreibung vor.")
DIAG(CSV_HEADER, SEV_ERROR, "Die Kopfzeile muss „$1“ lauten ($2). Die Datei wurde nicht gelesen.")
DIAG(CSV_ENCODING, SEV_NOTE, "Die Datei ist nicht in UTF-8, sondern in ISO-8859-1 oder "
                             "Windows-1252 geschrieben; sie wurde beim Lesen umgesetzt.")
DIAG(CSV_ENCODING_UNSURE, SEV_WARNING, "Die Datei ist nicht in UTF-8 geschrieben und enthält "
                                       "Bytes, die in ISO-8859-15 ein anderes Zeichen sind als "
                                       "in ISO-8859-1 (€ statt ¤, Š statt ¦ …). Gelesen wurde "
                                       "ISO-8859-1; sonst bitte encoding=\"iso-8859-15\" in die "
                                       "Beschreibung der Tabelle schreiben oder die Datei als "
                                       "UTF-8 speichern.")
DIAG(CSV_LOST_LETTERS, SEV_WARNING, "In der Datei sind Buchstaben verloren gegangen, bevor sie "
                                    "hierher kam ($1 Mal steht dort das Ersatzzeichen U+FFFD). "
                                    "Gelesen wurde, was dasteht; bitte die Datei neu beschaffen "
                                    "und nicht mit einem anderen Programm öffnen und speichern.")
DIAG(CSV_TWICE_ENCODED, SEV_WARNING, "Umlaute sind in der Datei doppelt umgesetzt (etwa „Ã¼“ statt "
                                     "„ü“, $1 Mal). Gelesen wurde, was dasteht; bitte die Datei "
                                     "neu beschaffen oder richtig speichern.")
DIAG(CSV_SPREADSHEET, SEV_ERROR, "Die Datei ist $1, keine Texttabelle; sie wurde nicht gelesen. "
                                 "Tabellen bitte in Excel oder LibreOffice mit „Speichern unter“ "
                                 "als „CSV UTF-8 (durch Trennzeichen getrennt)“ speichern, jedes "
                                 "Blatt für sich, und diese Datei in sources.xml eintragen.")
DIAG(CSV_BAD_BYTE, SEV_ERROR, "Hier stehen Bytes, die in UTF-8 nicht vorkommen. Die Zeile wurde "
                              "ausgelassen; bitte das Zeichen in einem Texteditor neu "
                              "schreiben.")
DIAG(CSV_CONTROL, SEV_ERROR, "Die Zeile enthält das Steuerzeichen $1. Sie wurde ausgelassen; "
                             "bitte das Zeichen in einem Texteditor löschen.")
DIAG(CSV_LONG_LINE, SEV_ERROR, "Die Zeile ist länger als $1 Megabyte. Sie wurde ausgelassen. Ist "
                               "die Datei eine Texttabelle? Vielleicht fehlen ihr die "
                               "Zeilenenden; bitte neu speichern.")
DIAG(CSV_LONG_FIELD, SEV_ERROR, "Das Feld ist länger als $1 Kilobyte. Die Zeile wurde "
                                "ausgelassen. Vielleicht fehlt ein Trennzeichen oder ein "
                                "schließendes Anführungszeichen.")
DIAG(CSV_MANY_LINES, SEV_ERROR, "Die Datei hat mehr als $1 Zeilen. Was von hier an steht, wurde "
                                "nicht gelesen; bitte die Datei teilen und jeden Teil in "
                                "sources.xml eintragen.")
DIAG(CSV_OPEN_QUOTE, SEV_ERROR, "Ein Anführungszeichen wird in der Zeile nicht geschlossen. Die "
                                "Zeile wurde ausgelassen. Felder über mehrere Zeilen werden nicht "
                                "gelesen.")
DIAG(CSV_BAD_QUOTE, SEV_ERROR, "Ein Anführungszeichen steht mitten im Feld. Die Zeile wurde "
                               "ausgelassen. Im Text wird es doppelt geschrieben und das ganze "
                               "Feld in Anführungszeichen gesetzt.")
DIAG(CSV_FIELD_COUNT, SEV_ERROR, "Die Zeile hat $1 statt $2 Felder. Sie wurde ausgelassen; bitte "
                                 "die Trennzeichen prüfen.")
DIAG(CSV_AREA, SEV_WARNING, "Ein Gebiet „$1“ ist nicht eingerichtet.$2 Die Zeile wurde "
                            "ausgelassen.")
DIAG(CSV_MEASURE, SEV_ERROR, "Eine Messgröße „$1“ gibt es im Katalog nicht.$2 Die Zeile wurde "
                             "ausgelassen.")
DIAG(CSV_PERIOD, SEV_ERROR, "„$1“ ist kein Zeitraum; erwartet wird ein Jahr (2015) oder ein Tag, "
                            "den es gibt, in der Form 2015-12-31. Die Zeile wurde ausgelassen.")
DIAG(CSV_PERIOD_RANGE, SEV_ERROR, "Der Zeitraum „$1“ liegt nicht zwischen 1900 und 2155. Die "
                                  "Zeile wurde ausgelassen.")
DIAG(CSV_OTHER_DAY, SEV_WARNING, "Der $1 liegt nicht im Monat des Stichtags ($2) von „$3“. Solche "
                                 "Werte gelten als Monatswerte und gehen in keinen Jahresvergleich "
                                 "ein.")
DIAG(CSV_WORD, SEV_ERROR, "„$1“ ist keine bekannte Angabe für $2. Die Zeile wurde ausgelassen.")
DIAG(CSV_NUMBER, SEV_ERROR, "„$1“ ist weder eine Zahl (mit Dezimalkomma, wenn die Beschreibung "
                            "der Tabelle nichts anderes sagt) noch ein Zeichen. Das Feld wurde "
                            "ausgelassen.")
DIAG(CSV_AMBIGUOUS, SEV_ERROR, "„$1“ lässt sich auf zwei Arten lesen (Tausender oder "
                               "Dezimalstellen). Das Feld wurde ausgelassen; bitte ohne "
                               "Tausenderzeichen schreiben oder decimal= und group= in der "
                               "Beschreibung der Tabelle angeben.")
DIAG(CSV_EXPONENT, SEV_ERROR, "„$1“ ist eine Zahl mit Zehnerpotenz; so schreiben "
                              "Tabellenprogramme, was sie gerundet haben. Das Feld wurde "
                              "ausgelassen. Ist die Zahl so gemeint, bitte exponent=\"yes\" in die "
                              "Beschreibung der Tabelle schreiben.")
DIAG(CSV_PERCENT, SEV_ERROR, "„$1“ ist ein Prozentwert, die Messgröße der Spalte aber keiner. Das "
                             "Feld wurde ausgelassen; bitte prüfen, ob Spalten verrutscht sind.")
DIAG(CSV_NUMBER_RANGE, SEV_ERROR, "Die Zahl „$1“ ist zu groß oder zu lang. Das Feld wurde "
                                  "ausgelassen.")
DIAG(CSV_NO_VALUE, SEV_WARNING, "Hier steht weder ein Wert noch ein Zeichen. Das Feld gilt als "
                                "nicht geliefert, nicht als null.")
DIAG(CSV_DUPLICATE, SEV_WARNING, "Dieselbe Angabe steht schon in Zeile $1. Sie wurde einmal "
                                 "übernommen.")
DIAG(CSV_CONFLICT, SEV_WARNING, "Der Wert ($1) widerspricht dem Wert ($2) aus $3, Zeile $4. Es "
                                "gilt der zuerst gelesene; bitte den falschen streichen.")
DIAG(GENESIS_NO_DESCRIPTOR, SEV_ERROR, "Für die Tabelle $1 gibt es keine Beschreibung ($2). Die "
                                       "Datei wurde nicht gelesen. „sozialbericht describe "
                                       "DATEI“ schlägt eine vor.")
DIAG(GENESIS_OTHER_TABLE, SEV_WARNING, "Die Datei enthält die Tabelle $1, eingetragen ist in "
                                       "sources.xml die Tabelle $2. Gelesen wurde, was die Datei "
                                       "enthält.")
DIAG(GENESIS_NO_HEAD, SEV_ERROR, "In den ersten 64 Zeilen gibt es keine Kopfzeile, wie $1 sie "
                                 "beschreibt. Die Datei wurde nicht gelesen.")
DIAG(GENESIS_HEAD_ROWS, SEV_ERROR, "Der Tabellenkopf hat nicht $1 gleich lange Zeilen, wie $2 sie "
                                   "beschreibt. Die Datei wurde nicht gelesen.")
DIAG(GENESIS_HEAD_WORD, SEV_ERROR, "„$1“ ist nicht, was $2 an dieser Stelle des Tabellenkopfs "
                                   "erwartet. Die Spalte wurde ausgelassen; bitte die "
                                   "Beschreibung anpassen. Spalten, die nicht gebraucht werden, "
                                   "übergeht <values others=\"skip\">.")
DIAG(GENESIS_COLUMN, SEV_ERROR, "Eine Spalte „$1“ ist in $2 nicht beschrieben. Sie wurde "
                                "ausgelassen.")
DIAG(GENESIS_UNIT, SEV_ERROR, "Die Einheit der Spalte ist „$1“ statt „$2“. Die Spalte wurde "
                              "ausgelassen.")
DIAG(GENESIS_COLUMN_TWICE, SEV_ERROR, "Die Spalte bedeutet dasselbe wie Spalte $1. Sie wurde "
                                      "ausgelassen.")
DIAG(GENESIS_COLUMN_MISSING, SEV_ERROR, "Die beschriebene Spalte „$1“ fehlt. Ihre Werte fehlen "
                                        "deshalb in den Berichten.")
DIAG(GENESIS_NO_PERIOD, SEV_ERROR, "Vor den Daten fehlt die Zeile mit dem Zeitraum, die $1 "
                                   "beschreibt. Die Datei wurde nicht gelesen.")
DIAG(GENESIS_KEY, SEV_ERROR, "„$1“ ist kein Gebietsschlüssel. Die Zeile wurde ausgelassen; bitte "
                             "prüfen, ob Spalten verrutscht sind.")
DIAG(GENESIS_NO_FOOTER, SEV_WARNING, "Der Datei fehlt die Fußzeile; vielleicht wurde das "
                                     "Herunterladen abgebrochen. Übernommen wurde, was da ist.")
DIAG(GENESIS_NO_AREA, SEV_WARNING, "Die Datei enthält keines der eingerichteten Gebiete; daraus "
                                   "wurde nichts übernommen. Bitte prüfen, ob es die richtige "
                                   "Tabelle ist.")
DIAG(TABLE_WIDE, SEV_ERROR, "Die Zeile hat $1 Spalten, gelesen werden höchstens $2. Die Datei "
                            "wurde nicht gelesen; bitte die Tabelle in schmalere teilen.")
DIAG(TABLE_NO_KEY_COLUMN, SEV_ERROR, "Eine Spalte „$1“, wie $2 sie beschreibt, gibt es in der "
                                     "Datei nicht. Die Datei wurde nicht gelesen; bitte den Namen "
                                     "in der Beschreibung dem Tabellenkopf angleichen.")
DIAG(TABLE_MISSING_AREAS, SEV_WARNING, "In der Datei fehlen Gemeinden des Kreises: $1. Für sie "
                                       "liegen daraus keine Angaben vor.")
DIAG(TERRITORY_KEY, SEV_ERROR, "Der Schlüssel $1 passt nicht: Nach „to“ gehört eine Gemeinde aus "
                               "areas.xml, nach „from“ eine, die dort nicht (mehr) steht. Der "
                               "Eintrag gilt nicht.")
DIAG(TERRITORY_TWICE, SEV_ERROR, "Der Schlüssel $1 steht schon weiter oben. Der Eintrag gilt "
                                 "nicht; bitte einen der beiden streichen.")
DIAG(TERRITORY_LATE, SEV_WARNING, "Für „$1“ steht hier ein Wert aus einer Zeit, in der es die "
                                  "Gemeinde nach territory.xml nicht mehr gab. Er wurde "
                                  "ausgelassen.")
DIAG(TERRITORY_RATE, SEV_WARNING, "„$2“ ist keine Anzahl; der Wert von „$1“ lässt sich nicht mit "
                                  "dem der anderen Teile des heutigen Gebiets zusammenzählen. Für "
                                  "das Gebiet fehlt er.")
DIAG(TERRITORY_PART, SEV_WARNING, "„$1“ ist nur ein Teil von „$2“; die Werte der übrigen Teile "
                                  "fehlen in der Datei. Ein Teil allein wurde nicht übernommen.")
DIAG(CASES_PROTECTED, SEV_ERROR, "Die Datei enthält Einzelfälle; ihre Quelle muss in sources.xml "
                                 "protection=\"raw\" haben, damit kleine Zahlen geschützt werden. "
                                 "Die Datei wurde nicht gelesen.")
DIAG(CASES_FIELD, SEV_ERROR, "Im Feld „$1“ dieser Zeile steht kein gültiger Eintrag ($2). Der Fall "
                             "wurde nicht gezählt. Was dort steht, wird hier nicht gezeigt.")
DIAG(CASES_ORDER, SEV_ERROR, "Der Fall endet, bevor er beginnt; er wurde nicht gezählt.")
DIAG(CASES_BIRTH, SEV_ERROR, "Die Person ist nach dem Beginn des Falls oder mehr als 120 Jahre "
                             "vor ihm geboren; der Fall wurde nicht gezählt.")
DIAG(CASES_MANY, SEV_ERROR, "Arten, Gemeinden, Jahre und Altersgruppen geben zusammen mehr als "
                            "$1 Zahlen. Die Datei wurde nicht gelesen; bitte weniger Jahre oder "
                            "Altersgruppen zählen lassen.")
DIAG(DESCRIBE_NO_TABLE, SEV_ERROR, "Die Datei ist keine Texttabelle: Weder Semikolon noch "
                                   "Tabulator, senkrechter Strich oder Komma teilt ihre Zeilen in "
                                   "gleich viele Felder. Hat sie feste Spaltenbreiten, bitte eine "
                                   "Beschreibung nach dem Vorbild von "
                                   "descriptors/gv100ad-2025-08.xml schreiben.")
DIAG(DESCRIPTOR_SHAPE, SEV_ERROR, "Die Beschreibung der Tabelle ist nicht schlüssig: $1. Die "
                                  "Tabelle wurde nicht gelesen.")
DIAG(DESCRIPTOR_MEASURE, SEV_ERROR, "Eine Messgröße „$1“ gibt es im Katalog nicht. Diese Spalte "
                                    "wurde ausgelassen.")
