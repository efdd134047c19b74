/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * make_large_xlsx.c - a large workbook to measure with: 200,000 rows of 4 texts, 7 numbers and a formula with its value (2.4 million cells).
 *     make_large_xlsx OUTPUT.xlsx [rows] [inline]       "inline": texts in the cells, as libxlsxwriter writes in constant memory
 */
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

int main(int count, char **arguments) {
    if (count < 2) {
        fprintf(stderr, "usage: make_large_xlsx OUTPUT.xlsx [rows] [inline]\n");
        return 2;
    }
    lxw_row_t rows = count > 2 ? (lxw_row_t)strtoul(arguments[2], NULL, 10) : 200000;
    lxw_workbook_options options = {.constant_memory = count > 3};
    lxw_workbook *book = workbook_new_opt(arguments[1], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "大表");
    static const char *const words[] = {"幸福社区", "已整改", "按期完成", "台账齐全，现场无异味"};
    for (lxw_row_t row = 0; row < rows; row++) {
        char id[32];
        snprintf(id, sizeof id, "DX-%06u", (unsigned)row);
        worksheet_write_string(sheet, row, 0, id, NULL);
        for (lxw_col_t column = 1; column < 4; column++)
            worksheet_write_string(sheet, row, column, words[(row + column) % 4], NULL);
        for (lxw_col_t column = 4; column < 11; column++)
            worksheet_write_number(sheet, row, column, (double)((row * 7 + column * 13) % 10000) / 100, NULL);
        worksheet_write_formula_num(sheet, row, 11, "=SUM(E1:K1)", NULL, 350.25);
    }
    return (int)workbook_close(book);
}
