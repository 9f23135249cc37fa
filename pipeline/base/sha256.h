/* SHA-256 (FIPS 180-4), by nettle: file digests of the manifest, PDF identifiers. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>

#define SHA256_BYTES 32
#define SHA256_HEX 65 /* 64 digits and NUL */

void sha256(const void *bytes, size_t n, unsigned char out[SHA256_BYTES]);
void sha256_hex(const void *bytes, size_t n, char out[SHA256_HEX]);

#endif
