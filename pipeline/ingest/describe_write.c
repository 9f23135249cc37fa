/* The proposal as XML. What is sure stands there; what is guessed says why; what only the user
 * knows is marked with "BITTE". */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ingest/describe_private.h"

/* No such measure can be: reading refuses until the user has written another. */
static const char todo[] = "BITTE-EINTRAGEN";

struct writer {
    const struct proposal *p;
    const struct catalogue *catalogue;
    struct buf *out;
    struct arena *a;
    struct names ids; /* measures proposed so far */
};

/* Two hyphens would end a comment. */
static void comment(struct writer *w, const char *indent, const char *text)
{
    buf_printf(w->out, "%s<!-- ", indent);
    for (const char *s = text; *s != '\0'; s++) {
        if (s[0] == '-' && (s[1] == '-' || s[1] == '\0'))
            buf_adds(w->out, "‐");
        else
            buf_addc(w->out, *s);
    }
    buf_adds(w->out, " -->\n");
}

static void attribute(struct writer *w, const char *name, const char *text)
{
    buf_printf(w->out, " %s=\"", name);
    buf_xml(w->out, text);
    buf_addc(w->out, '"');
}

/* A name for the descriptor's file: letters, digits, hyphens. */
static const char *table_id(struct writer *w, const char *path)
{
    if (w->p->s.table != NULL)
        return w->p->s.table;
    const char *slash = strrchr(path, '/');
    char *id = str_file_name(w->a, slash != NULL ? slash + 1 : path);
    char *dot = strstr(slash != NULL ? slash + 1 : path, ".");
    size_t n = dot != NULL ? (size_t)(dot - (slash != NULL ? slash + 1 : path)) : strlen(id);
    if (n < strlen(id) && n > 0)
        id[n] = '\0';
    for (char *c = id; *c != '\0'; c++)
        if (*c == '_')
            *c = '-';
    if (strlen(id) > 40)
        id[40] = '\0';
    return id[0] == '\0' || id[0] == '-' ? "tabelle" : id;
}

static void put_form(struct writer *w)
{
    const struct notation *h = &w->p->how;
    const struct sheet *s = &w->p->s;
    char separator = s->in->form.separator;
    bool point = h->point > h->comma;
    const char *group = point ? (h->group_comma > 0 ? "," : "")
                              : h->group_point > 0 ? "." : "";
    if (h->group_space > 0 && group[0] == '\0')
        group = "space";
    if (separator == ';' && !point && group[0] == '\0' && h->empty == 0 && h->exponents == 0)
        return;
    buf_adds(w->out, "  <file");
    if (separator != ';')
        attribute(w, "separator", separator == '\t' ? "tab" : separator == ',' ? "," : "|");
    if (point)
        attribute(w, "decimal", ".");
    if (group[0] != '\0')
        attribute(w, "group", group);
    if (h->empty > 0)
        attribute(w, "empty", "absent");
    if (h->exponents > 0)
        attribute(w, "exponent", "yes");
    buf_adds(w->out, "/>\n");
}

static void explain_signs(struct writer *w)
{
    static const struct {
        enum sign sign;
        const char *text;
    } known[] = {{SIGN_NOTHING, "„-“ nichts"},        {SIGN_UNKNOWN, "„.“ unbekannt oder geheim"},
                 {SIGN_HIDDEN_UPSTREAM, "„*“ geheim"}, {SIGN_LATER, "„...“ folgt später"},
                 {SIGN_UNSURE, "„/“ nicht sicher"},   {SIGN_CROSSED, "„x“ nicht sinnvoll"}};
    const char *list = "";
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        size_t n = w->p->how.signs[known[i].sign];
        if (n > 0)
            list = arena_printf(w->a, "%s%s%s (%zu Mal)", list, list[0] != '\0' ? ", " : "",
                                known[i].text, n);
    }
    if (list[0] != '\0')
        comment(w, "  ", arena_printf(w->a, "Zeichen, die ohne Weiteres verstanden werden: %s.",
                                      list));
}

