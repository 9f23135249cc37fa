/* Guesses: what a column is by what stands in most of its cells. */
#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ingest/describe_private.h"

enum { MOST = 90, MANY = 60, OLDEST = 1980, YOUNGEST = 2099,
       MOST_COMPARED = 400 /* [rows] */ };

static size_t digits_of(const char *text)
{
    return strspn(text, "0123456789");
}

/* Keys begin with the number of a Land, 01 to 16. */
static bool key_like(const char *text, size_t n)
{
    static const unsigned long lengths = 1UL << 2 | 1UL << 3 | 1UL << 5 | 1UL << 8 | 1UL << 9 |
                                         1UL << 10 | 1UL << 12;
    if (n > 12 || (lengths >> n & 1) == 0)
        return false;
    int land = (text[0] - '0') * 10 + text[1] - '0';
    return land >= 1 && land <= 16;
}

enum key_form { KEY_NONE, KEY_LIKE, KEY_KNOWN };

/* *digits: of the whole key where its zero was lost; *with_name: a name stands behind it. */
static enum key_form key_form(const struct areas *areas, const char *text, unsigned *digits,
                              bool *with_name)
{
    size_t n = digits_of(text);
    if (strcmp(text, "DG") == 0)
        return KEY_KNOWN;
    if (strcmp(text, "00") == 0)
        return KEY_LIKE;
    if (n < 2 || n > 12 || (text[n] != '\0' && text[n] != ' '))
        return KEY_NONE;
    *with_name = text[n] == ' ';
    if (n > 2 && area_of_key(areas, text, n) != AREA_NONE)
        return KEY_KNOWN;
    char full[16] = "0";
    memcpy(full + 1, text, n);
    full[n + 1] = '\0';
    if ((n == 4 || n == 7 || n == 11) && area_of_key(areas, full, n + 1) != AREA_NONE) {
        *digits = (unsigned)n + 1;
        return KEY_KNOWN;
    }
    return key_like(text, n) ? KEY_LIKE : KEY_NONE;
}

static size_t score_key(const struct proposal *p, size_t column, size_t *first)
{
    const struct sheet *s = &p->s;
    size_t score = 0;
    *first = s->n_rows;
    for (size_t i = 0; i < s->n_rows; i++) {
        unsigned digits = 0;
        bool with_name = false;
        enum key_form form = s->rows[i].n != s->width
                                 ? KEY_NONE
                                 : key_form(s->in->run->areas, sheet_cell(s, i, column), &digits,
                                            &with_name);
        if (form != KEY_NONE && *first == s->n_rows)
            *first = i;
        score += form == KEY_KNOWN ? 50 : form == KEY_LIKE;
    }
    return score;
}

static size_t score_name(const struct proposal *p, const struct area_names *names, size_t column,
                         size_t *first)
{
    const struct sheet *s = &p->s;
    size_t score = 0;
    *first = s->n_rows;
    for (size_t i = 0; i < s->n_rows; i++) {
        if (s->rows[i].n != s->width ||
            area_names_find(names, sheet_cell(s, i, column)) == AREA_NONE)
            continue;
        if (*first == s->n_rows)
            *first = i;
        score++;
    }
    return score;
}

/* How the keys of the column found are written. */
static void look_at_keys(struct proposal *p)
{
    for (size_t i = p->s.first; i < p->s.end; i++) {
        unsigned digits = 0;
        bool with_name = false;
        if (key_form(p->s.in->run->areas, sheet_cell(&p->s, i, p->key), &digits, &with_name) ==
            KEY_NONE)
            continue;
        if (digits > p->digits)
            p->digits = digits;
        p->with_name = p->with_name || with_name;
    }
}

/* Behind the data come rows of other width, or nothing. */
static void find_end(struct sheet *s)
{
    while (s->end > s->first && s->rows[s->end - 1].n != s->width)
        s->end--;
    for (size_t i = s->first; i < s->end && s->table != NULL; i++)
        if (str_starts(sheet_cell(s, i, 0), "____"))
            s->end = i;
}

