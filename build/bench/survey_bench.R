# SPDX-License-Identifier: GPL-3.0-or-later
# survey_bench.R - the peer of survey_bench: one question of the same answers, by community, in R's survey. survey_bench csv a.csv; Rscript build/bench/survey_bench.R a.csv
suppressPackageStartupMessages(library(survey))
answers <- read.csv(commandArgs(TRUE)[1], header = FALSE)
values <- c(100, 80, 60, 30, 0)
forms <- data.frame(unit = answers[[1]], y = ifelse(answers[[2]] < 5, values[pmin(answers[[2]], 4) + 1], NA))
design <- svydesign(ids = ~1, strata = ~unit, weights = ~1, data = forms)
time <- system.time(figures <- svyby(~y, ~unit, design, svymean, na.rm = TRUE))
cat(sprintf("svyby of one question of %d forms in %d units: %.3f s CPU (first: degree %.4f, error %.4f)\n", nrow(forms), nrow(figures), sum(time[1:2]),
            figures$y[1], figures$se[1]))