static void explain_form(struct writer *w)
{
    const struct notation *h = &w->p->how;
    const char *in = "  ";
    comment(w, in, w->p->s.why);
    if (h->comma > 0 && h->point > 0 && h->group_point + h->group_comma == 0)
        comment(w, in, "BITTE PRÜFEN: Dezimalzahlen stehen teils mit Komma, teils mit Punkt; die "
                       "selteneren werden als Fehler gemeldet.");
    if (h->unsure > 0 && h->comma + h->point + h->group_point + h->group_comma == 0)
        comment(w, in, w->p->cases ? "BITTE ENTSCHEIDEN: Zahlen lassen sich auf zwei Arten lesen."
                                   : arena_printf(w->a, "BITTE ENTSCHEIDEN: „%s“ (und %zu weitere) "
                                                  "kann Tausender oder Dezimalstellen bedeuten: "
                                                  "group= oder decimal= angeben; so wie jetzt "
                                                  "werden diese Felder als Fehler gemeldet.",
                                                  h->unsure_text, h->unsure - 1));
    if (h->exponents > 0)
        comment(w, in, "BITTE PRÜFEN: Es gibt Zahlen mit Zehnerpotenz (1,5E+05). Oft hat sie ein "
                       "Tabellenprogramm gerundet; dann bitte die Datei neu beschaffen.");
    if (h->empty > 0)
        comment(w, in, "Leere Felder gelten als nicht geliefert, nie als null (empty).");
    if (h->brackets > 0)
        comment(w, in, "Zahlen in Klammern gelten als eingeschränkt aussagefähig (amtliche "
                       "Statistik). Sind negative Zahlen gemeint: brackets=\"negative\".");
    if (h->percents > 0)
        comment(w, in, "Es gibt Zahlen mit %; ihre Messgröße muss die Einheit % haben.");
    explain_signs(w);
}

/* The first head row in which a column is named differently from all others. */
static const char *column_name(const struct writer *w, size_t col)
{
    const struct sheet *s = &w->p->s;
    for (size_t i = 0; i < s->n_head; i++) {
        const char *name = sheet_cell(s, s->head + i, col);
        bool unique = name[0] != '\0';
        for (size_t k = 0; unique && k < s->width; k++)
            unique = k == col || strcmp(name, sheet_cell(s, s->head + i, k)) != 0;
        if (unique)
            return name;
    }
    return NULL;
}

static const char *const column_words[MEANINGS] = {
    [MEANS_PERIOD] = "Zeitraum: fast alle Felder sind Jahre oder Tage",
    [MEANS_AREA] = "Gebietsschlüssel",
    [MEANS_NAME] = "Name des Gebiets",
    [MEANS_SEX] = "Geschlecht: fast alle Felder sind solche Wörter",
    [MEANS_AGE] = "Alter: fast alle Felder sind solche Wörter",
    [MEANS_NATIONALITY] = "Staatsangehörigkeit: fast alle Felder sind solche Wörter",
    [MEANS_KIND] = "vermutet: Art, nach der sich Messgrößen unterscheiden; sonst is=\"none\"",
    [MEANS_BEGIN] = "vermutet: Beginn des Falls",
    [MEANS_END] = "vermutet: Ende des Falls (leer: dauert an)",
    [MEANS_BIRTH] = "vermutet: Geburtsjahr oder -tag",
    [MEANS_PERSON] = "vermutet: Kennung der Person; jede zählt einmal",
    [MEANS_MARK] = "Zeichen zum Wert (p vorläufig, r berichtigt, s geschätzt, () eingeschränkt)",
};

static void put_column(struct writer *w, size_t col)
{
    const struct proposal *p = w->p;
    const struct guess *g = &p->columns[col];
    const char *name = column_name(w, col);
    buf_printf(w->out, "    <column is=\"%s\"", descriptor_meanings[g->is]);
    if (p->s.table == NULL && name != NULL)
        attribute(w, "name", name);
    else if (p->s.table == NULL)
        buf_printf(w->out, " at=\"%zu\"", col + 1);
    if (g->is == MEANS_AREA && p->digits > 0)
        buf_printf(w->out, " digits=\"%u\"", p->digits);
    if (g->is == MEANS_AREA && p->with_name)
        attribute(w, "with", "name");
    if (g->n.empty > 0 && (g->is == MEANS_SEX || g->is == MEANS_AGE ||
                           g->is == MEANS_NATIONALITY) && !p->cases)
        attribute(w, "empty", "all");
    buf_adds(w->out, "/>\n");
    if (column_words[g->is] != NULL)
        comment(w, "    ", column_words[g->is]);
    if (g->is == MEANS_AREA && p->digits > 0)
        comment(w, "    ", "Die führende Null der Schlüssel ging verloren; digits setzt sie wieder "
                           "ein.");
}

