/* Diagnostics of the output folder and of the archive, a part of diag_list.h. */

/* archive: the output folder */
DIAG(OUTPUT_LOCKED, SEV_FATAL,
     "In den Ordner „$1“ schreibt gerade ein anderer Lauf (Prozess $2). Dieser Lauf hat nichts "
     "verändert; bitte warten und erneut starten.")
DIAG(OUTPUT_SPACE, SEV_FATAL,
     "Auf dem Datenträger von „$1“ sind noch $2 Megabyte frei; nötig sind etwa $3. Es wurde "
     "nichts erzeugt und nichts ersetzt; bitte Platz schaffen und erneut starten.")
DIAG(EDITION_UNLISTED, SEV_FATAL,
     "„$1“ steht an seinem Platz; nur die Liste aller Berichte (index.html) konnte nicht "
     "erneuert werden. Der nächste Lauf schreibt sie.")
DIAG(EDITION_UNCONFIRMED, SEV_FATAL,
     "„$1“ steht an seinem Platz, aber der Datenträger hat das nicht bestätigt ($2). Bitte den "
     "Datenträger prüfen und den Lauf wiederholen.")
DIAG(EDITION_BESIDE, SEV_FATAL,
     "Die bisherige Ausgabe „$1“ liegt vollständig in „$2“; sie konnte nicht an ihren Platz "
     "zurück. Der nächste Lauf stellt sie dorthin.")
DIAG(EDITION_REST, SEV_WARNING,
     "„$1“ konnte nicht gelöscht werden; der nächste Lauf versucht es erneut. Die neue Ausgabe "
     "ist vollständig.")

/* archive: manifests, bags, rebuilding */
DIAG(MANIFEST_BAD, SEV_ERROR,
     "Das ist kein Verzeichnis einer Ausgabe, wie sozialbericht es schreibt. Bitte die Ausgabe "
     "neu erzeugen oder aus einer Sicherung zurückholen.")
DIAG(BAG_MISSING, SEV_ERROR,
     "Die Datei fehlt, obwohl ein Verzeichnis sie nennt.")
DIAG(BAG_EXTRA, SEV_ERROR,
     "$1 nennt diese Datei nicht; sie kam später hinzu.")
DIAG(BAG_CHANGED, SEV_ERROR,
     "Die Datei ist nicht mehr so, wie ihre Prüfsumme es verlangt: verändert, abgeschnitten "
     "oder beschädigt.")
DIAG(BAG_LINK, SEV_ERROR,
     "Das ist eine Verknüpfung oder keine gewöhnliche Datei; sie wurde nicht gelesen.")
DIAG(BAG_PATH, SEV_ERROR,
     "Der Name „$1“ führt aus dem Ordner hinaus oder ist unzulässig; die Zeile wurde übergangen.")
DIAG(BAG_FORM, SEV_ERROR,
     "Das ist kein gültiges Archivpaket (BagIt 1.0): $1.")
DIAG(BAG_OXUM, SEV_ERROR,
     "Umfang und Zahl der Dateien sind andere als verzeichnet: $1.")
DIAG(ARCHIVE_CHANGED, SEV_ERROR,
     "Die Datei ist eine andere als die, aus der die Ausgabe entstanden ist. Es wurde nichts "
     "archiviert; bitte die Ausgabe neu erzeugen (sozialbericht build) und dann archivieren.")
DIAG(ARCHIVE_INCOMPLETE, SEV_ERROR,
     "Der Ausgabe „$1“ fehlen Berichte; Unvollständiges wird nicht archiviert. Bitte erst die "
     "Fehler von „sozialbericht build“ beheben.")
DIAG(ARCHIVE_NONE, SEV_ERROR,
     "„$1“ gibt es nicht, weder als Ausgabe in „$2“ noch im Archiv „$3“. Was archiviert ist, "
     "nennt „sozialbericht list --archive“.")
DIAG(ARCHIVE_EXISTS, SEV_ERROR,
     "„$1“ ist schon archiviert, mit anderem Inhalt. Archiviertes wird nie überschrieben; bitte "
     "der neuen Ausgabe in edition.xml einen eigenen Namen geben.")
DIAG(ARCHIVE_SAME, SEV_NOTE,
     "„$1“ ist schon archiviert, mit genau diesem Inhalt. Es wurde nichts verändert.")
DIAG(ARCHIVE_DIFFERS, SEV_WARNING,
     "„$1“ ist archiviert; was jetzt in „$2“ entstand, weicht davon ab. Das Archiv ist "
     "unverändert. Soll die neue Fassung auch archiviert werden, braucht sie in edition.xml "
     "einen eigenen Namen.")
DIAG(REBUILD_WITHHELD, SEV_ERROR,
     "Zum Nachbau fehlt diese Datei: Sie ist geschützt und liegt nicht im Archiv. In „$1“ fehlt "
     "sie oder ist eine andere; bitte den Ordner angeben, der sie enthält (--inputs, bei "
     "Schriften --templates).")
DIAG(REBUILD_FAILED, SEV_ERROR,
     "„$1“ ließ sich mit diesem Programm nicht nachbauen (siehe Meldungen). $2")
DIAG(REBUILD_DIFFERS, SEV_ERROR,
     "„$1“ ließ sich nicht bitgleich nachbauen; anders sind $2. $3")
DIAG(EDITION_RETAIN, SEV_WARNING,
     "Die Ausgabe wäre nur bis $1 aufzubewahren, ist aber erst vom $2. Bitte eines der beiden "
     "Daten berichtigen.")

/* print orders */
DIAG(ORDER_FILE, SEV_NOTE,
     "Einen Bericht „$1“ enthält die Ausgabe nicht; auf dem Druckauftrag steht er trotzdem.$2 "
     "Alle Namen nennt „sozialbericht list“, hier ohne „.pdf“.")
DIAG(ORDER_DUE, SEV_WARNING,
     "Der Druckauftrag soll am $1 fertig sein, ist aber erst vom $2. Bitte eines der beiden "
     "Daten berichtigen.")
