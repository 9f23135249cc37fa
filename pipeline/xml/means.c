#include "base/str.h"
#include "xml/xml_private.h"

/* What people write who know HTML or other languages, or who think in German, and what our
 * files call it. Offered only where the right-hand name is possible. */
static const struct {
    const char *written, *name;
} known[] = {
    {"absatz", "p"}, {"div", "p"}, {"h1", "heading"}, {"h2", "heading"}, {"h3", "heading"},
    {"titel", "heading"}, {"überschrift", "heading"}, {"title", "heading"},
    {"abschnitt", "section"}, {"kapitel", "section"}, {"div", "section"}, {"h1", "section"},
    {"h2", "section"}, {"h3", "section"},
    {"strong", "b"}, {"fett", "b"}, {"bold", "b"}, {"em", "i"}, {"kursiv", "i"},
    {"hochgestellt", "sup"}, {"a", "ref"}, {"link", "ref"}, {"verweis", "ref"},
    {"fußnote", "footnote"}, {"fn", "footnote"}, {"seite", "page"}, {"umbruch", "br"},
    {"ul", "list"}, {"ol", "list"}, {"liste", "list"}, {"li", "item"}, {"punkt", "item"},
    {"tabelle", "table"}, {"tr", "row"}, {"zeile", "row"}, {"td", "cell"}, {"zelle", "cell"},
    {"th", "headcell"}, {"th", "cell"}, {"thead", "head"}, {"kopf", "head"},
    {"img", "figure"}, {"image", "figure"}, {"bild", "figure"}, {"abbildung", "figure"},
    {"diagramm", "figure"}, {"chart", "figure"}, {"reihe", "series"}, {"datenreihe", "series"},
    {"spalten", "columns"}, {"spalte", "column"}, {"kasten", "box"}, {"hinweis", "box"},
    {"anmerkung", "notes"}, {"anmerkungen", "notes"}, {"quelle", "sources"},
    {"quellen", "sources"}, {"zeichen", "signs"}, {"inhalt", "contents"},
    {"inhaltsverzeichnis", "contents"}, {"seitenumbruch", "page-break"},
    {"titelseite", "cover"}, {"deckblatt", "cover"},
    {"wenn", "if"}, {"wenn", "when"}, {"case", "when"}, {"else", "otherwise"},
    {"sonst", "otherwise"}, {"foreach", "for-each"},
    {"for", "for-each"}, {"set", "let"}, {"var", "let"},
    {"bericht", "report"},
    {"art", "kind"}, {"type", "kind"}, {"rolle", "role"}, {"class", "role"}, {"jahr", "year"},
    {"gebiet", "area"}, {"gebiete", "areas"}, {"indikator", "indicator"},
    {"kennzahl", "indicator"}, {"kennung", "id"}, {"breite", "span"}, {"width", "span"},
    {"colspan", "span"}, {"rowspan", "rows"}, {"von", "from"}, {"bis", "to"},
    {"feld", "field"}, {"href", "to"}, {"ziel", "to"}, {"bedingung", "test"},
    {"untertitel", "subtitle"}, {"titel", "title"}, {"caption", "title"}, {"höhe", "height"},
    {"wert", "value"}, {"src", "href"}, {"datei", "href"},
    {"linie", "line"}, {"säulen", "columns"}, {"balken", "bars"}, {"karte", "map"},
    {"pyramide", "pyramid"}, {"rangfolge", "ranking"}, {"kachel", "tile"},
    {"ja", "yes"}, {"true", "yes"}, {"nein", "no"}, {"false", "no"}, {"links", "left"},
    {"rechts", "right"}, {"mitte", "center"},
    {"anzahl", "count"}, {"summe", "sum"}, {"rang", "rank"}, {"neueste", "latest"},
    {"neuester", "latest"}, {"letzter", "latest"}, {"last", "latest"}, {"max", "highest"},
    {"höchster", "highest"}, {"min", "lowest"}, {"niedrigster", "lowest"}, {"datum", "date"},
    {"zahl", "decimal"}, {"format", "decimal"}, {"runde", "round"}, {"runden", "round"},
    {"falls", "either"}, {"wenn", "either"}, {"if", "either"}, {"nicht", "not"},
    {"verbinde", "concat"}, {"verketten", "concat"}, {"länge", "string-length"},
    {"hat", "has"}, {"gibt", "has"}, {"jahre", "years"},
};

bool xml_same_letters(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        char x = *a >= 'A' && *a <= 'Z' ? (char)(*a - 'A' + 'a') : *a;
        char y = *b >= 'A' && *b <= 'Z' ? (char)(*b - 'A' + 'a') : *b;
        if (x != y)
            return false;
    }
    return *a == *b;
}

bool xml_means(const char *written, const char *name)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (str_eq(known[i].name, name) && xml_same_letters(known[i].written, written))
            return true;
    }
    return xml_same_letters(written, name);
}
