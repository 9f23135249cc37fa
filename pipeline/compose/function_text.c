#include "compose/compose_private.h"

#include <math.h>
#include <string.h>

#include "base/german.h"
#include "base/str.h"
#include "base/utf8.h"
#include "sentences/sentences.h"

enum { MOST_DECIMALS = 9 };

/* Text that stands for a figure that is not there, with the words that are read. */
static void set_missing(struct compose *c, struct xpath_value *out)
{
    struct subject *s = arena_alloc(c->arena, sizeof *s);
    *s = (struct subject){.kind = SUBJECT_DIFFERENCE, .area = PUBLISHED_NONE,
                          .indicator = PUBLISHED_NONE, .sign = SIGN_ABSENT};
    s->text = sign_text(SIGN_ABSENT);
    s->actual = sign_words(SIGN_ABSENT);
    struct xpath_item *item = xpath_item_new(c->xpath, NULL, "text", s);
    xpath_item_text(item, s->text);
    set_node(c, out, item);
}

static int decimals_of(struct compose *c, const struct xpath_value *v, int *out,
                       const char **error)
{
    double d = xpath_number(v);
    if (d >= 0 && d <= MOST_DECIMALS && !(floor(d) < d)) {
        *out = (int)d;
        return 0;
    }
    *error = arena_printf(text_arena(c), "Die Zahl der Nachkommastellen muss zwischen 0 und %d "
                          "liegen, hier „%s“.", MOST_DECIMALS, xpath_string(c->xpath, v));
    return -1;
}

/* A value item passed where a plain number is meant gives its number. */
static bool plain_number(const struct xpath_value *v, double *out)
{
    const struct subject *s = subject_of(v);
    if (s != NULL && (s->kind == SUBJECT_VALUE || s->kind == SUBJECT_DIFFERENCE)) {
        *out = s->number;
        return sign_counts(s->sign);
    }
    *out = xpath_number(v);
    return isfinite(*out);
}

static int number_text(struct compose *c, const struct xpath_value *args, size_t n,
                       char *(*format)(struct arena *, double, int), struct xpath_value *out,
                       const char **error)
{
    int decimals = 0;
    double number;
    if (n > 1 && decimals_of(c, &args[1], &decimals, error) != 0)
        return -1;
    if (plain_number(&args[0], &number))
        set_string(out, format(text_arena(c), number, decimals));
    else
        set_missing(c, out);
    return 0;
}

static int f_decimal(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                  const char **error)
{
    return number_text(ctx, args, n, german_number, out, error);
}

static int f_signed(void *ctx, const struct xpath_value *args, size_t n,
                    struct xpath_value *out, const char **error)
{
    return number_text(ctx, args, n, german_signed, out, error);
}

static int f_quantity(void *ctx, const struct xpath_value *args, size_t n,
                      struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    const struct subject *s;
    if (argument_value(c, &args[0], &s, "quantity(value('S06', $gemeinde, 2016))", error) != 0)
        return -1;
    s = subject_in_prose(text_arena(c), s);
    if (s->sign == SIGN_VALUE)
        set_string(out, arena_printf(text_arena(c), "%s%s", s->text,
                                     unit_suffix(text_arena(c), s->unit)));
    else
        *out = args[0];
    if (c->report != NULL)
        scope_subject(c->report, s);
    return 0;
}

static int f_genitive(void *ctx, const struct xpath_value *args, size_t n,
                      struct xpath_value *out, const char **error)
{
    (void)n, (void)error;
    struct compose *c = ctx;
    set_string(out, german_genitive(text_arena(c), xpath_string(c->xpath, &args[0])));
    return 0;
}

static int f_in_place(void *ctx, const struct xpath_value *args, size_t n,
                      struct xpath_value *out, const char **error)
{
    (void)n, (void)error;
    struct compose *c = ctx;
    set_string(out, sentences_in_place(text_arena(c), xpath_string(c->xpath, &args[0])));
    return 0;
}

static int f_date(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                  const char **error)
{
    (void)n, (void)error;
    struct compose *c = ctx;
    set_string(out, german_date(text_arena(c), xpath_string(c->xpath, &args[0])));
    return 0;
}

static int f_long_date(void *ctx, const struct xpath_value *args, size_t n,
                       struct xpath_value *out, const char **error)
{
    (void)n, (void)error;
    struct compose *c = ctx;
    set_string(out, german_long_date(text_arena(c), xpath_string(c->xpath, &args[0])));
    return 0;
}

