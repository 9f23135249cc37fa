#include "gallery/gallery_private.h"

#include "base/german.h"

/* v: series by series, n values each; in shares every value is per cent of its bar. */
static struct chart *parts_of(struct arena *a, enum chart_kind kind, const char *const *names,
                              size_t n_series, const char *const *labels, size_t n,
                              const double *v)
{
    struct chart *c = gallery_chart(a, kind, (int)n_series);
    for (size_t i = 0; i < n_series; i++) {
        struct chart_series *s = gallery_rows(a, c, (int)i, n);
        s->name = names[i];
        for (size_t k = 0; k < n; k++)
            gallery_label(a, &s->points[k], labels[k], v[i * n + k]);
    }
    return c;
}

/* In per cent of each bar; where one is hidden, all are. */
static void make_shares(struct arena *a, struct chart *c)
{
    c->shares = true;
    c->unit = "%";
    for (size_t k = 0; k < c->series[0].n_points; k++) {
        double sum = 0;
        bool hidden = false;
        for (size_t i = 0; i < c->n_series; i++) {
            sum += c->series[i].points[k].value;
            hidden = hidden || c->series[i].points[k].sign == SIGN_HIDDEN;
        }
        for (size_t i = 0; i < c->n_series; i++) {
            struct chart_point *p = &c->series[i].points[k];
            const char *label = p->label;
            bool emphasis = p->emphasis;
            *p = gallery_point(a, hidden ? HIDDEN : p->value / sum * 100, 1);
            p->label = label;
            p->emphasis = emphasis;
        }
    }
}

static const char *const care_names[] = {"Pflegegeld", "ambulante Dienste", "vollstationär"};
static const char *const care_labels[] = {"unter 65 Jahre", "65 bis unter 75 Jahre",
                                          "75 bis unter 85 Jahre", "85 Jahre und älter"};
static const double care[] = {2610, 1240, 2980, 3120, 610, 520, 1630, 2380, 240, 410, 1120, 2490};

static struct chart *stack_care(struct arena *a)
{
    struct chart *c = parts_of(a, CHART_STACK, care_names, 3, care_labels, 4, care);
    c->field = 4;
    c->unit = "Pflegebedürftige";
    return c;
}

static struct chart *stack_hidden(struct arena *a)
{
    static const double v[] = {120, 64, HIDDEN, 33, 58, HIDDEN, 40, 21, 17, 12, 9, 0};
    struct chart *c = parts_of(a, CHART_STACK, care_names, 3, care_labels, 4, v);
    c->field = 1;
    c->unit = "Personen";
    c->series[0].points[0].marks = SIGN_LIMITED;
    c->series[0].points[0].text = "(120)";
    c->series[2].points[3].sign = SIGN_NOTHING;
    c->series[2].points[3].text = "–";
    return c;
}

static const char *const age_names[] = {"unter 18", "18 bis unter 30", "30 bis unter 50",
                                        "50 bis unter 65", "65 und älter"};

/* All 44 in shares of five age groups, two of them hidden. */
static struct chart *stack_places(struct arena *a)
{
    static const double v[] = {17.2, 14.1, 27.4, 21.2, 20.1};
    struct chart *c = gallery_chart(a, CHART_STACK, 5);
    c->field = 0;
    for (size_t i = 0; i < 5; i++) {
        struct chart_series *s = gallery_rows(a, c, (int)i, 44);
        s->name = age_names[i];
        for (size_t k = 0; k < 44; k++) {
            double off = (double)((k * 7 + i * 5) % 11) * 0.3;
            gallery_label(a, &s->points[k], gallery_places[k % 12],
                          k == 9 || (k == 21 && i == 2) ? HIDDEN : v[i] + off);
            s->points[k].emphasis = k == 3;
        }
    }
    make_shares(a, c);
    return c;
}