/* Of files with named columns those that mean nothing can be left out. */
static bool key_column(const struct proposal *p, size_t col)
{
    return !p->columns[col].value && (p->columns[col].is != MEANS_NONE || p->s.table != NULL);
}

static void put_columns(struct writer *w)
{
    const struct proposal *p = w->p;
    buf_adds(w->out, "  <columns>\n");
    for (size_t col = 0; col < p->s.width; col++)
        if (key_column(p, col))
            put_column(w, col);
    if (p->key == NO_FIELD) {
        comment(w, "    ", "BITTE EINTRAGEN: Es wurde keine Spalte mit Schlüsseln oder Namen von "
                           "Gebieten gefunden, die eingerichtet sind.");
        buf_adds(w->out, "    <column is=\"area\" at=\"BITTE\"/>\n");
    }
    buf_adds(w->out, "  </columns>\n");
}

static void put_head(struct writer *w)
{
    const struct proposal *p = w->p;
    if (p->line != NULL)
        buf_adds(w->out, "  <line is=\"period\"/>\n");
    if (!p->period_found && p->line == NULL && !p->cases) {
        comment(w, "  ", "BITTE EINTRAGEN: In der Datei wurde kein Zeitraum gefunden (ein Jahr wie "
                         "2024 oder ein Tag wie 2024-12-31).");
        buf_adds(w->out, "  <period value=\"JJJJ\"/>\n");
    }
    if (p->s.n_head == 0)
        return;
    if (p->s.table != NULL)
        buf_adds(w->out, "  <head>\n");
    else /* lines, not rows: what is empty or no row counts, too */
        buf_printf(w->out, "  <head skip=\"%d\">\n", p->s.rows[p->s.head].line - 1);
    for (size_t i = 0; i < p->s.n_head; i++)
        buf_printf(w->out, "    <row is=\"%s\"%s/>\n", descriptor_meanings[p->heads[i]],
                   p->merged[i] ? " merged=\"yes\"" : "");
    buf_adds(w->out, "  </head>\n");
}

static void put_words(struct writer *w)
{
    const struct proposal *p = w->p;
    size_t start = w->out->len;
    buf_adds(w->out, "  <words>\n");
    size_t empty = w->out->len;
    for (size_t i = 0; i < p->how.n_odd && !p->cases; i++) {
        comment(w, "    ", "BITTE PRÜFEN: steht zwischen Zahlen; vermutet: nicht geliefert");
        buf_adds(w->out, "    <word is=\"sign\"");
        attribute(w, "text", p->how.odd[i]);
        attribute(w, "means", "absent");
        buf_adds(w->out, "/>\n");
    }
    for (size_t col = 0; col < p->s.width; col++) {
        const struct guess *g = &p->columns[col];
        enum sex sex;
        for (size_t i = 0; g->is == MEANS_SEX && i < g->n_words; i++) {
            const char *text = g->words[i];
            if (text[0] == '\0' || word_sex(text, &sex))
                continue;
            bool male = text[0] == 'M' || text[0] == 'm';
            bool female = text[0] == 'W' || text[0] == 'w';
            if (!male && !female)
                comment(w, "    ", "divers: zählt nur in „alle“ mit");
            buf_adds(w->out, "    <word is=\"sex\"");
            attribute(w, "text", text);
            attribute(w, "means", male ? "m" : female ? "w" : "all");
            buf_adds(w->out, "/>\n");
        }
    }
    for (size_t col = 0; col < p->s.width; col++) {
        const struct guess *g = &p->columns[col];
        for (size_t i = 0; g->is == MEANS_MARK && i < g->n_words; i++) {
            const char *text = g->words[i];
            if (strspn(text, "prs()") == strlen(text))
                continue;
            buf_adds(w->out, "    <word is=\"mark\"");
            attribute(w, "text", text);
            attribute(w, "means", "none");
            buf_adds(w->out, "/>\n");
        }
    }
    if (w->out->len == empty) {
        w->out->len = start;
        w->out->data[start] = '\0';
    } else {
        buf_adds(w->out, "  </words>\n");
    }
}