void guess_key(struct proposal *p)
{
    size_t best = 0, first;
    enum meaning is = MEANS_AREA;
    p->s.first = 1;
    for (size_t col = 0; col < p->s.width; col++) {
        size_t score = score_key(p, col, &first);
        if (score > best) {
            best = score;
            p->key = col;
            p->s.first = first;
        }
    }
    if (best < 50) { /* no key that we know: perhaps a name */
        struct area_names *names = area_names_new(p->s.in->run->areas);
        for (size_t col = 0; col < p->s.width; col++) {
            size_t score = 50 * score_name(p, names, col, &first);
            if (score > best) {
                best = score;
                is = MEANS_NAME;
                p->key = col;
                p->s.first = first;
            }
        }
        area_names_free(names);
    }
    p->columns = arena_array(p->s.in->arena, p->s.width + 1, sizeof *p->columns);
    find_end(&p->s);
    if (p->key == NO_FIELD)
        return;
    p->columns[p->key].is = is;
    if (is == MEANS_AREA)
        look_at_keys(p);
}

/* Columns ----------------------------------------------------------------------- */

static void count_word(struct guess *g, const char *text)
{
    for (size_t i = 0; i < g->n_words; i++)
        if (strcmp(g->words[i], text) == 0) {
            g->times[i]++;
            return;
        }
    if (g->n_words == MAX_WORDS) {
        g->more_words = true;
        return;
    }
    g->times[g->n_words] = 1;
    g->words[g->n_words++] = text;
}

static bool any_sex(const char *text)
{
    static const char *const short_words[] = {"M", "W", "d", "D", "divers", "männl.", "weibl."};
    enum sex sex;
    for (size_t i = 0; i < sizeof short_words / sizeof short_words[0]; i++)
        if (strcmp(short_words[i], text) == 0)
            return true;
    return word_sex(text, &sex);
}

/* A figure in any notation: digits with marks, brackets, spaces, signs. */
static bool number_like(const char *text)
{
    size_t n = strlen(text), digits = 0;
    for (const char *s = text; *s != '\0'; s++)
        digits += isdigit((unsigned char)*s) != 0;
    static const char allowed[] = "0123456789.,-+ ()%eE'prs\xC2\xA0\xE2\x80\xAF\x92\x88";
    return digits > 0 && strspn(text, allowed) == n && strchr("eEprs%", text[0]) == NULL;
}

static void count_cell(struct counts *n, const char *text)
{
    size_t len = strlen(text);
    struct date when;
    enum sign sign;
    enum nationality nationality;
    int from, to;
    n->cells++;
    if (len == 0) {
        n->empty++;
        return;
    }
    bool period = period_read(text, len, &when) == PERIOD_OK;
    n->periods += period && when.year >= OLDEST && when.year <= YOUNGEST;
    n->days += period && when.day != 0;
    n->numbers += number_like(text);
    n->signs += sign_parse(text, &sign);
    n->sexes += any_sex(text);
    n->ages += digits_of(text) != len && word_ages(text, &from, &to);
    n->nations += word_nationality(text, &nationality);
}

static bool at_least(size_t part, const struct counts *n, size_t per_cent)
{
    size_t filled = n->cells - n->empty;
    return filled > 0 && part * 100 >= filled * per_cent;
}

static bool named(const struct proposal *p, size_t column, const char *part)
{
    for (size_t i = 0; i < p->s.n_head; i++) {
        const char *head = str_fold(p->s.in->arena, sheet_cell(&p->s, p->s.head + i, column));
        if (strstr(head, part) != NULL)
            return true;
    }
    return false;
}

/* Head rows are of the same width and stand right before the data. */
static void find_head(struct sheet *s)
{
    s->head = s->first;
    while (s->head > 0 && s->rows[s->head - 1].n == s->width && s->first - s->head < MAX_HEAD) {
        size_t filled = 0;
        for (size_t col = 0; col < s->width; col++)
            filled += sheet_cell(s, s->head - 1, col)[0] != '\0';
        if (filled < 2 || (s->table != NULL && sheet_cell(s, s->head - 1, 0)[0] != '\0'))
            break;
        s->head--;
    }
    s->n_head = s->first - s->head;
}

static bool taken(const struct proposal *p, enum meaning is)
{
    for (size_t col = 0; col < p->s.width; col++)
        if (p->columns[col].is == is && !p->columns[col].value)
            return true;
    return false;
}

