/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * draw.h - a random sample that anybody can draw again (可复核的随机抽样), with sha256sum and nothing else.
 *
 * Every member of the frame (抽样框), or every cluster of members, gets a key: the SHA-256 of the UTF-8 text
 *
 *     SEED|STRATUM|ID
 *
 * without a line end, a vertical bar (U+007C) between the parts, each part exactly as it is handed over; the stratum is empty where there is none. In each stratum those with the smallest
 * keys are drawn, the keys compared as hexadecimal text; the next ones are the substitutes, in the same order.
 *
 *     $ printf %s '20260930|东村|3-2-501' | sha256sum
 *     62623f23742c6f96b032cbc4cb9148cdb38c0dd1de379fbac4dc99eb65609a53  -
 *
 * So the draw depends on the seed and on who is in the frame, and not on the order of the frame, on the program, or on other strata; a larger sample contains the smaller one; and if somebody
 * leaves the frame, the others keep their places. Publish the frame first, then have the seed drawn in public (dice, a lottery number of a later day): nobody can choose it then.
 *
 * Keys are permanent random numbers (E. Ohlsson, in: B. G. Cox et al. (eds.), Business Survey Methods, 1995, chapter 9, "Coordination of samples using permanent random numbers"); by a
 * hash of what identifies the member: R. L. Rivest, "Consistent sampling with replacement", arXiv:1808.10016, 2018. Audits of elections draw their ballots so.
 * Equal chances for all members of a stratum, without replacement: a stratified simple random sample, or one of whole clusters.
 */
#ifndef KAOPING_DRAW_H
#define KAOPING_DRAW_H

#include "kaoping/num.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_DRAW_KEY_SIZE 65 /* 64 hexadecimal digits, lower case, and the NUL */

/* The key of one member or cluster; NULL parts are empty. */
void kp_draw_key(const char *seed, const char *stratum, const char *id, char hex[KP_DRAW_KEY_SIZE]);

typedef struct kp_frame {
    size_t rows;
    const char *const *ids;   /* [rows], UTF-8, not NULL, not empty: names the member */
    const int32_t *strata;    /* [rows], 0 .. stratum_count - 1; NULL: one stratum */
    size_t stratum_count;     /* 0 is 1 */
    const char *const *names; /* [stratum_count] as they stand in the key, each only once; NULL: empty, for one stratum only */
    const char *const *
        clusters; /* [rows]: names the cluster (楼栋) of the row, not empty; rows of a stratum with the same one are drawn together. NULL: members are drawn */
    bool nested; /* ids, and clusters, need be unique within their stratum only; else within the frame */
} kp_frame;

typedef struct kp_draw_plan {
    const char *seed;           /* not empty */
    const int64_t *sizes;       /* [stratum_count], >= 0: members, or clusters, to be drawn */
    const int64_t *substitutes; /* [stratum_count], >= 0: as many of the next ones as there are; NULL: none */
} kp_draw_plan;

typedef enum kp_draw_fault {
    KP_DRAW_SOUND = 0,
    KP_DRAW_NO_SEED,
    KP_DRAW_NO_ID,        /* an empty id or cluster: *where is the row */
    KP_DRAW_DOUBLED_ID,   /* the id of an earlier row again: *where is the later row */
    KP_DRAW_TORN_CLUSTER, /* a cluster in two strata, and not nested: *where is the row */
    KP_DRAW_NO_STRATUM,   /* a row's stratum is none of them: *where is the row */
    KP_DRAW_DOUBLED_NAME, /* two strata of one name, so that their keys would go together: *where is the later stratum */
    KP_DRAW_TOO_FEW       /* a stratum has fewer than are to be drawn: *where is the stratum */
} kp_draw_fault;

/* One that was drawn, or is a substitute. */
typedef struct kp_drawn {
    size_t row; /* of the frame; of a cluster its first */
    int32_t stratum;
    uint32_t order; /* in its stratum, from 1, through the substitutes */
    bool substitute;
    kp_num weight; /* N_h / n_h, for how many it stands; of a substitute what it has once it steps in. KP_ZERO where none is drawn */
    char key[KP_DRAW_KEY_SIZE];
} kp_drawn;

typedef struct kp_draw {
    const kp_drawn *items; /* by stratum, then by order */
    size_t count;
    const int64_t *population;  /* [stratum_count] N_h: members or clusters in the frame */
    const int64_t *drawn;       /* [stratum_count] n_h */
    const int64_t *substitutes; /* [stratum_count] */
    const size_t *item_of;      /* [rows] index into items of the row, or of its cluster; SIZE_MAX: not drawn */
} kp_draw;

/* NULL where there is a fault. Ids are compared byte by byte. Texts are not copied. Cost: a digest (under a microsecond) and a sort for each member or cluster. */
const kp_draw *kp_draw_sample(kp_arena *arena, const kp_frame *frame, const kp_draw_plan *plan, kp_draw_fault *fault, size_t *where);

#ifdef __cplusplus
}
#endif
#endif
