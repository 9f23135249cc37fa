/* Names of structure elements, as dumps and messages print them. */
#ifndef PAGE_ROLE_PRIVATE_H
#define PAGE_ROLE_PRIVATE_H

#include "page/page.h"

const char *role_name(enum tag_role role); /* "TOCI"; "?" for none */

#endif