/* An identifier for the catalogue, each once. */
static const char *measure_id(struct writer *w, const char *text)
{
    for (uint32_t i = 0; w->catalogue != NULL && i < catalogue_measures(w->catalogue); i++) {
        const struct measure *m = catalogue_measure(w->catalogue, i);
        if (str_eq(str_fold(w->a, m->name), str_fold(w->a, text)))
            return m->id;
    }
    char *id = str_file_name(w->a, text);
    size_t n = 0;
    for (const char *c = id; *c != '\0' && n < 50; c++) {
        char low = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c == '-' ? '_' : *c;
        if ((n > 0 || (low >= 'a' && low <= 'z')) && !(low == '_' && id[n - 1] == '_'))
            id[n++] = low;
    }
    id[n] = '\0';
    const char *unique = n > 0 ? id : "messgroesse";
    for (int i = 2; names_find(&w->ids, unique, strlen(unique)) != NAMES_NONE; i++)
        unique = arena_printf(w->a, "%s_%d", n > 0 ? id : "messgroesse", i);
    names_intern(&w->ids, unique, strlen(unique));
    return unique;
}

/* The joined words of a column's head rows, as descriptors have them. */
static const char *head_path(struct writer *w, size_t col)
{
    const struct proposal *p = w->p;
    const char *path = "";
    for (size_t i = 0; i < p->s.n_head; i++) {
        size_t from = col;
        while (p->merged[i] && from > 0 && sheet_cell(&p->s, p->s.head + i, from)[0] == '\0' &&
               p->columns[from - 1].value)
            from--;
        const char *text = sheet_cell(&p->s, p->s.head + i, from);
        size_t n = strlen(text);
        if (p->heads[i] == MEANS_MEASURE_PERIOD)
            n = strrchr(text, ' ') != NULL ? (size_t)(strrchr(text, ' ') - text) : n;
        else if (p->heads[i] != MEANS_MEASURE)
            n = 0;
        if (n > 0)
            path = arena_printf(w->a, "%s%s%.*s", path, path[0] != '\0' ? " | " : "", (int)n, text);
    }
    return path;
}

static const char *head_unit(const struct writer *w, size_t col)
{
    const struct proposal *p = w->p;
    for (size_t i = 0; i < p->s.n_head; i++)
        if (p->heads[i] == MEANS_UNIT)
            return sheet_cell(&p->s, p->s.head + i, col);
    return NULL;
}

static void put_value(struct writer *w, size_t col, const char *path, const char *kind)
{
    const char *name = kind != NULL && path[0] != '\0'
                           ? arena_printf(w->a, "%s %s", kind, path)
                           : kind != NULL ? kind : path;
    bool open = name[0] == '\0' || str_eq(kind, todo);
    buf_printf(w->out, "    <value measure=\"%s\"", open ? todo : measure_id(w, name));
    if (kind != NULL)
        attribute(w, "kind", kind);
    if (path[0] != '\0')
        attribute(w, "head", path);
    if (w->p->s.n_head == 0 && !w->p->cases)
        buf_printf(w->out, " at=\"%zu\"", col + 1);
    const char *unit = w->p->cases ? NULL : head_unit(w, col);
    if (unit != NULL && unit[0] != '\0' && strcmp(unit, "Anzahl") != 0)
        attribute(w, "unit", unit);
    buf_adds(w->out, "/>\n");
}

