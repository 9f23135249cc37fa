/* SHA-512 (FIPS 180-4), by nettle: the second digest of archived files. */
#ifndef BASE_SHA512_H
#define BASE_SHA512_H

#include <stddef.h>

#define SHA512_HEX 129 /* 128 digits and NUL */

void sha512_hex(const void *bytes, size_t n, char out[SHA512_HEX]);

#endif