static int f_count_word(void *ctx, const struct xpath_value *args, size_t n,
                        struct xpath_value *out, const char **error)
{
    (void)n, (void)error;
    struct compose *c = ctx;
    double number;
    if (!plain_number(&args[0], &number) || fabs(number) > 1e9) {
        set_missing(c, out);
        return 0;
    }
    set_string(out, german_count_word(text_arena(c), (int)german_round(number, 0)));
    return 0;
}

/* Latin letters only: a to z and those with an accent in U+00E0..U+00FE. */
static int f_capital(void *ctx, const struct xpath_value *args, size_t n,
                     struct xpath_value *out, const char **error)
{
    (void)n, (void)error;
    struct compose *c = ctx;
    char *s = arena_strdup(text_arena(c), xpath_string(c->xpath, &args[0]));
    unsigned char *u = (unsigned char *)s;
    if (u[0] >= 'a' && u[0] <= 'z')
        u[0] = (unsigned char)(u[0] - 'a' + 'A');
    else if (u[0] == 0xC3 && u[1] >= 0xA0 && u[1] <= 0xBE && u[1] != 0xB7)
        u[1] = (unsigned char)(u[1] - 0x20);
    set_string(out, s);
    return 0;
}

static int f_join(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                  const char **error)
{
    struct compose *c = ctx;
    if (args[0].type != XPATH_ITEMS) {
        *error = "join() braucht eine Liste, zum Beispiel join(highest('S06', 3)/@area, 'und').";
        return -1;
    }
    const char *word = n > 1 ? arena_strdup(text_arena(c), xpath_string(c->xpath, &args[1])) : "";
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < args[0].n_items; i++) {
        struct xpath_value one;
        set_node(c, &one, args[0].items[i]);
        bool last = i + 1 == args[0].n_items;
        if (i > 0 && last && word[0] != '\0')
            buf_printf(&b, " %s ", word);
        else if (i > 0)
            buf_adds(&b, ", ");
        buf_adds(&b, xpath_string(c->xpath, &one));
    }
    set_string(out, arena_strdup(text_arena(c), buf_str(&b)));
    buf_release(&b);
    return 0;
}

static int f_either(void *ctx, const struct xpath_value *args, size_t n,
                    struct xpath_value *out, const char **error)
{
    (void)ctx;
    (void)n;
    (void)error;
    *out = xpath_truth(&args[0]) ? args[1] : args[2];
    return 0;
}

const struct function text_functions[] = {
    {"decimal", 1, 2, f_decimal,
     {"decimal(zahl, stellen)", "Eine Zahl als deutscher Text: 40 773 oder 3,7.",
      "decimal($w/@number div 1000, 1)"}},
    {"signed", 1, 2, f_signed,
     {"signed(zahl, stellen)", "Wie decimal(), mit Vorzeichen: +644, −0,9, ±0.",
      "signed($a/@number - $b/@number, 1)"}},
    {"quantity", 1, 1, f_quantity,
     {"quantity(wert)", "Der Wert mit seiner Einheit: 3,7 %, 3 408 Personen. Zeichen bleiben, "
                        "wie sie sind.",
      "quantity(latest('S06', $gemeinde))"}},
    {"genitive", 1, 1, f_genitive,
     {"genitive(name)", "Der Genitiv eines Ortsnamens.", "genitive($name)"}},
    {"in-place", 1, 1, f_in_place,
     {"in-place(name)",
      "Ein Ortsname mit dem Wort davor: im Landkreis Esslingen, in der Städteregion Aachen, in "
      "Aichwald.",
      "in-place($kreis)"}},
    {"date", 1, 1, f_date,
     {"date(datum)", "Ein Tag in Ziffern: 31.12.2015.", "date($edition/@date)"}},
    {"long-date", 1, 1, f_long_date,
     {"long-date(datum)", "Ein Tag mit Monatsnamen: 31. Dezember 2015.",
      "long-date($edition/@date)"}},
    {"count-word", 1, 1, f_count_word,
     {"count-word(zahl)", "Das Zahlwort von eins bis zwölf, darüber Ziffern.",
      "count-word(count($gemeinden))"}},
    {"capital", 1, 1, f_capital,
     {"capital(text)", "Der Text mit großem Anfangsbuchstaben.",
      "capital(count-word(5))"}},
    {"either", 3, 3, f_either,
     {"either(bedingung, ja, nein)", "Das eine, wo die Bedingung gilt, sonst das andere.",
      "either(above($w), 'mehr', 'weniger')"}},
    {"join", 1, 2, f_join,
     {"join(liste, wort)", "Die Liste als Aufzählung: A, B und C.",
      "join(highest('S06', 3)/@area, 'und')"}},
};
const size_t n_text_functions = sizeof text_functions / sizeof text_functions[0];
