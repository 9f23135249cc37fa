#include "layout/chart_tools_private.h"

struct row_label row_label_make(const struct chart_canvas *c, const struct chart_point *p,
                                mpt room)
{
    const struct theme *t = c->theme;
    struct row_label l = {text_wrap_parted(c, look_row(t, false), p->label, room, TEXT_LINES),
                          text_wrap(c, look_axis(t), p->sublabel, room, TEXT_LINES), 0};
    l.lines = l.name.n + l.small.n;
    return l;
}

void row_label_draw(const struct chart_canvas *c, const struct row_label *label, mpt x, mpt base)
{
    text_put_lines(c, x, base, ROW_LINE, look_row(c->theme, false), TEXT_LEFT, &label->name);
    text_put_lines(c, x, base + label->name.n * ROW_LINE - ROW_TUCK, ROW_LINE, look_axis(c->theme),
                   TEXT_LEFT, &label->small);
}

const char *row_reference(const struct chart *c)
{
    return c->caption_right != NULL ? c->caption_right : "Kreis";
}

mpt row_group_height(const struct chart_series *group)
{
    return group->name != NULL && group->name[0] != '\0' ? ROW_GROUP : 0;
}

void row_group_draw(const struct chart_canvas *c, const struct chart_series *group, bool first,
                    mpt y, mpt room)
{
    const struct theme *t = c->theme;
    struct text_look look = {FACE_BOLD, t->axis.size, role_colour(t, ROLE_PLACE, group->field)};
    if (row_group_height(group) == 0)
        return;
    if (!first)
        draw_line(c, c->x, y + PT(2.5), c->x + c->w, y + PT(2.5),
                  (struct stroke){t->rule, PT(0.5), 0, 0});
    text_put(c, c->x, y + PT(12), look, TEXT_LEFT, text_fit(c, look, group->name, room));
}
