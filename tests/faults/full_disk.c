/* Preloaded by the tests: after SB_DISK_BYTES bytes every write to a regular file
 * fails as on a full disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

ssize_t write(int fd, const void *bytes, size_t n)
{
    static ssize_t (*real)(int, const void *, size_t);
    static long left = -1;
    if (real == NULL) {
        *(void **)&real = dlsym(RTLD_NEXT, "write");
        left = atol(getenv("SB_DISK_BYTES"));
    }
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        if ((long)n > left) {
            errno = ENOSPC;
            return -1;
        }
        left -= (long)n;
    }
    return real(fd, bytes, n);
}
