/* German number, unit and date text: the one place where figures become words.
 *
 * No locale is used. Digits are grouped by U+202F, the decimal mark is a comma,
 * minus is U+2212, a unit follows after U+202F. Rounding is half away from zero
 * (kaufmännisch) on the decimal representation. All results go to the arena. */
#ifndef BASE_GERMAN_H
#define BASE_GERMAN_H

#include <stdbool.h>

struct arena;

/* 40773 -> "40 773", -0.91 with 1 decimal -> "−0,9"; a result that rounds to
 * zero has no minus. decimals 0..9; not-a-number gives "?" (a bug upstream). */
char *german_number(struct arena *a, double v, int decimals);

/* With an explicit sign: "+644", "−0,9", "±0" for zero. */
char *german_signed(struct arena *a, double v, int decimals);

/* "17,0 %", "3 408 Personen": number and unit joined without a break
 * (U+202F before %, U+00A0 before words). unit "" or NULL gives the number. */
char *german_quantity(struct arena *a, double v, int decimals, const char *unit);

/* "31.12.2015"; ISO "2015-12-31" in, unchanged where it is not a date. */
char *german_date(struct arena *a, const char *iso);

/* "31. Dezember 2015" (U+00A0 after the day). */
char *german_long_date(struct arena *a, const char *iso);

enum gender { MASCULINE, FEMININE, NEUTER, PLURAL };

/* A common noun that stands before or in the names of areas. */
struct german_noun {
    const char *noun;
    const char *genitive;
    enum gender gender;
};

/* The one a name begins with ("Landkreis Esslingen"); NULL where it begins with none. */
const struct german_noun *german_leading_noun(const char *name);

/* Whether it ends in s, ß, x, z or ce: such a name has no s in the genitive. */
bool german_hisses(const char *name);

/* Genitive of a place name: "Nürtingens", "Esslingens am Neckar",
 * "von Großbettlingen" is never needed; names ending in s, ß, x, z get U+2019. */
char *german_genitive(struct arena *a, const char *name);

/* "eins" ... "zwölf" for 1..12 (counting form), figures beyond. */
char *german_count_word(struct arena *a, int n);

/* v rounded half away from zero to decimals, as it is printed. */
double german_round(double v, int decimals);

#endif
