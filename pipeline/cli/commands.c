#include "cli/command.h"

const struct command command_table[] = {
    {"build", "", "alle Berichte der Ausgabe erzeugen",
     "Liest die Eingaben, rechnet, schützt und setzt alle Berichte, die in edition.xml stehen. "
     "Die Ausgabe wird daneben aufgebaut und als Ganzes an ihren Platz gestellt; bei Fehlern in "
     "den Eingaben oder Vorlagen bleibt die bisherige Ausgabe unverändert.",
     0, 0, command_build},
    {"report", "GEBIET...", "den Bericht einer Gemeinde oder des Landkreises erzeugen",
     "GEBIET ist ein Name, ein eindeutiger Anfang eines Namens oder ein amtlicher Schlüssel; "
     "Groß- und Kleinschreibung und Umlaute sind gleichgültig. Die Datei steht im Ordner "
     "AUSGABE-einzeln; ihr Pfad wird ausgegeben.",
     1, -1, command_report},
    {"preview", "VORLAGE GEBIET SEITE", "eine Seite eines Berichts zum Ansehen setzen",
     "VORLAGE ist der Name einer Vorlage (gemeinde, gemeinde.xml, templates/gemeinde.xml), SEITE "
     "eine Seitenzahl (7), mehrere (3-5) oder die Kennung (id) eines Abschnitts, einer Abbildung, "
     "Tabelle oder eines Kastens. Zahlen, Schutz, Seitenzahlen und Verweise sind die des ganzen "
     "Berichts. Auch mit Fehlern in der Vorlage entsteht die Seite, soweit es geht. Die Datei "
     "steht im Ordner AUSGABE-vorschau; ihr Pfad wird ausgegeben. Gibt es aus einer Vorlage "
     "mehrere Berichte, wählt --file den gemeinten, sonst ist es der erste.",
     3, 3, command_preview},
    {"check", "", "Eingaben und Vorlagen prüfen, ohne Berichte zu erzeugen",
     "Meldet alles, was in den Zahlen, der Konfiguration und den Vorlagen nicht stimmt oder "
     "unplausibel ist, mit Datei, Zeile und Spalte. Was die Prüfung der Zahlen findet, steht nach "
     "Quellen geordnet auf der Standardausgabe, das Schwerste zuerst; --json und --csv geben es "
     "vollständig. Regeln und Grenzen (--rules) stellt der Katalog unter <checks> ein; was "
     "geprüft und in Ordnung ist, steht mit seinem Grund in inputs/accepted.xml und im Anhang "
     "der Berichte.",
     0, 0, command_check},
    {"describe", "DATEI", "eine unbekannte Tabelle ansehen und eine Beschreibung vorschlagen",
     "Sieht sich eine Texttabelle an (Zeichensatz, Trennzeichen, Kopfzeilen, Gebietsschlüssel, "
     "Zeitraum, Zahlen, Zeichen) und gibt eine Beschreibung für inputs/descriptors aus. Was "
     "sicher ist und was vermutet, steht darin; mit BITTE beginnt, was noch zu tun ist. Von "
     "Einzelfällen wird nichts gezeigt.",
     1, 1, command_describe},
    {"dump", "facts|statistics|analysis|findings|document|pages|gallery [GEBIET]",
     "einen Zwischenstand als Text ausgeben",
     "facts: alle eingelesenen Zahlen mit ihrer Herkunft; statistics: alle Kennzahlen, die "
     "veröffentlicht werden dürfen; analysis: was daraus berechnet wird (Index, ähnliche "
     "Gemeinden, Prioritäten, Trends, Streuung); findings: alle Sätze aus Zahlen, eine Zeile JSON "
     "je Wortlaut, mit GEBIET nur die dazu; document: der Bericht als Baum; pages: der "
     "gesetzte Bericht; gallery: die gesetzten Musterblätter. document und pages brauchen ein "
     "Gebiet.",
     1, 2, command_dump},
    {"explain", "GEBIET INDIKATOR [JAHR]", "eine Zahl bis zu ihrer Quelle zurückverfolgen",
     "Zeigt Formel, eingesetzte Zahlen, Schwankungsbereich und Schutz eines Werts sowie jede "
     "verwendete Zahl mit Datei, Zeile, Feld und Herausgeber. Ohne JAHR das letzte; 2012-2016 "
     "zeigt die Veränderung. Teile einer Untergliederung stehen hinter einem Doppelpunkt: "
     "D20:w0-2, D20:m75-. An der Stelle des Indikators kann stehen: ein Index aus analysis.xml "
     "(sozialindex), vorausrechnung (Einwohnerzahl kommender Jahre), fortschreibung:S26, "
     "trend:S06, streuung:S06, aehnliche (mit :S06 ihr mittlerer Wert), prioritaeten (mit :S06 "
     "nur diese) oder befunde (alle Befunde mit Wortlaut, Gewicht, Prüfung und Zahlen). Mit "
     "--json für die Weiterverarbeitung.",
     2, 3, command_explain},
    {"diff", "AUSGABE [AUSGABE]", "welche Zahlen sich gegenüber einer früheren Ausgabe änderten",
     "Vergleicht, was eine Ausgabe oder ein Archivpaket veröffentlicht, mit den jetzigen Eingaben "
     "oder mit einer zweiten Ausgabe: geändert (neue Daten, Formel geändert), jetzt geheim, nicht "
     "mehr geheim, neu, entfallen; zusammengefasst nach Kennzahlen. Ist eine Zahl auf einer Seite "
     "geheim, wird auch die der anderen nicht genannt. Alle Zahlen einzeln mit --csv oder --json.",
     1, 2, command_diff},
    {"audit", "", "prüfen, was sich über geheime Zahlen errechnen lässt",
     "Der Bericht für die Beauftragten für Datenschutz: welche Regeln gelten, was geheim ist und "
     "warum, und welche Werte jemand für jede geheime Fallzahl noch für möglich halten muss, der "
     "alle Zahlen der Ausgabe kennt und rechnet. Die wahren Zahlen stehen nicht darin. Mit "
     "--format csv oder json für die Weiterverarbeitung. Ist eine Fallzahl nicht ausreichend "
     "geschützt, ist der Rückgabewert 3; Berichte werden dann nicht erzeugt.",
     0, 0, command_audit},
    {"due", "", "welche Berichte für welche Sitzung fällig sind",
     "Liest den Sitzungskalender (iCalendar oder CSV) und die Regeln in agenda.xml und zeigt, "
     "welche Ausgabe ab wann und bis zu welcher Sitzung fällig ist, warum, und was schon erstellt "
     "ist. Mit --year der Plan eines Jahres, mit --json für die Weiterverarbeitung, mit --date für "
     "einen anderen Tag als heute. Es wird nichts erstellt.",
     0, 0, command_due},
    {"run-due", "[AUSGABE...]", "erstellen, was für Sitzungen fällig ist",
     "Erstellt jede fällige Ausgabe unter dem Namen TAG-GREMIUM, jede nur einmal: Was erstellt "
     "ist, steht in sitzungen.csv im Ordner der Ergebnisse. Tage, an denen der Rechner aus war, "
     "werden nachgeholt. Eine verlegte Sitzung bekommt nichts Neues von selbst; mit --again "
     "entsteht aus geänderten Eingaben eine neue Fassung neben der alten, mit AUSGABE nur diese. "
     "Nach jeder Ausgabe wird das Programm gestartet, das in agenda.xml steht (hook), etwa für "
     "eine E-Mail.",
     0, -1, command_run_due},
    {"list", "", "Gebiete, Indikatoren und Berichte auflisten",
     "Listet die Gebiete mit ihren Schlüsseln, die Indikatoren mit ihren Kennungen und Jahren "
     "und die Berichte der Ausgabe; mit --archive, was archiviert ist und bis wann es "
     "aufzubewahren ist. Gelöscht wird nie von selbst.",
     0, 0, command_list},
    {"archive", "[AUSGABE]", "eine Ausgabe für immer ablegen",
     "Packt die Ausgabe mit allem, woraus sie entstand, als Archivpaket (BagIt, RFC 8493; "
     "SHA-256 und SHA-512): Berichte, veröffentlichte Werte mit Beschreibung der Tabelle, "
     "Eingaben, Vorlagen, Metadaten nach Dublin Core und OParl. Eigene Aufzeichnungen (raw) und "
     "der Schlüssel der Zellveränderung werden nie abgelegt, nur ihre Prüfsummen. Vorher wird "
     "die Ausgabe aus dem Paket nachgebaut und verglichen. Archiviertes ist schreibgeschützt "
     "und wird nie überschrieben.",
     0, 1, command_archive},
    {"verify", "[AUSGABE|ORDNER]", "Ausgaben und Archivpakete gegen ihre Prüfsummen prüfen",
     "Meldet, was fehlt, hinzukam, verändert oder abgeschnitten ist. Ohne Angabe alle Ausgaben "
     "und das ganze Archiv. Mit --rebuild wird jede archivierte Ausgabe aus ihrem Paket "
     "nachgebaut und Byte für Byte verglichen; geschützte Eingaben kommen dafür aus dem Ordner "
     "der Eingaben. Gelingt es nicht, nennt die Meldung, was dafür nötig ist.",
     0, 1, command_verify},
    {"boundaries", "DATEI", "Gemeindegrenzen für die Karten übernehmen",
     "Liest die Grenzen der Gemeinden aus einer GeoJSON-Datei oder einem Shapefile (Grad oder "
     "ETRS89/UTM; Merkmal AGS oder ARS), vereinfacht sie mit gemeinsamen Grenzen und schreibt "
     "boundaries.xml in den Ordner der Eingaben. Bei Fehlern bleibt die bisherige Datei "
     "unverändert.",
     1, 1, command_boundaries},
    {"gallery", "", "alle Arten von Abbildungen in einer PDF-Datei zeigen",
     "Schreibt musterblaetter.pdf in den Ordner der Ausgaben: jede Art von Abbildung in allen "
     "Größen, mit gewöhnlichen Werten und mit fehlenden, geheim gehaltenen, negativen, gleichen "
     "und einzelnen, im Erscheinungsbild der Vorlagen.",
     0, 0, command_gallery},
    {"help", "[language]", "diese Übersicht; mit „language“ die Sprache der Vorlagen",
     "Gibt die Befehle und Optionen aus, mit „language“ die Elemente und Funktionen, die in "
     "Vorlagen stehen dürfen.",
     0, 1, command_help},
    {"man", MAN_ARGUMENTS, "eine Handbuchseite ausgeben",
     "Schreibt eine Handbuchseite (roff) auf die Standardausgabe: diese, die der Sprache der "
     "Vorlagen oder die der Beschreibungen von Tabellen.", 0, 1, command_man},
    {"complete", "[WORT...]", NULL, "", 0, -1, command_complete},
};
const size_t command_count = sizeof command_table / sizeof *command_table;

const struct status status_table[] = {
    {"0", "in Ordnung"},
    {"1", "Warnungen"},
    {"2", "Fehler in Daten oder Vorlagen"},
    {"3", "Schutz verweigert"},
    {"64", "falscher Aufruf"},
    {"74", "Lese- oder Schreibfehler"},
};
const size_t status_count = sizeof status_table / sizeof *status_table;