static enum meaning guess_words(const struct proposal *p, const struct guess *g, size_t col)
{
    const struct counts *n = &g->n;
    if (at_least(n->names, n, MOST) && p->key != NO_FIELD)
        return taken(p, MEANS_NAME) ? MEANS_NONE : MEANS_NAME;
    if (at_least(n->sexes, n, MOST) && g->n_words <= 5 && !taken(p, MEANS_SEX))
        return MEANS_SEX;
    if (at_least(n->ages, n, MOST) && !taken(p, MEANS_AGE))
        return MEANS_AGE;
    if (at_least(n->nations, n, MOST) && !taken(p, MEANS_NATIONALITY))
        return MEANS_NATIONALITY;
    if (p->key != NO_FIELD && col == p->key + 1 && p->columns[p->key].is == MEANS_AREA &&
        !p->with_name && !taken(p, MEANS_NAME))
        return MEANS_NAME;
    bool repeated = g->n_words > 1 && g->n_words * 2 <= n->cells && !g->more_words;
    return repeated ? MEANS_KIND : MEANS_NONE;
}

/* Flat files of GENESIS, with old or new names of columns. */
static bool guess_flat(struct proposal *p, size_t col)
{
    struct guess *g = &p->columns[col];
    if (named(p, col, "auspraegungcode") || named(p, col, "variableattributecode") ||
        named(p, col, "valuevariablecode"))
        g->is = g->n_words > 1 ? MEANS_KIND : MEANS_NONE;
    else if (named(p, col, "valueq") || (named(p, col, "q") && g->n_words <= 6 &&
                                         col > 0 && p->columns[col - 1].value && p->flat))
        g->is = MEANS_MARK;
    else
        return false;
    return true;
}

static void guess_column(struct proposal *p, size_t col)
{
    struct guess *g = &p->columns[col];
    const struct counts *n = &g->n;
    if (p->flat && guess_flat(p, col))
        return;
    if (n->cells > 3 && g->n_words == 1 && p->flat)
        g->is = MEANS_NONE;
    else if (named(p, col, "geburt") || named(p, col, "gebjahr"))
        g->is = MEANS_BIRTH;
    else if (at_least(n->periods, n, MOST) && !taken(p, MEANS_PERIOD) &&
             (g->n_words <= 2 || at_least(n->days, n, MOST) || !g->more_words))
        g->is = MEANS_PERIOD;
    else if (at_least(n->keys, n, MOST))
        g->is = MEANS_NONE; /* another key */
    else if (at_least(n->numbers + n->signs, n, MANY) || n->cells == n->empty)
        g->value = true;
    else
        g->is = guess_words(p, g, col);
}

/* Rows of persons or benefits: a birth, and days that differ from row to row. */
static void look_for_cases(struct proposal *p)
{
    size_t begin = NO_FIELD, end = NO_FIELD;
    for (size_t col = 0; col < p->s.width; col++) {
        const struct guess *g = &p->columns[col];
        if (col == p->key || g->is == MEANS_BIRTH || !at_least(g->n.days, &g->n, MOST) ||
            (g->n_words < 4 && p->s.end - p->s.first > 8))
            continue;
        if (begin == NO_FIELD)
            begin = col;
        else if (end == NO_FIELD)
            end = col;
    }
    p->cases = begin != NO_FIELD && (end != NO_FIELD || taken(p, MEANS_BIRTH));
    if (!p->cases)
        return;
    for (size_t col = 0; col < p->s.width; col++) {
        struct guess *g = &p->columns[col];
        if (g->is == MEANS_PERIOD)
            g->is = MEANS_NONE;
        if (named(p, col, "person") || named(p, col, "aktenzeichen"))
            g->is = MEANS_PERSON;
        g->value = false;
    }
    /* A row with a day there is a case, no head: it must not be shown. */
    struct date when;
    for (size_t i = p->s.n_head; i-- > 0;) {
        const char *text = sheet_cell(&p->s, p->s.head + i, begin);
        if (period_read(text, strlen(text), &when) == PERIOD_OK)
            p->s.n_head = i;
    }
    if (p->s.n_head > 1) /* the first is as good as any */
        p->s.n_head = 1;
    p->columns[begin].is = MEANS_BEGIN;
    if (end != NO_FIELD)
        p->columns[end].is = MEANS_END;
}

/* Names and keys of areas that we know. */
static void count_areas(struct proposal *p)
{
    const struct areas *areas = p->s.in->run->areas;
    struct area_names *names = area_names_new(areas);
    for (size_t col = 0; col < p->s.width; col++) {
        struct guess *g = &p->columns[col];
        for (size_t i = 0; i < g->n_words; i++) {
            size_t n = strlen(g->words[i]);
            g->n.names += area_names_find(names, g->words[i]) != AREA_NONE ? g->times[i] : 0;
            g->n.keys += n > 4 && area_of_key(areas, g->words[i], n) != AREA_NONE ? g->times[i] : 0;
        }
    }
    area_names_free(names);
}

