#include "structure/object.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "structure/text.h"

enum { REFERENCES = 16 /* that lead to one another */, QPDF_WARNS = 3 };

static _Noreturn void become_qpdf(const char *path, int out)
{
    char file[PATH_MAX];
    /* A leading dash would be an option. */
    if (dup2(out, STDOUT_FILENO) >= 0 &&
        snprintf(file, sizeof file, "%s%s", *path == '-' ? "./" : "", path) < (int)sizeof file)
        execlp("qpdf", "qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
               "--decode-level=generalized", file, (char *)NULL);
    _exit(127);
}

static const char *read_qpdf(struct pdf *pdf, const char *path)
{
    int ends[2], status = 0;
    json_error_t error;
    if (pipe(ends) != 0)
        return "no pipe";
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        become_qpdf(path, ends[1]);
    }
    close(ends[1]);
    FILE *in = child > 0 ? fdopen(ends[0], "r") : NULL;
    if (in == NULL) {
        close(ends[0]);
        return "qpdf cannot be started";
    }
    pdf->file = json_loadf(in, JSON_ALLOW_NUL, &error);
    fclose(in);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        return "qpdf cannot be started";
    pdf->warned = WIFEXITED(status) && WEXITSTATUS(status) == QPDF_WARNS;
    if (!WIFEXITED(status) || (WEXITSTATUS(status) != 0 && !pdf->warned))
        return "qpdf cannot read the file";
    return NULL;
}

static const char *read_file(struct pdf *pdf, const char *path)
{
    json_error_t error;
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return strerror(errno);
    int first = getc(in);
    rewind(in);
    if (first == '{')
        pdf->file = json_loadf(in, JSON_ALLOW_NUL, &error);
    fclose(in);
    return first == '{' ? NULL : read_qpdf(pdf, path);
}

const char *pdf_open(struct pdf *pdf, struct store *s, const char *path)
{
    *pdf = (struct pdf){.store = s};
    const char *why = read_file(pdf, path);
    if (why != NULL)
        return why;
    pdf->objects = json_array_get(json_object_get(pdf->file, "qpdf"), 1);
    if (pdf->objects == NULL)
        return "qpdf's output holds no objects";
    json_t *trailer = json_object_get(json_object_get(pdf->objects, "trailer"), "value");
    pdf->catalog = pdf_key(pdf, trailer, "/Root");
    return json_is_object(pdf->catalog) ? NULL : "no document catalogue";
}

void pdf_close(struct pdf *pdf)
{
    json_decref(pdf->file);
    pdf->file = NULL;
}

int pdf_reference(const json_t *value)
{
    const char *text = json_string_value(value);
    char *end;
    if (text == NULL || *text < '0' || *text > '9')
        return 0;
    long number = strtol(text, &end, 10);
    if (number <= 0 || number > INT_MAX || *end != ' ')
        return 0;
    size_t n = strlen(end);
    return n > 3 && strcmp(end + n - 2, " R") == 0 ? (int)number : 0;
}

static json_t *object_of(const struct pdf *pdf, const json_t *reference)
{
    char key[64];
    int n = snprintf(key, sizeof key, "obj:%s", json_string_value(reference));
    return n < (int)sizeof key ? json_object_get(pdf->objects, key) : NULL;
}

json_t *pdf_resolve(const struct pdf *pdf, json_t *value)
{
    for (int i = 0; i < REFERENCES && pdf_reference(value) != 0; i++) {
        json_t *object = object_of(pdf, value);
        json_t *stream = json_object_get(object, "stream");
        value = stream != NULL ? json_object_get(stream, "dict")
                               : json_object_get(object, "value");
    }
    return json_is_null(value) || pdf_reference(value) != 0 ? NULL : value;
}

json_t *pdf_key(const struct pdf *pdf, json_t *dict, const char *key)
{
    return pdf_resolve(pdf, json_object_get(pdf_resolve(pdf, dict), key));
}

json_t *pdf_item(const struct pdf *pdf, json_t *array, size_t i)
{
    return pdf_resolve(pdf, json_array_get(array, i));
}

bool pdf_same(const json_t *a, const json_t *b)
{
    return pdf_reference(a) != 0 && pdf_reference(b) != 0 &&
           strcmp(json_string_value(a), json_string_value(b)) == 0;
}

const char *pdf_name(const json_t *value)
{
    const char *text = json_string_value(value);
    return text != NULL && text[0] == '/' ? text + 1 : NULL;
}

bool pdf_is_name(const json_t *value, const char *name)
{
    const char *is = pdf_name(value);
    return is != NULL && strcmp(is, name) == 0;
}

bool pdf_is_string(const json_t *value)
{
    const char *text = json_string_value(value);
    return text != NULL && (text[0] == 'u' || text[0] == 'b') && text[1] == ':';
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 0;
}

const char *pdf_text(const struct pdf *pdf, json_t *value, const char **fault)
{
    const char *text = json_string_value(value);
    if (!pdf_is_string(value))
        return NULL;
    if (text[0] == 'b') {
        size_t n = strlen(text + 2) / 2;
        unsigned char *bytes = store_alloc(pdf->store, n + 1);
        for (size_t i = 0; i < n; i++)
            bytes[i] = (unsigned char)(hex(text[2 + 2 * i]) << 4 | hex(text[3 + 2 * i]));
        text = text_of_bytes(pdf->store, bytes, n, fault);
    } else {
        if (strlen(text) != json_string_length(value))
            *fault = "U+0000";
        text += 2;
    }
    if (*fault == NULL)
        *fault = text_fault(text);
    return text;
}

double pdf_number(const json_t *value, double otherwise)
{
    double number = json_is_number(value) ? json_number_value(value) : otherwise;
    return isfinite(number) ? number : otherwise;
}

long pdf_integer(const json_t *value, long otherwise)
{
    if (!json_is_integer(value))
        return otherwise;
    json_int_t number = json_integer_value(value);
    return number < -INT_MAX || number > INT_MAX ? otherwise : (long)number;
}

static int base64(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26
           : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool pdf_stream(const struct pdf *pdf, json_t *value, unsigned char **bytes, size_t *n)
{
    if (pdf_reference(value) == 0)
        return false;
    json_t *stream = json_object_get(object_of(pdf, value), "stream");
    json_t *data = json_object_get(stream, "data");
    if (!json_is_string(data) || pdf_key(pdf, json_object_get(stream, "dict"), "/Filter") != NULL)
        return false;
    const unsigned char *text = (const unsigned char *)json_string_value(data);
    size_t len = json_string_length(data);
    uint32_t held = 0;
    unsigned bits = 0;
    *bytes = store_alloc(pdf->store, len / 4 * 3 + 4);
    *n = 0;
    for (size_t i = 0; i < len; i++) {
        int six = base64(text[i]);
        if (six < 0)
            continue;
        held = (held << 6 | (uint32_t)six) & 0xFFFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            (*bytes)[(*n)++] = (unsigned char)(held >> bits & 0xFF);
        }
    }
    return true;
}