/* Once for every kind; of case records only kinds that are frequent enough to be no person's. */
static void put_kinds(struct writer *w, size_t col, const char *path)
{
    const struct proposal *p = w->p;
    const struct guess *kind = NULL;
    size_t kinds = 0, least = p->cases ? 3 : 1;
    for (size_t i = 0; i < p->s.width; i++)
        if (p->columns[i].is == MEANS_KIND && !p->columns[i].value) {
            kind = &p->columns[i];
            kinds++;
        }
    if (kinds > 1)
        comment(w, "    ", "BITTE PRÜFEN: mehrere Spalten is=\"kind\"; kind= nennt ihre Wörter, "
                           "verbunden durch „ | “.");
    bool all = kinds == 1 && !kind->more_words;
    if (kinds == 1 && kind->more_words)
        comment(w, "    ", "BITTE EINTRAGEN: Es gibt mehr als 60 Arten; ein Eintrag für jede, die "
                           "gebraucht wird (kind=, wie in der Datei).");
    for (size_t i = 0; all && i < kind->n_words; i++)
        if (kind->words[i][0] != '\0' && kind->times[i] >= least)
            put_value(w, col, path, kind->words[i]);
    if (!all)
        put_value(w, col, path, kinds > 0 ? todo : NULL);
}

static void put_cases(struct writer *w)
{
    comment(w, "  ", "Das sehen wie Einzelfälle aus: Sie werden beim Einlesen gezählt und nirgends "
                     "gezeigt. BITTE EINTRAGEN: die Jahre; count=\"year\" (ohne day) zählt alle "
                     "des Jahres. Die Quelle braucht in sources.xml protection=\"raw\".");
    buf_adds(w->out, "  <cases count=\"day\" day=\"31.12.\" from=\"JJJJ\" to=\"JJJJ\"/>\n");
}

static void put_values(struct writer *w)
{
    const struct proposal *p = w->p;
    struct names paths;
    names_init(&paths);
    comment(w, "  ", "BITTE PRÜFEN: measure= ist die Kennung der Messgröße in catalogue.xml; "
                     "vorgeschlagen ist eine nach dem Tabellenkopf. Was nicht gebraucht wird, "
                     "kann fehlen (others).");
    buf_adds(w->out, "  <values others=\"skip\">\n");
    size_t columns = 0;
    for (size_t col = 0; col < p->s.width && !p->cases; col++) {
        if (!p->columns[col].value)
            continue;
        columns++;
        const char *path = head_path(w, col);
        uint32_t known = paths.count;
        if (p->s.n_head == 0 || names_intern(&paths, path, strlen(path)) == known)
            put_kinds(w, col, path);
    }
    if (p->cases)
        put_kinds(w, 0, "");
    if (columns == 0 && !p->cases) {
        comment(w, "    ", "BITTE EINTRAGEN: Es wurde keine Spalte mit Zahlen gefunden.");
        put_value(w, 0, "", NULL);
    }
    buf_adds(w->out, "  </values>\n");
    names_release(&paths);
}

void proposal_write(const struct proposal *p, const char *path, const struct catalogue *catalogue,
                    struct buf *out)
{
    struct writer w = {.p = p, .catalogue = catalogue, .out = out, .a = p->s.in->arena};
    const char *id = table_id(&w, path);
    names_init(&w.ids);
    buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    comment(&w, "", arena_printf(w.a, "Vorschlag; als inputs/descriptors/%s.xml speichern und "
                                 "ergänzen. Alle Möglichkeiten nennt inputs/descriptor.rng.", id));
    buf_adds(out, "<table");
    attribute(&w, "id", id);
    if (p->s.encoding != NULL)
        attribute(&w, "encoding", p->s.encoding);
    buf_adds(out, ">\n  <title>BITTE EINTRAGEN</title>\n");
    explain_form(&w);
    put_form(&w);
    put_columns(&w);
    put_head(&w);
    put_words(&w);
    if (p->cases)
        put_cases(&w);
    put_values(&w);
    buf_adds(out, "</table>\n");
    if (p->s.table == NULL)
        comment(&w, "", arena_printf(w.a, "In sources.xml: <file path=\"data/%s\" table=\"%s\"/>",
                                     strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path,
                                     id));
    names_release(&w.ids);
}
