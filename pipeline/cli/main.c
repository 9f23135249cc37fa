#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
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
    {"check", "", "Eingaben und Vorlagen prüfen, ohne Berichte zu erzeugen",
     "Meldet alles, was in den Zahlen, der Konfiguration und den Vorlagen nicht stimmt oder "
     "unplausibel ist, mit Datei, Zeile und Spalte.",
     0, 0, command_check},
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
     "verwendete Zahl mit Datei, Zeile und Herausgeber. Ohne JAHR das letzte. Teile einer "
     "Untergliederung stehen hinter einem Doppelpunkt: D20:w0-2, D20:m75-. An der Stelle des "
     "Indikators kann ein Index aus analysis.xml stehen (sozialindex), vorausrechnung für die "
     "Einwohnerzahl kommender Jahre oder „befunde“: alle Befunde mit Wortlaut, Gewicht, Prüfung "
     "und Zahlen.",
     2, 3, command_explain},
    {"audit", "", "prüfen, was sich über geheime Zahlen errechnen lässt",
     "Der Bericht für die Beauftragten für Datenschutz: welche Regeln gelten, was geheim ist und "
     "warum, und welche Werte jemand für jede geheime Fallzahl noch für möglich halten muss, der "
     "alle Zahlen der Ausgabe kennt und rechnet. Die wahren Zahlen stehen nicht darin. Mit "
     "--format csv oder json für die Weiterverarbeitung. Ist eine Fallzahl nicht ausreichend "
     "geschützt, ist der Rückgabewert 3; Berichte werden dann nicht erzeugt.",
     0, 0, command_audit},
    {"list", "", "Gebiete, Indikatoren und Berichte auflisten",
     "Listet die Gebiete mit ihren Schlüsseln, die Indikatoren mit ihren Kennungen und Jahren "
     "und die Berichte der Ausgabe.",
     0, 0, command_list},
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
    {"man", "", "die Handbuchseite ausgeben",
     "Schreibt die Handbuchseite (roff) auf die Standardausgabe.", 0, 0, command_man},
};
const size_t command_count = sizeof command_table / sizeof *command_table;

static int finish(struct diag *d, int usage)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        DIAG_PLAIN(d, CLI_OUTPUT, NULL);
    }
    char *text = diag_text(d);
    fputs(text, stderr);
    free(text);
    int status = usage ? EXIT_USAGE : diag_exit_status(d);
    diag_free(d);
    return status;
}

int main(int argc, char **argv)
{
    struct diag *d = diag_new();
    struct options options;
    const struct command *command = NULL;
    int rc = 0;
    signal(SIGPIPE, SIG_IGN); /* a worker that died is seen as a failed write */
    if (options_parse(argc, (const char *const *)argv, &options, &command, d) != 0) {
        free((void *)options.args);
        return finish(d, 1);
    }
    if (command == NULL) {
        printf("sozialbericht %s\n", sozialbericht_version);
    } else {
        rc = command->run(&options, d);
    }
    if (rc != 0 && !diag_has_errors(d)) {
        DIAG_PLAIN(d, IO_READ, "unbekannte Ursache");
    }
    free((void *)options.args);
    return finish(d, rc == COMMAND_USAGE);
}
