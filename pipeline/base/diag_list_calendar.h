/* The list of diagnostics, continued: committees, sessions, what is due. Texts with a number
 * SBnnnn are watched for in journals: numbers stay what they are. */

DIAG(AGENDA_BAD_DAY, SEV_ERROR, "„$1“ ist kein Tag des Kalenders; die freien Tage dieser Zeile "
                                "gelten als Arbeitstage.")
DIAG(AGENDA_NO_COMMITTEE, SEV_ERROR, "Ein Gremium „$1“ steht nicht in dieser Datei; die Regel "
                                     "wurde übergangen. Bitte die Kennung ändern oder das Gremium "
                                     "eintragen.")
DIAG(AGENDA_RULE_TWICE, SEV_ERROR, "Für „$1“ gibt es schon eine Regel, deren Ausgaben ebenso "
                                   "hießen; diese wurde übergangen. Bitte mit suffix "
                                   "unterscheiden, etwa suffix=\"Nachtrag\".")
DIAG(AGENDA_HOOK_TWICE, SEV_ERROR, "Ein Programm für „$1“ steht schon in dieser Datei; dieses "
                                   "wird nicht gestartet.")
DIAG(AGENDA_HOOK_PATH, SEV_ERROR, "„$1“ ist kein vollständiger Pfad; das Programm wird nicht "
                                  "gestartet. Bitte mit / beginnen, oder mit shell=\"yes\" eine "
                                  "Befehlszeile angeben.")
DIAG(CALENDAR_MISSING, SEV_ERROR, "Den Sitzungskalender „$1“ gibt es im Ordner der Eingaben "
                                  "nicht. Bitte aus dem Ratsinformationssystem als "
                                  "iCalendar-Datei ausgeben lassen oder den Namen ändern.")
DIAG(CALENDAR_NONE, SEV_ERROR, "Die Datei ist kein Kalender: Es fehlt der Anfang BEGIN:VCALENDAR, "
                               "in einer CSV-Datei die Kopfzeile. Sie wurde nicht verwendet.")
DIAG(CALENDAR_BAD_UTF8, SEV_ERROR, "Hier steht kein gültiges UTF-8 oder ein Nullbyte. Der "
                                   "Kalender wurde nicht verwendet; bitte neu ausgeben lassen.")
DIAG(CALENDAR_TOO_LONG, SEV_ERROR, "Der Kalender hat mehr als $1 Zeilen und wurde nicht verwendet.")
DIAG(CALENDAR_TOO_MANY, SEV_ERROR, "Der Kalender enthält mehr als $1 Einträge und wurde nicht "
                                   "verwendet.")
DIAG(CALENDAR_FULL, SEV_ERROR, "Der Kalender nennt in der gefragten Zeit mehr als $1 Sitzungen "
                               "der Gremien und wurde nicht verwendet. Bitte die Serien prüfen.")
DIAG(CALENDAR_BROKEN, SEV_ERROR, "Der Kalender ist unvollständig: Hier müsste „$1“ stehen. Er "
                                 "wurde nicht verwendet, weil Absagen fehlen könnten; bitte neu "
                                 "ausgeben lassen.")
DIAG(CALENDAR_BAD_LINE, SEV_WARNING, "Diese Zeile hat nicht die Form NAME:WERT und wurde "
                                     "übergangen.")
DIAG(CALENDAR_BAD_TIME, SEV_ERROR, "Die Angabe $1 ist fehlerhaft oder zu lang; sie wurde "
                                   "übergangen, bei DTSTART und RECURRENCE-ID der ganze Eintrag.")
DIAG(CALENDAR_INCOMPLETE, SEV_ERROR, "Diesem Eintrag fehlt die Angabe $1; er wurde übergangen.")
DIAG(CALENDAR_BAD_RULE, SEV_ERROR, "Der Regel dieser Serie wird nicht gefolgt ($1); verwendet "
                                   "werden nur die einzeln genannten Tage.")
DIAG(CALENDAR_ENDLESS, SEV_ERROR, "Diese Serie hat zu viele Tage; sie wurde nach einer großen "
                                  "Zahl abgebrochen. Bitte mit UNTIL oder COUNT begrenzen.")
