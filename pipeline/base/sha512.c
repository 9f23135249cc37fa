#include "base/sha512.h"

#include <nettle/sha2.h>
#include <stdint.h>

/* As in sha256.c: without the length argument that nettle 4 drops. */
void sha512_hex(const void *bytes, size_t n, char out[SHA512_HEX])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA512_DIGEST_SIZE];
    struct sha512_ctx context;
    sha512_init(&context);
    if (n > 0)
        sha512_update(&context, n, bytes);
    sha512_digest(&context, SHA512_DIGEST_SIZE, digest);
    for (size_t i = 0; i < SHA512_DIGEST_SIZE; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[2 * SHA512_DIGEST_SIZE] = '\0';
}
