/* In place of libFuzzer: gives a target every file that is named, once, each in a buffer of
 * its own length. So the seeds, which hold what was found before, are tried in every run of
 * the tests and with any compiler. What it prints last is the file that failed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return -1;
    size_t n = 0, room = 4096, got;
    uint8_t *bytes = malloc(room);
    while (bytes != NULL && (got = fread(bytes + n, 1, room - n, f)) > 0)
        if ((n += got) == room)
            bytes = realloc(bytes, room *= 2);
    int status = bytes == NULL || ferror(f) ? -1 : 0;
    fclose(f);
    uint8_t *exact = status == 0 ? realloc(bytes, n > 0 ? n : 1) : NULL;
    if (exact == NULL) {
        free(bytes);
        return -1;
    }
    LLVMFuzzerTestOneInput(exact, n);
    free(exact);
    return 0;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        printf("%s\n", argv[i]);
        fflush(stdout);
        if (replay(argv[i]) != 0) {
            perror(argv[i]);
            return 1;
        }
    }
    return 0;
}
