#include "base/sha256.h"

#include <nettle/sha2.h>
#include <stdint.h>

/* Nettle 4 drops the length argument of sha256_digest; 3 is what is installed. */
void sha256(const void *bytes, size_t n, unsigned char out[SHA256_BYTES])
{
    struct sha256_ctx context;
    sha256_init(&context);
    if (n > 0)
        sha256_update(&context, n, bytes);
    sha256_digest(&context, SHA256_BYTES, (uint8_t *)out);
}

void sha256_hex(const void *bytes, size_t n, char out[SHA256_HEX])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[SHA256_BYTES];
    sha256(bytes, n, digest);
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[2 * SHA256_BYTES] = '\0';
}