static struct chart *stack_long(struct arena *a)
{
    static const char *const names[] = {
        "Hilfen zur Erziehung außerhalb der Familie", "ambulante Hilfen zur Erziehung",
        "Eingliederungshilfe für seelisch behinderte junge Menschen", "Inobhutnahmen"};
    static const char *const labels[] = {
        "Leinfelden-Echterdingen", "Neuhausen auf den Fildern",
        "Verwaltungsgemeinschaft Wendlingen am Neckar mit Köngen und Unterensingen"};
    static const double v[] = {61, 12, 1, 143, 38, 77, 52, HIDDEN, 90, 8, 2, 3};
    struct chart *c = parts_of(a, CHART_STACK, names, 4, labels, 3, v);
    c->unit = "Hilfen am Jahresende, junge Menschen unter 27 Jahren mit Wohnsitz im Landkreis";
    c->field = 1;
    return c;
}

static struct chart *stack_equal(struct arena *a)
{
    static const char *const names[] = {"Frauen", "Männer"};
    static const char *const labels[] = {"Aichtal", "Altdorf", "Baltmannsweiler"};
    static const double v[] = {50, 50, 50, 50, 50, 50};
    struct chart *c = parts_of(a, CHART_STACK, names, 2, labels, 3, v);
    make_shares(a, c);
    return c;
}

static struct chart *stack_single(struct arena *a)
{
    static const char *const names[] = {"Betreuung unter 3"};
    static const char *const labels[] = {"Nürtingen"};
    static const double v[] = {412};
    struct chart *c = parts_of(a, CHART_STACK, names, 1, labels, 1, v);
    c->unit = "Kinder";
    c->field = 5;
    return c;
}

static struct chart *stack_none(struct arena *a)
{
    static const char *const names[] = {"Frauen", "Männer"};
    static const char *const labels[] = {"Ohmden", "Schlaitdorf"};
    static const double v[] = {HIDDEN, HIDDEN, HIDDEN, HIDDEN};
    return parts_of(a, CHART_STACK, names, 2, labels, 2, v);
}

/* Eight parts, one a thousand times as large as another. */
static struct chart *stack_extreme(struct arena *a)
{
    static const char *const names[] = {"Türkei",   "Italien", "Rumänien", "Kroatien",
                                        "Griechenland", "Ukraine", "Syrien",   "übrige"};
    static const char *const labels[] = {"Landkreis Esslingen", "Nürtingen", "Kohlberg"};
    static const double v[] = {17280, 1520, 6,  11900, 1130, 9, 10450, 870, 0, 9320, 640, 14,
                               8870,  410,  11, 7990,  690,  2, 4730,  380, 1, 28110, 2440, 21};
    struct chart *c = parts_of(a, CHART_STACK, names, 8, labels, 3, v);
    c->unit = "Personen";
    c->field = 5;
    return c;
}

/* Right minus left, where both are shown. */
static void add_balance(struct arena *a, struct chart *c, const char *name)
{
    const struct chart_series *left = &c->series[0], *right = &c->series[1];
    struct chart_series *s = &c->series[2];
    size_t n = left->n_points;
    *s = (struct chart_series){.name = name, .role = ROLE_SECOND};
    s->points = arena_array(a, n, sizeof *s->points);
    s->n_points = n;
    c->n_series = 3;
    c->balance = true;
    for (size_t k = 0; k < n; k++) {
        bool hidden = left->points[k].sign != SIGN_VALUE || right->points[k].sign != SIGN_VALUE;
        double v = right->points[k].value - left->points[k].value;
        gallery_label(a, &s->points[k], left->points[k].label, hidden ? HIDDEN : v);
        s->points[k].text = hidden ? "." : german_signed(a, v, c->decimals);
        s->points[k].emphasis = left->points[k].emphasis;
    }
}

