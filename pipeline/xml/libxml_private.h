/* libxml2's own headers and what differs between its versions. */
#ifndef XML_LIBXML_PRIVATE_H
#define XML_LIBXML_PRIVATE_H

/* libxml2's enumerators of these names would clash with enum xpath_type. */
#define XPATH_NUMBER LIBXML_XPATH_NUMBER
#define XPATH_STRING LIBXML_XPATH_STRING
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlregexp.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#undef XPATH_NUMBER
#undef XPATH_STRING

#if LIBXML_VERSION >= 21200
typedef const xmlError *libxml_error;
#else
typedef xmlError *libxml_error;
#endif

#endif
