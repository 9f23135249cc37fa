/* UTF-16 to UTF-8, and what is no text at all. */
#include <string.h>

#include "base/utf8.h"
#include "ingest/ingest_private.h"

enum { SAMPLE = 4096 }; /* [bytes] */

enum order { ORDER_NONE, ORDER_LITTLE, ORDER_BIG };

/* Text of our alphabet has a zero in every second byte; more than three quarters of one
 * side and none on the other are proof enough. */
static enum order order_by_zeros(const char *bytes, size_t len)
{
    size_t zeros[2] = {0, 0}, n = len < SAMPLE ? len : SAMPLE;
    for (size_t i = 0; i < n; i++)
        zeros[i % 2] += bytes[i] == '\0';
    if (n < 8 || len % 2 != 0)
        return ORDER_NONE;
    if (zeros[0] == 0 && zeros[1] * 8 > n * 3)
        return ORDER_LITTLE;
    if (zeros[1] == 0 && zeros[0] * 8 > n * 3)
        return ORDER_BIG;
    return ORDER_NONE;
}

static enum order find_order(const char *bytes, size_t len, size_t *mark)
{
    *mark = 2;
    if (len >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        return ORDER_LITTLE;
    if (len >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        return ORDER_BIG;
    *mark = 0;
    return order_by_zeros(bytes, len);
}

static uint32_t unit_at(const unsigned char *p, enum order order)
{
    return order == ORDER_LITTLE ? (uint32_t)(p[0] | p[1] << 8) : (uint32_t)(p[0] << 8 | p[1]);
}

void encoding_widen(struct input *in, const char **bytes, size_t *len)
{
    size_t i;
    enum order order = find_order(*bytes, *len, &i);
    if (order == ORDER_NONE)
        return;
    const unsigned char *from = (const unsigned char *)*bytes;
    size_t n = *len, out = 0;
    char *text = arena_array(in->arena, n / 2 + 2, 3);
    while (i + 1 < n) {
        uint32_t c = unit_at(from + i, order);
        i += 2;
        uint32_t low = c >= 0xD800 && c < 0xDC00 && i + 1 < n ? unit_at(from + i, order) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        } else if (c >= 0xD800 && c < 0xE000) {
            c = 0xFFFD; /* half a pair */
        }
        out += (size_t)utf8_put(text + out, c);
    }
    if (i < n) /* half a character at the end */
        out += (size_t)utf8_put(text + out, 0xFFFD);
    *bytes = text;
    *len = out;
}

static bool begins(const char *bytes, size_t len, const char *magic, size_t n)
{
    return len >= n && memcmp(bytes, magic, n) == 0;
}

const char *foreign_format(const char *bytes, size_t len)
{
    static const char ods[] = "mimetypeapplication/vnd.oasis.opendocument";
    if (begins(bytes, len, "PK\x03\x04", 4))
        return len > 30 && begins(bytes + 30, len - 30, ods, sizeof ods - 1)
                   ? "eine LibreOffice-Tabelle (.ods)"
                   : "eine Excel-Arbeitsmappe (.xlsx) oder ein ZIP-Archiv";
    if (begins(bytes, len, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
        return "eine alte Excel-Arbeitsmappe (.xls)";
    if (begins(bytes, len, "%PDF", 4))
        return "ein PDF-Dokument";
    if (begins(bytes, len, "\x1F\x8B", 2))
        return "ein gepacktes Archiv (.gz)";
    if (begins(bytes, len, "<html", 5) || begins(bytes, len, "<!DOCTYPE", 9) ||
        begins(bytes, len, "<table", 6) || begins(bytes, len, "<?xml", 5))
        return "eine Internetseite oder XML-Datei";
    return NULL;
}
