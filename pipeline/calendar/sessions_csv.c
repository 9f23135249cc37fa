/* Sessions as a small CSV: what somebody without a council information system keeps. */
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/str.h"
#include "base/utf8.h"
#include "calendar/calendar_private.h"

enum column { KEY, COMMITTEE, DATE, TIME, PLACE, STATE, COLUMNS };

static const char *const column_names[COLUMNS] = {"key",  "committee", "date",
                                                  "time", "place",     "state"};

enum { CELLS = 32 };

struct row {
    const char *cell[CELLS];
    int column[CELLS]; /* in the line */
    size_t n;
    int line;
    const char *text;
};

size_t csv_cells(struct arena *a, const char *text, const char **cell, int *column, size_t max)
{
    size_t n = 0;
    for (const char *p = text; n < max; p++) {
        struct buf b = BUF_INIT;
        bool quoted = *p == '"';
        column[n] = (int)utf8_length(text, (size_t)(p - text)) + 1;
        for (p += quoted; *p != '\0' && (quoted || *p != ';'); p++) {
            if (quoted && *p == '"' && p[1] != '"') {
                quoted = false;
                continue;
            }
            p += quoted && *p == '"';
            buf_addc(&b, *p);
        }
        cell[n++] = str_trim(a, buf_str(&b), b.len);
        buf_release(&b);
        if (*p == '\0') {
            break;
        }
    }
    return n;
}

static bool next_row(struct reading *r, const char **text, struct row *row)
{
    for (; **text != '\0';) {
        size_t n = strcspn(*text, "\n");
        row->text = str_trim(r->arena, *text, n > 0 && (*text)[n - 1] == '\r' ? n - 1 : n);
        *text += n + ((*text)[n] == '\n');
        row->line++;
        if (row->text[0] != '\0' && row->text[0] != '#') {
            row->n = csv_cells(r->arena, row->text, row->cell, row->column, CELLS);
            return true;
        }
    }
    return false;
}

static void fault(struct reading *r, const struct row *row, size_t cell, const char *what)
{
    READING_REPORT(r, CALENDAR_BAD_CELL, row->line, row->column[cell < row->n ? cell : 0],
                   row->text, what);
}

/* Where each column stands; CELLS for one that is not there. */
static int read_head(struct reading *r, const struct row *row, size_t at[COLUMNS])
{
    for (int c = 0; c < COLUMNS; c++) {
        at[c] = CELLS;
        for (size_t i = 0; i < row->n; i++) {
            at[c] = at[c] == CELLS && str_eq(row->cell[i], column_names[c]) ? i : at[c];
        }
        if (at[c] == CELLS && c <= DATE) {
            fault(r, row, 0, "die Kopfzeile mit key, committee und date");
            return -1;
        }
    }
    return 0;
}

/* "14:30"; empty: none. */
static bool read_time(const char *s, int *minute)
{
    unsigned hour, min;
    const char *mark = strchr(s, ':');
    *minute = -1;
    if (s[0] == '\0') {
        return true;
    }
    if (mark == NULL || mark - s > 2 || strlen(mark + 1) != 2 ||
        !decimal_uint(s, (size_t)(mark - s), 23, &hour) || !decimal_uint(mark + 1, 2, 59, &min)) {
        return false;
    }
    *minute = (int)(hour * 60 + min);
    return true;
}

static void read_row(struct reading *r, const struct row *row, const size_t at[COLUMNS])
{
    const char *value[COLUMNS];
    struct date date;
    struct session s = {.at = {r->file, row->line, 1}};
    for (int c = 0; c < COLUMNS; c++) {
        value[c] = at[c] < row->n ? row->cell[at[c]] : "";
    }
    if (value[KEY][0] == '\0') {
        fault(r, row, at[KEY], "eine Kennung (key)");
    } else if (!date_parse(value[DATE], strlen(value[DATE]), &date) || date.month == 0 ||
               date.year < 1970) {
        fault(r, row, at[DATE], "ein Tag wie 2026-12-10 (date)");
    } else if (!read_time(value[TIME], &s.minute)) {
        fault(r, row, at[TIME], "eine Uhrzeit wie 14:30 (time)");
    } else if (value[STATE][0] != '\0' && !str_eq(value[STATE], "abgesagt")) {
        fault(r, row, at[STATE], "„abgesagt“ oder nichts (state)");
    } else {
        s.key = value[KEY];
        s.committee = agenda_committee(r->agenda, value[COMMITTEE]);
        s.committee = s.committee ? s.committee : agenda_committee_in(r->agenda, value[COMMITTEE]);
        s.title = value[COMMITTEE];
        s.location = value[PLACE];
        s.day = s.planned = date_days(date);
        s.cancelled = value[STATE][0] != '\0';
        reading_add(r, s);
    }
}

int sessions_csv_read(struct reading *r, const char *text)
{
    struct row row = {.line = 0};
    size_t at[COLUMNS];
    if (!next_row(r, &text, &row)) {
        READING_REPORT(r, CALENDAR_NONE, 0, 0, NULL, NULL);
        return -1;
    }
    if (read_head(r, &row, at) != 0) {
        return -1;
    }
    while (next_row(r, &text, &row)) {
        if (row.line > ICS_LINES) {
            READING_REPORT(r, CALENDAR_TOO_LONG, 0, 0, NULL,
                           arena_printf(r->arena, "%d", (int)ICS_LINES));
            return -1;
        }
        read_row(r, &row, at);
    }
    return 0;
}