/* Does a place occur twice for the same period? Only then rows differ in kind. */
static bool places_repeat(const struct proposal *p)
{
    const struct sheet *s = &p->s;
    size_t period = p->key;
    for (size_t col = 0; col < s->width; col++)
        if (p->columns[col].is == MEANS_PERIOD)
            period = col;
    size_t end = s->end < s->first + MOST_COMPARED ? s->end : s->first + MOST_COMPARED;
    for (size_t i = s->first; i < end && p->key != NO_FIELD; i++)
        for (size_t k = s->first; k < i; k++)
            if (strcmp(sheet_cell(s, i, p->key), sheet_cell(s, k, p->key)) == 0 &&
                strcmp(sheet_cell(s, i, period), sheet_cell(s, k, period)) == 0)
                return true;
    return p->key == NO_FIELD;
}

void guess_columns(struct proposal *p)
{
    struct sheet *s = &p->s;
    find_head(s);
    for (size_t col = 0; col < s->width; col++)
        p->flat = p->flat || named(p, col, "merkmalcode") || named(p, col, "variablecode");
    for (size_t i = s->first; i < s->end; i++) {
        if (s->rows[i].n != s->width)
            continue;
        for (size_t col = 0; col < s->width; col++) {
            count_cell(&p->columns[col].n, sheet_cell(s, i, col));
            count_word(&p->columns[col], sheet_cell(s, i, col));
        }
    }
    count_areas(p);
    for (size_t col = 0; col < s->width; col++)
        if (col != p->key)
            guess_column(p, col);
    look_for_cases(p);
    bool kinds = p->cases || p->flat || places_repeat(p);
    for (size_t col = 0; !kinds && col < s->width; col++)
        if (p->columns[col].is == MEANS_KIND)
            p->columns[col].is = MEANS_NONE;
    p->s.in->secret = p->cases;
    p->period_found = taken(p, MEANS_PERIOD);
}

/* Head rows --------------------------------------------------------------------- */

static bool unit_word(const char *text)
{
    static const char *const units[] = {"Anzahl", "EUR", "Euro", "€", "Tsd. EUR", "%", "Prozent",
                                        "qkm", "ha", "Jahre", "Personen", "1000", "Index"};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(units[i], text) == 0)
            return true;
    return false;
}

static bool year_behind(const char *text)
{
    const char *blank = strrchr(text, ' ');
    struct date when;
    return blank != NULL && blank != text &&
           period_read(blank + 1, strlen(blank + 1), &when) == PERIOD_OK &&
           when.year >= OLDEST && when.year <= YOUNGEST;
}

static enum meaning guess_head(struct proposal *p, size_t row)
{
    size_t behind = 0, units = 0, values = 0;
    struct counts n = {0};
    for (size_t col = 0; col < p->s.width; col++) {
        const char *text = sheet_cell(&p->s, row, col);
        if (!p->columns[col].value)
            continue;
        values++;
        count_cell(&n, text);
        behind += year_behind(text);
        units += unit_word(text);
    }
    if (values == 0)
        return MEANS_MEASURE;
    if (at_least(n.periods, &n, MOST) && !p->period_found)
        return MEANS_PERIOD;
    if (at_least(behind, &n, MOST) && !p->period_found)
        return MEANS_MEASURE_PERIOD;
    if (at_least(units, &n, MOST))
        return MEANS_UNIT;
    if (at_least(n.sexes, &n, 100) && n.empty == 0)
        return MEANS_SEX;
    if (at_least(n.ages, &n, 100) && n.empty == 0)
        return MEANS_AGE;
    return at_least(n.nations, &n, 100) && n.empty == 0 ? MEANS_NATIONALITY : MEANS_MEASURE;
}

/* One word and then nothing: merged cells of a spreadsheet. GENESIS repeats its words. */
static bool is_merged(const struct proposal *p, size_t row)
{
    size_t empty = 0, filled = 0;
    bool begun = false, first_empty = false;
    for (size_t col = 0; col < p->s.width; col++) {
        if (!p->columns[col].value)
            continue;
        bool is_empty = sheet_cell(&p->s, row, col)[0] == '\0';
        first_empty = first_empty || (!begun && is_empty);
        begun = true;
        empty += is_empty;
        filled += !is_empty;
    }
    return p->s.table == NULL && !first_empty && filled > 0 && empty >= filled;
}

