/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsxwriter_bench.c - the peer of report_bench: as many rows of such cells as the sheet 明细 has, written by libxlsxwriter alone in constant memory. No report by
 * libxlsxwriter can be faster.
 *     xlsxwriter_bench OUTPUT.xlsx [rows]       by default 620,000
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <xlsxwriter.h>

int main(int count, char **arguments) {
    if (count < 2) {
        fprintf(stderr, "usage: xlsxwriter_bench OUTPUT.xlsx [rows]\n");
        return 2;
    }
    lxw_row_t rows = count > 2 ? (lxw_row_t)strtoul(arguments[2], NULL, 10) : 620000;
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    lxw_workbook_options options = {.constant_memory = 1};
    lxw_workbook *book = workbook_new_opt(arguments[1], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "明细");
    lxw_format *format = workbook_add_format(book);
    format_set_border(format, LXW_BORDER_THIN);
    unsigned chance = 1;
    for (lxw_row_t row = 0; row < rows; row++) {
        char name[32], item[32], basis[32], formula[32], rounded[64];
        chance = chance * 1103515245u + 12345u;
        double mark = (chance >> 16) % 400 / 100.0;
        snprintf(name, sizeof name, "第%u社区", (unsigned)(row / 31));
        snprintf(item, sizeof item, "　第%u项", (unsigned)(row % 31));
        snprintf(basis, sizeof basis, "得分 %g", mark);
        snprintf(formula, sizeof formula, "=%g", mark);
        snprintf(rounded, sizeof rounded, "=ROUND(ROUND(F%u*100,7),0)/100", (unsigned)row + 1);
        worksheet_write_string(sheet, row, 0, name, format);
        worksheet_write_string(sheet, row, 1, "l1_2", format);
        worksheet_write_string(sheet, row, 2, item, format);
        worksheet_write_string(sheet, row, 3, "满分4", format);
        worksheet_write_string(sheet, row, 4, basis, format);
        worksheet_write_formula_num(sheet, row, 5, formula, format, mark);
        worksheet_write_formula_num(sheet, row, 6, rounded, format, mark);
        worksheet_write_string(sheet, row, 7, "", format);
        worksheet_set_row(sheet, row, 19.25, NULL);
    }
    lxw_error error = workbook_close(book);
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%u rows: %.3f s\n", (unsigned)rows, (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
    return (int)error;
}