DIAG(CALENDAR_BAD_ZONE, SEV_WARNING, "Die Zeitzone „$1“ ist nicht verwendbar beschrieben; Zeiten "
                                     "in ihr werden als deutsche gelesen.")
DIAG(CALENDAR_UNKNOWN_ZONE, SEV_WARNING,
     "Die Zeitzone „$1“ ist in der Datei nicht beschrieben; Zeiten in ihr werden als deutsche "
     "gelesen.")
DIAG(CALENDAR_BAD_CELL, SEV_ERROR, "Hier wird $1 erwartet; die Zeile wurde übergangen.")
DIAG(CALENDAR_TWICE, SEV_ERROR, "Die Kennung „$1“ steht schon in Zeile $2; diese Sitzung wurde "
                                "übergangen. Bitte jeder eine eigene Kennung geben.")

DIAG(SESSIONS_NONE, SEV_ERROR, "In agenda.xml steht nicht, welche Gremien wann welche Berichte "
                               "bekommen (<sessions>); es ist nichts fällig.")
DIAG(SESSION_NO_REPORT, SEV_ERROR, "Keine Datei der Ausgabe beginnt mit „$1“; für Sitzungen von "
                                   "„$2“ wird nichts erstellt. Die Namen nennt „sozialbericht "
                                   "list“.")
DIAG(SESSION_NO_SOURCE, SEV_WARNING, "Eine Quelle „$1“ steht nicht in sources.xml; das Alter "
                                     "ihrer Daten wird nicht geprüft.")
DIAG(SESSION_UNKNOWN_EDITION, SEV_ERROR,
     "Eine Ausgabe „$1“ ist weder fällig noch erstellt; es wurde nichts getan. Alle nennt "
     "„sozialbericht due“.")
DIAG(SESSION_DATA_OLD, SEV_WARNING, "SB0201 Zur Sitzung $1 sind die Daten der Quelle „$2“ $3 alt, "
                                    "erlaubt sind $4. Die Berichte sind am $5 fällig; bitte die "
                                    "Daten vorher erneuern.")
DIAG(SESSION_MISSED, SEV_WARNING, "SB0202 Zur Sitzung $1 wurde nichts erstellt, und sie ist "
                                  "vorbei. Bei Bedarf „sozialbericht build --edition $2“.")
DIAG(SESSION_MOVED, SEV_WARNING, "SB0203 Die Sitzung $1 wurde verlegt, nachdem ihre Berichte "
                                 "erstellt waren (Ausgabe $2). Sie werden nicht von selbst neu "
                                 "erstellt$3.")
DIAG(SESSION_MADE_CANCELLED, SEV_NOTE,
     "SB0204 Die Sitzung $1 wurde abgesagt; ihre Berichte sind schon erstellt (Ausgabe $2).")
DIAG(SESSION_CLOCK_BACK, SEV_WARNING, "SB0205 Heute wäre der $1, der letzte Lauf war aber am $2. "
                                      "Geht die Uhr falsch? Erstellt wird nach dem heutigen Tag, "
                                      "nichts zweimal.")
DIAG(SESSION_FAILED, SEV_ERROR, "SB0301 Die Ausgabe „$1“ zur Sitzung $2 konnte nicht erstellt "
                                "werden; der nächste Lauf versucht es wieder.")
DIAG(SESSION_BUSY, SEV_FATAL, "SB0302 Im Ausgabeordner „$1“ arbeitet schon ein Lauf von run-due "
                              "(Prozess $2). Dieser hat nichts getan.")
DIAG(STATE_BAD, SEV_FATAL, "SB0303 In dem Verzeichnis der erstellten Ausgaben ist diese Zeile "
                           "fehlerhaft. Damit nichts zweimal entsteht, wurde nichts getan; bitte "
                           "die Zeile berichtigen oder aus einer Sicherung holen.")
DIAG(HOOK_FAILED, SEV_WARNING, "SB0304 Das Programm „$1“, das Bescheid geben soll, $2. An den "
                               "Berichten ändert das nichts.")
