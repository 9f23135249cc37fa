#include "sentences/sentences_private.h"

#include <string.h>

#include "base/str.h"

/* Names without a noun have no article ("in Hessen"), but for the few that always have it
 * ("im Saarland"). */
struct parts { /* of a name: noun, and what stands behind it with its blank */
    const char *noun, *genitive, *rest;
    enum gender gender;
    bool has_noun;
};

/* "Rhein-Neckar-Kreis", "Bodenseekreis": the noun ends the name and is declined there. */
static bool ends_as_kreis(const char *name)
{
    return strchr(name, ' ') == NULL && (str_ends(name, "kreis") || str_ends(name, "-Kreis"));
}

static struct parts parts_of(struct arena *a, const char *name)
{
    const struct german_noun *noun = german_leading_noun(name);
    if (noun != NULL)
        return (struct parts){noun->noun, noun->genitive, name + strlen(noun->noun),
                              noun->gender, true};
    if (ends_as_kreis(name))
        return (struct parts){name, arena_printf(a, "%ses", name), "", MASCULINE, true};
    return (struct parts){"", "", name, NEUTER, false};
}

/* What a name is called once it is known: "Landkreis" for "Landkreis Esslingen". */
static const char *short_noun(const struct parts *p)
{
    bool own = ends_as_kreis(p->noun) && p->rest[0] == '\0';
    return own && !str_eq(p->noun, "Landkreis") && !str_eq(p->noun, "Stadtkreis") ? "Kreis"
                                                                                 : p->noun;
}

static const char *short_genitive(const struct parts *p)
{
    return str_eq(short_noun(p), "Kreis") ? "Kreises" : p->genitive;
}

/* Names of several words and those that end in s, ß, x or z take no ending. */
static bool takes_ending(const char *name)
{
    return !german_hisses(name) && strpbrk(name, " (,") == NULL;
}

static const char *plain_name(struct arena *a, const char *name, enum place_form form)
{
    switch (form) {
    case PLACE_IN_WHOLE: return arena_printf(a, "in ganz %s", name);
    case PLACE_TO_SHORT: return arena_printf(a, "zu %s", name);
    case PLACE_OF: case PLACE_OF_SHORT:
        return arena_printf(a, takes_ending(name) ? "%ss" : "von %s", name);
    case PLACE_IN: case PLACE_IN_SHORT: break;
    }
    return arena_printf(a, "in %s", name);
}

const char *place_words(struct arena *a, const char *name, enum place_form form)
{
    struct parts p = parts_of(a, name);
    if (!p.has_noun)
        return plain_name(a, name, form);
    bool feminine = p.gender == FEMININE;
    switch (form) {
    case PLACE_IN:
        return arena_printf(a, "%s %s%s", feminine ? "in der" : "im", p.noun, p.rest);
    case PLACE_IN_WHOLE:
        return arena_printf(a, "%s %s", feminine ? "in der ganzen" : "im ganzen",
                            short_noun(&p));
    case PLACE_TO_SHORT:
        return arena_printf(a, "%s %s", feminine ? "zur" : "zum", short_noun(&p));
    case PLACE_OF:
        return arena_printf(a, "%s %s%s", feminine ? "der" : "des", p.genitive, p.rest);
    case PLACE_OF_SHORT:
        return arena_printf(a, "%s %s", feminine ? "der" : "des", short_genitive(&p));
    case PLACE_IN_SHORT: break;
    }
    return arena_printf(a, "%s %s", feminine ? "in der" : "im", short_noun(&p));
}

const char *sentences_in_place(struct arena *a, const char *name)
{
    return place_words(a, name, PLACE_IN);
}
