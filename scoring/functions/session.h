/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session.h - what is kept between calls. Private to this room. */
#ifndef KAOPING_FUNCTIONS_SESSION_H
#define KAOPING_FUNCTIONS_SESSION_H

#include "kaoping/functions.h"

struct kept_schemes; /* scheme_argument.c */
struct kept_columns; /* columns.c */

struct kp_session {
    kp_arena *arena;              /* of the call: taken back at the next one */
    struct kept_schemes *schemes; /* NULL until one is read */
    uint64_t scheme_serial;       /* tells the scheme that was last asked for from all others ever read here */
    struct kept_columns *columns; /* NULL until codes are read */
};

void kept_schemes_free(struct kept_schemes *schemes); /* NULL is fine */
void kept_columns_free(struct kept_columns *columns); /* NULL is fine */

#endif
