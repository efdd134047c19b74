# SPDX-License-Identifier: GPL-3.0-or-later
# Every package that is used, found in one place. build/install-deps installs them.
find_package(PkgConfig REQUIRED)
pkg_check_modules(GMP REQUIRED IMPORTED_TARGET gmp)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(MINIZIP REQUIRED IMPORTED_TARGET minizip)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(LIBMD REQUIRED IMPORTED_TARGET libmd)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
# Statistics (quantiles): the archive, so that nobody who runs what is built needs it.
find_library(KAOPING_GSL libgsl.a REQUIRED)
find_path(KAOPING_GSL_INCLUDE gsl/gsl_cdf.h REQUIRED)
add_library(kaoping_gsl INTERFACE)
target_include_directories(kaoping_gsl SYSTEM INTERFACE "${KAOPING_GSL_INCLUDE}")
target_link_libraries(kaoping_gsl INTERFACE "${KAOPING_GSL}" m)