static struct chart *sides_of(struct arena *a, const char *left, const char *right,
                              const char *const *labels, size_t n, const double *v)
{
    const char *const names[] = {left, right, ""};
    double *three = arena_array(a, 3 * n, sizeof *three);
    for (size_t i = 0; i < 2 * n; i++)
        three[i] = v[i];
    struct chart *c = parts_of(a, CHART_DIVERGING, names, 3, labels, n, three);
    c->n_series = 2;
    c->unit = "Personen";
    return c;
}

static struct chart *diverging_moves(struct arena *a)
{
    static const char *const labels[] = {"unter 18", "18 bis unter 25", "25 bis unter 30",
                                         "30 bis unter 50", "50 bis unter 65", "65 und älter"};
    static const double v[] = {702,  1011, 1390, 1802, 590, 402,
                               780, 1405, 1610, 1920, 488, 351};
    struct chart *c = sides_of(a, "Fortzüge", "Zuzüge", labels, 6, v);
    add_balance(a, c, "Saldo");
    c->field = 5;
    return c;
}

static struct chart *diverging_places(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_DIVERGING, 3);
    c->n_series = 2;
    c->field = 0;
    c->decimals = 1;
    c->unit = "je 1\xE2\x80\xAF" "000 Einwohner";
    for (size_t i = 0; i < 2; i++) {
        struct chart_series *s = gallery_rows(a, c, (int)i, 44);
        s->name = i == 0 ? "Gestorbene" : "Geborene";
        for (size_t k = 0; k < 44; k++) {
            double v = (i == 0 ? 10.9 : 9.2) + (double)((k * 5 + i * 3) % 9) * 0.5 - 2;
            s->points[k] = gallery_point(a, k == 9 || (k == 13 && i == 1) ? HIDDEN : v, 1);
            s->points[k].label = gallery_places[k % 12];
            s->points[k].emphasis = k == 3;
        }
    }
    return c;
}

static struct chart *diverging_hidden(struct arena *a)
{
    static const char *const labels[] = {"Deutsche", "EU-Staaten", "übrige Staaten", "unbekannt"};
    static const double v[] = {1210, HIDDEN, 480, HIDDEN, HIDDEN, 690, 310, HIDDEN};
    struct chart *c = sides_of(a, "Fortzüge", "Zuzüge", labels, 4, v);
    add_balance(a, c, "Saldo");
    return c;
}

static struct chart *diverging_long(struct arena *a)
{
    static const char *const labels[] = {"Leinfelden-Echterdingen", "Neuhausen auf den Fildern",
                                         "Reichenbach an der Fils"};
    static const double v[] = {3120, 12, 0, 2980, 845, 0};
    struct chart *c = sides_of(a, "Fortzüge über die Gemeindegrenze in andere Gemeinden",
                               "Zuzüge über die Gemeindegrenze aus anderen Gemeinden", labels, 3,
                               v);
    c->unit = "Wanderungsfälle im Jahr, ohne Umzüge innerhalb der Gemeinde";
    add_balance(a, c, "Wanderungssaldo über die Gemeindegrenze");
    return c;
}

static struct chart *diverging_equal(struct arena *a)
{
    static const char *const labels[] = {"2014", "2015"};
    static const double v[] = {400, 400, 400, 400};
    struct chart *c = sides_of(a, "Sterbefälle", "Geburten", labels, 2, v);
    add_balance(a, c, "Saldo");
    return c;
}

static struct chart *diverging_single(struct arena *a)
{
    static const char *const labels[] = {"Nürtingen"};
    static const double v[] = {0, 374};
    struct chart *c = sides_of(a, "Sterbefälle", "Geburten", labels, 1, v);
    c->field = 2;
    return c;
}

static struct chart *diverging_none(struct arena *a)
{
    static const char *const labels[] = {"Ohmden", "Schlaitdorf"};
    static const double v[] = {HIDDEN, HIDDEN, HIDDEN, HIDDEN};
    return sides_of(a, "Sterbefälle", "Geburten", labels, 2, v);
}

static const char *const agree[] = {"stimme gar nicht zu", "stimme eher nicht zu", "teils, teils",
                                    "stimme eher zu", "stimme voll zu"};