/* A line before the head that is a period and nothing else. */
static void find_line(struct proposal *p)
{
    for (size_t i = 0; i < p->s.head && !p->period_found; i++) {
        const char *text = sheet_cell(&p->s, i, 0);
        struct date when;
        bool alone = true;
        for (size_t col = 1; col < p->s.rows[i].n; col++)
            alone = alone && sheet_cell(&p->s, i, col)[0] == '\0';
        if (alone && period_read(text, strlen(text), &when) == PERIOD_OK)
            p->line = text;
    }
}

/* "Geschlecht" above all columns says nothing; nor do names that every column has for itself
 * beside words with years. */
static void drop_idle_heads(struct proposal *p)
{
    bool years = false;
    size_t measures = 0;
    for (size_t i = 0; i < p->s.n_head; i++) {
        years = years || p->heads[i] == MEANS_MEASURE_PERIOD;
        measures += p->heads[i] == MEANS_MEASURE || p->heads[i] == MEANS_MEASURE_PERIOD;
    }
    for (size_t i = 0; i < p->s.n_head && measures > 1; i++) {
        const char *first = NULL, *before = NULL;
        bool same = true, different = true;
        for (size_t col = 0; col < p->s.width; col++) {
            const char *text = sheet_cell(&p->s, p->s.head + i, col);
            if (!p->columns[col].value)
                continue;
            same = same && (first == NULL || strcmp(first, text) == 0);
            different = different && (before == NULL || strcmp(before, text) != 0);
            first = first == NULL ? text : first;
            before = text;
        }
        if (p->heads[i] == MEANS_MEASURE && (same || (years && different))) {
            p->heads[i] = MEANS_NONE;
            measures--;
        }
    }
}

void guess_heads(struct proposal *p)
{
    for (size_t i = 0; i < p->s.n_head; i++) {
        p->merged[i] = is_merged(p, p->s.head + i);
        p->heads[i] = guess_head(p, p->s.head + i);
        if (p->heads[i] == MEANS_PERIOD || p->heads[i] == MEANS_MEASURE_PERIOD)
            p->period_found = true;
    }
    drop_idle_heads(p);
    find_line(p);
}

/* Notation ---------------------------------------------------------------------- */

/* "1,234": three digits behind one mark can be decimals or thousands; anything else is clear. */
static void look_at_marks(struct notation *h, const char *text)
{
    const char *comma = strchr(text, ','), *point = strchr(text, '.');
    if (comma != NULL && point != NULL) {
        h->comma += comma > point;
        h->point += point > comma;
        h->group_point += comma > point;
        h->group_comma += point > comma;
        return;
    }
    const char *mark = comma != NULL ? comma : point;
    if (mark == NULL)
        return;
    size_t before = (size_t)(mark - text), behind = digits_of(mark + 1);
    bool again = strchr(mark + 1, *mark) != NULL;
    if (again) {
        h->group_point += *mark == '.';
        h->group_comma += *mark == ',';
    } else if (behind == 3 && before > 0 && before <= 3 + (text[0] == '-') && text[0] != '0') {
        h->unsure++;
        h->unsure_text = text;
    } else {
        h->comma += *mark == ',';
        h->point += *mark == '.';
    }
}

static void look_at_cell(struct notation *h, const char *text)
{
    enum sign sign;
    if (text[0] == '\0') {
        h->empty++;
    } else if (sign_parse(text, &sign)) {
        h->signs[sign]++;
    } else if (!number_like(text)) {
        for (size_t i = 0; i < h->n_odd; i++)
            if (strcmp(h->odd[i], text) == 0)
                return;
        if (h->n_odd < sizeof h->odd / sizeof h->odd[0])
            h->odd[h->n_odd++] = text;
    } else {
        h->exponents += strpbrk(text, "eE") != NULL;
        h->brackets += text[0] == '(';
        h->percents += strchr(text, '%') != NULL;
        h->negatives += text[0] == '-';
        const char *space = strchr(text, ' ');
        h->group_space += (space != NULL && digits_of(space + 1) == 3) ||
                          strstr(text, "\xE2\x80\xAF") != NULL || strstr(text, "\xC2\xA0") != NULL;
        look_at_marks(h, text);
    }
}

void guess_notation(struct proposal *p)
{
    for (size_t i = p->s.first; i < p->s.end; i++)
        for (size_t col = 0; p->s.rows[i].n == p->s.width && col < p->s.width; col++)
            if (p->columns[col].value)
                look_at_cell(&p->how, sheet_cell(&p->s, i, col));
}
