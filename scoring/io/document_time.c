/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document_time.c - the time in a document's properties: never the clock's. */
#include "kaoping/document_time.h"

#include <errno.h>
#include <stdlib.h>

/* Days from 1970-01-01 to the date in the Gregorian calendar, counting the year from March so that the leap day comes last. */
static int64_t days_from_date(int64_t year, int month, int day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

/* True where the environment says the time. */
static bool told_by_environment(int64_t *seconds) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (!epoch || !*epoch)
        return false;
    char *end;
    errno = 0;
    *seconds = strtoll(epoch, &end, 10);
    return !errno && !*end && *seconds >= 0;
}

int64_t kp_document_time_of_day(int year, int month, int day) {
    int64_t seconds;
    return told_by_environment(&seconds) ? seconds : days_from_date(year, month, day) * 86400 + 43200;
}

int64_t kp_document_time(kp_period period) {
    static const int months[] = {[KP_PERIOD_YEAR] = 12, [KP_PERIOD_HALF] = 6, [KP_PERIOD_QUARTER] = 3, [KP_PERIOD_MONTH] = 1};
    int month = months[period.kind] * period.number; /* the last of the period */
    int64_t seconds, next = month == 12 ? days_from_date(period.year + 1, 1, 1) : days_from_date(period.year, month + 1, 1);
    return told_by_environment(&seconds) ? seconds : (next - 1) * 86400 + 43200;
}
