/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample_size.c - the size of a sample; sources are in the header. */
#include "kaoping/sample_size.h"
#include "kaoping/interval.h"

#include <math.h>

/* Rounded up; what is above a whole number by no more than binary numbers err is that number. */
static double round_up(double x) {
    double nearest = round(x);
    return fabs(x - nearest) <= 1e-9 * fmax(1, x) ? nearest : ceil(x);
}

kp_sample_size kp_sample_size_for(const kp_sample_wanted *wanted) {
    double p = wanted->share, e = wanted->margin, all = wanted->population;
    double deff = wanted->deff > 0 ? wanted->deff : 1, response = wanted->response > 0 ? wanted->response : 1;
    kp_sample_size size = {.z = kp_quantile(wanted->confidence, INFINITY)};
    size.unlimited = deff * size.z * size.z * p * (1 - p) / (e * e);
    size.corrected = all > 0 ? size.unlimited / (1 + (size.unlimited - 1) / all) : size.unlimited;
    size.needed = fmax(1, round_up(size.corrected)); /* of a share of 0 or 1 nothing need be asked, but somebody must be */
    if (!isfinite(size.unlimited))
        size.needed = INFINITY;
    size.issued = round_up(size.needed / response);
    size.beyond = all > 0 && size.issued > all;
    return size;
}
