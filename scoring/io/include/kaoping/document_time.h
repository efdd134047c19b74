/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document_time.h - the time that a written document carries. */
#ifndef KAOPING_DOCUMENT_TIME_H
#define KAOPING_DOCUMENT_TIME_H

#include "kaoping/period.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The time that documents about `period` carry, in seconds since 1970 UTC: the environment's SOURCE_DATE_EPOCH, else noon of the period's last day; so that the same input
 * gives the same bytes. */
int64_t kp_document_time(kp_period period);

/* The same of documents about a day: SOURCE_DATE_EPOCH, else its noon. */
int64_t kp_document_time_of_day(int year, int month, int day);

#ifdef __cplusplus
}
#endif
#endif