static const char *const questions[] = {
    "Ich finde leicht einen Arzt in meiner Nähe.", "Ich komme ohne Auto gut zurecht.",
    "Meine Wohnung kann ich mir leisten.", "Im Quartier kenne ich meine Nachbarn."};

/* Five answers: the middle one lies over 0. */
static struct chart *diverging_scale(struct arena *a)
{
    static const double v[] = {6.1,  14.3, 18.8, 4.0,  15.2, 21.9, 24.0, 11.7, 20.5, 19.0,
                               17.1, 22.2, 38.0, 27.7, 25.2, 33.1, 20.2, 17.1, 14.9, 29.0};
    struct chart *c = parts_of(a, CHART_DIVERGING, agree, 5, questions, 4, v);
    c->field = 2;
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 4; k++)
            c->series[i].points[k].text = german_number(a, v[i * 4 + k], 1);
    c->unit = "%";
    return c;
}

/* Four answers, some of them hidden; five with a hidden middle. */
static struct chart *diverging_scale_hidden(struct arena *a)
{
    static const char *const four[] = {"sehr unzufrieden", "eher unzufrieden", "eher zufrieden",
                                       "sehr zufrieden"};
    static const double v[] = {12, HIDDEN, 7, 0, 44, 31, HIDDEN, 0,
                               80, 77, 61, 12, 35, HIDDEN, 40, 9};
    struct chart *c = parts_of(a, CHART_DIVERGING, four, 4, questions, 4, v);
    c->field = 4;
    c->unit = "Antworten";
    return c;
}

static struct chart *diverging_middle_hidden(struct arena *a)
{
    static const double v[] = {12, 10, 7,  5, 44, 31, 20, 11, HIDDEN, 24,
                               13, 8,  80, 77, 61, 12, 35, 19, 40,     9};
    struct chart *c = parts_of(a, CHART_DIVERGING, agree, 5, questions, 4, v);
    c->unit = "Antworten";
    return c;
}

const struct gallery_sample samples_parts[] = {
    {CHART_STACK, "stack_care", "drei Teile", stack_care, 193},
    {CHART_STACK, "stack_hidden", "geheime Teile, eine Klammer", stack_hidden, 193},
    {CHART_STACK, "stack_places", "alle 44 in Anteilen, zwei geheim", stack_places, 193},
    {CHART_STACK, "stack_long", "lange Namen", stack_long, 193},
    {CHART_STACK, "stack_equal", "gleiche Anteile", stack_equal, 193},
    {CHART_STACK, "stack_single", "ein Balken aus einem Teil", stack_single, 193},
    {CHART_STACK, "stack_none", "alles geheim", stack_none, 193},
    {CHART_STACK, "stack_extreme", "acht Teile, sehr verschieden groß", stack_extreme, 193},
    {CHART_DIVERGING, "diverging_moves", "mit Saldo", diverging_moves, 193},
    {CHART_DIVERGING, "diverging_places", "alle 44, zwei geheim", diverging_places, 193},
    {CHART_DIVERGING, "diverging_hidden", "eine Seite oder beide geheim", diverging_hidden, 193},
    {CHART_DIVERGING, "diverging_long", "lange Namen", diverging_long, 193},
    {CHART_DIVERGING, "diverging_equal", "gleiche Werte", diverging_equal, 193},
    {CHART_DIVERGING, "diverging_single", "ein Balken, links nichts", diverging_single, 193},
    {CHART_DIVERGING, "diverging_none", "alles geheim", diverging_none, 193},
    {CHART_DIVERGING, "diverging_scale", "fünf Antworten", diverging_scale, 193},
    {CHART_DIVERGING, "diverging_scale_hidden", "vier Antworten, geheime", diverging_scale_hidden,
     193},
    {CHART_DIVERGING, "diverging_middle_hidden", "mittlere Antwort geheim",
     diverging_middle_hidden, 193},
    {0}};
