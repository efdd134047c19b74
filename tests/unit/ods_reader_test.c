/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ods_reader_test.c - .ods packages made on the spot: what OpenDocument 1.3 allows, what programs do, and what an attacker would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "reading.h"

#define ODF "urn:oasis:names:tc:opendocument:xmlns:"
#define NAMESPACES                                                                                                                                   \
    " xmlns:office='" ODF "office:1.0' xmlns:table='" ODF "table:1.0' xmlns:text='" ODF "text:1.0' xmlns:style='" ODF                                \
    "style:1.0' xmlns:number='" ODF "datastyle:1.0' xmlns:draw='" ODF                                                                                \
    "drawing:1.0' xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"
#define CONTENT(styles, tables)                                                                                                                      \
    "<office:document-content" NAMESPACES "><office:automatic-styles>" styles "</office:automatic-styles><office:body><office:spreadsheet>" tables   \
    "</office:spreadsheet></office:body></office:document-content>"
#define TABLE(rows) "<table:table table:name='表'>" rows "</table:table>"
#define ROW(cells)  "<table:table-row>" cells "</table:table-row>"
#define MIME                                                                                                                                         \
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" }
#define END                                                                                                                                          \
    { 0 }

static reading read_parts(const zip_part parts[]) { return start_reading(scratch_zip("made.ods", parts), read_body); }
#define READ(...)           read_parts((zip_part[]){__VA_ARGS__, END})
#define READ_TABLES(tables) READ(MIME, {"content.xml", CONTENT("", tables)})
#define READ_ROWS(rows)     READ_TABLES(TABLE(rows))

static void expect_failure(reading r, kp_problem_code code) {
    expect_file_problem(&r, code);
    end_reading(&r);
}

static void cell_types(void **s) {
    (void)s;
    reading r =
        READ_ROWS(ROW("<table:table-cell office:value-type='float' office:value='28.164999999999999'><text:p>28.17</text:p></table:table-cell>"
                      "<table:table-cell office:value-type='percentage' office:value='0.973'><text:p>97.3%</text:p></table:table-cell>"
                      "<table:table-cell office:value-type='currency' office:currency='CNY' office:value='12'/>"
                      "<table:table-cell office:value-type='date' office:date-value='2026-09-15'/>"
                      "<table:table-cell office:value-type='date' office:date-value='2026-09-15T08:29:59.9999999'/>"
                      "<table:table-cell office:value-type='time' office:time-value='PT25H30M00S'/>"
                      "<table:table-cell office:value-type='boolean' office:boolean-value='true'/>"
                      "<table:table-cell office:value-type='string'><text:p>幸福社区</text:p></table:table-cell>"
                      "<table:table-cell office:value-type='string' office:string-value='存'><text:p>显示</text:p></table:table-cell>"
                      "<table:table-cell><text:p>无类型</text:p></table:table-cell>"
                      "<table:table-cell office:value-type='string'><text:p></text:p></table:table-cell>"
                      "<table:table-cell table:style-name='x'/>"));
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_NUMBER, "28.164999999999999");
    expect_cell(&r, 0, 1, 2, KP_CELL_NUMBER, "0.973");
    assert_true(cell_at(&r, 0, 1, 2)->percent);
    expect_cell(&r, 0, 1, 3, KP_CELL_NUMBER, "12");
    expect_cell(&r, 0, 1, 4, KP_CELL_DATE, "2026-09-15");
    expect_cell(&r, 0, 1, 5, KP_CELL_DATE, "2026-09-15T08:30:00");
    expect_cell(&r, 0, 1, 6, KP_CELL_DATE, "25:30:00");
    expect_cell(&r, 0, 1, 7, KP_CELL_BOOLEAN, "1");
    expect_cell(&r, 0, 1, 8, KP_CELL_TEXT, "幸福社区");
    expect_cell(&r, 0, 1, 9, KP_CELL_TEXT, "存");
    expect_cell(&r, 0, 1, 10, KP_CELL_TEXT, "无类型");
    assert_int_equal(r.cells.count, 10);
    end_reading(&r);
}

static void formulas(void **s) {
    (void)s;
    reading r = READ_ROWS(
        ROW("<table:table-cell table:formula='of:=1+1' office:value-type='float' office:value='2'><text:p>2</text:p></table:table-cell>"
            "<table:table-cell table:formula='of:=[.A1]+1'/>"
            "<table:table-cell table:formula='of:=\"\"'><text:p/></table:table-cell>"
            "<table:table-cell table:formula='of:=\"\"' office:value-type='string' office:string-value=''/>"
            "<table:table-cell table:formula='of:=1/0' office:value-type='string' office:string-value='' calcext:value-type='error'>"
            "<text:p>#DIV/0!</text:p></table:table-cell>"
            "<table:table-cell table:formula='of:=X' office:value-type='float' office:value='0'><text:p>Err:508</text:p></table:table-cell>"
            "<table:table-cell table:formula='of:=X' office:value-type='float' office:value='0' calcext:value-type='error'><text:p>错误:502</text:p>"
            "</table:table-cell>"
            "<table:table-cell table:formula='of:=X' office:value-type='string' office:string-value='#N/A'/>"
            "<table:table-cell office:value-type='string'><text:p>#N/A</text:p></table:table-cell>"
            "<table:table-cell table:formula='of:=X' office:value-type='float'/>"
            "<table:table-cell office:value-type='float' calcext:value-type='error'/>"));
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_NUMBER, "2");
    assert_true(cell_at(&r, 0, 1, 1)->formula);
    expect_cell(&r, 0, 1, 2, KP_CELL_NO_VALUE, "=[.A1]+1");
    expect_cell(&r, 0, 1, 3, KP_CELL_TEXT, ""); /* LibreOffice stores an empty result so */
    expect_cell(&r, 0, 1, 4, KP_CELL_TEXT, "");
    expect_cell(&r, 0, 1, 5, KP_CELL_ERROR, "#DIV/0!");
    expect_cell(&r, 0, 1, 6, KP_CELL_ERROR, "Err:508");
    expect_cell(&r, 0, 1, 7, KP_CELL_ERROR, "错误:502");
    expect_cell(&r, 0, 1, 8, KP_CELL_ERROR, "#N/A");
    expect_cell(&r, 0, 1, 9, KP_CELL_TEXT, "#N/A"); /* typed */
    expect_cell(&r, 0, 1, 10, KP_CELL_NO_VALUE, "=X");
    expect_cell(&r, 0, 1, 11, KP_CELL_ERROR, "#VALUE!");
    end_reading(&r);
}

/* OpenDocument 1.3 part 3, 6.1.2 (white space), 6.1.3-6.1.5 (text:s, text:tab, text:line-break). */
static void texts(void **s) {
    (void)s;
    reading r = READ_ROWS(ROW(
        "<table:table-cell office:value-type='string'><text:p>第一行</text:p><text:p/><text:p>第三行</text:p></table:table-cell>"
        "<table:table-cell office:value-type='string'><text:p> \n a <text:span> b</text:span>\tc </text:p></table:table-cell>"
        "<table:table-cell office:value-type='string'><text:p>a<text:s/>b<text:s "
        "text:c='3'/>c<text:tab/>d<text:line-break/>e</text:p></table:table-cell>"
        "<table:table-cell "
        "office:value-type='string'><office:annotation><text:p>批注</text:p></office:annotation><text:p>正<draw:frame><draw:text-box>"
        "<text:p>图</text:p></draw:text-box></draw:frame>文<text:note><text:note-citation>1</text:note-citation></text:note></text:p></"
        "table:table-cell>"
        "<table:table-cell office:value-type='string'><text:p><text:a>链接</text:a><text:ruby><text:ruby-base>榜</text:ruby-base><text:ruby-text>bang"
        "</text:ruby-text></text:ruby></text:p></table:table-cell>"
        "<table:table-cell office:value-type='float' office:value='1'><office:annotation><text:p>批注</text:p></office:annotation><text:p>1</text:p>"
        "</table:table-cell>"
        "<table:table-cell><office:annotation><text:p>只有批注</text:p></office:annotation></table:table-cell>"
        "<table:table-cell "
        "office:value-type='string'><text:list><text:list-item><text:p>项</text:p></text:list-item></text:list></table:table-cell>"));
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_TEXT, "第一行\n\n第三行");
    expect_cell(&r, 0, 1, 2, KP_CELL_TEXT, "a b c");
    expect_cell(&r, 0, 1, 3, KP_CELL_TEXT, "a b   c\td\ne");
    expect_cell(&r, 0, 1, 4, KP_CELL_TEXT, "正文");
    expect_cell(&r, 0, 1, 5, KP_CELL_TEXT, "链接榜");
    expect_cell(&r, 0, 1, 6, KP_CELL_NUMBER, "1");
    expect_empty(&r, 0, 1, 7);
    expect_cell(&r, 0, 1, 8, KP_CELL_TEXT, "项");
    end_reading(&r);
}

static void repeats(void **s) {
    (void)s;
    reading r = READ_ROWS(
        "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='2'/>"
        "<table:table-cell table:number-columns-repeated='3' office:value-type='float' office:value='5'/><table:covered-table-cell/>"
        "<table:table-cell office:value-type='float' office:value='6'/><table:table-cell table:number-columns-repeated='16377'/></table:table-row>"
        "<table:table-row table:number-rows-repeated='7'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>" ROW(
            "<table:table-cell office:value-type='string' table:number-columns-spanned='2'><text:p>合并</text:p></table:table-cell>"
            "<table:covered-table-cell office:value-type='string'><text:p>被遮</text:p></table:covered-table-cell>"
            "<table:table-cell office:value-type='float' office:value='7'/>") "<table:table-row table:number-rows-repeated='1048566'>"
                                                                              "<table:table-cell "
                                                                              "table:number-columns-repeated='16384'/></table:table-row>");
    expect_no_problem(&r);
    for (uint32_t row = 1; row <= 2; row++) {
        for (uint32_t column = 3; column <= 5; column++)
            expect_cell(&r, 0, row, column, KP_CELL_NUMBER, "5");
        expect_cell(&r, 0, row, 7, KP_CELL_NUMBER, "6");
    }
    expect_cell(&r, 0, 10, 1, KP_CELL_TEXT, "合并");
    expect_cell(&r, 0, 10, 3, KP_CELL_NUMBER, "7");
    assert_int_equal(r.cells.count, 10);
    assert_int_equal(r.rows, 3);
    end_reading(&r);
}

static void row_groups(void **s) {
    (void)s;
    reading r = READ_TABLES("<table:tracked-changes><table:table-cell office:value-type='float' office:value='9'/></table:tracked-changes>" TABLE(
        "<office:forms/><table:shapes><draw:frame><table:table><table:table-row><table:table-cell office:value-type='float' "
        "office:value='9'/>"
        "</table:table-row></table:table></draw:frame></table:shapes><table:table-columns><table:table-column/></table:table-columns>"
        "<table:table-header-rows>" ROW(
            "<table:table-cell office:value-type='float' office:value='1'/>") "</table:table-header-rows>"
                                                                              "<table:table-row-group><table:table-row-group><table:"
                                                                              "table-rows>" ROW(
                                                                                  "<table:table-cell "
                                                                                  "office:value-type='float' "
                                                                                  "office:value='2'/>") "</"
                                                                                                        "table:table-rows><"
                                                                                                        "/table:table-row-"
                                                                                                        "group>" ROW(
                                                                                                            "<tabl"
                                                                                                            "e:"
                                                                                                            "table"
                                                                                                            "-cell"
                                                                                                            " offi"
                                                                                                            "ce:"
                                                                                                            "value"
                                                                                                            "-type"
                                                                                                            "='"
                                                                                                            "float"
                                                                                                            "' "
                                                                                                            "offic"
                                                                                                            "e:"
                                                                                                            "value"
                                                                                                            "='3'/"
                                                                                                            ">") "</"
                                                                                                                 "table:table-row-"
                                                                                                                 "group>" ROW(
                                                                                                                     "<table:table-"
                                                                                                                     "cell "
                                                                                                                     "office:value-"
                                                                                                                     "type='float' "
                                                                                                                     "office:value="
                                                                                                                     "'"
                                                                                                                     "4'><table:"
                                                                                                                     "table "
                                                                                                                     "table:is-sub-"
                                                                                                                     "table='true'"
                                                                                                                     ">" ROW(
                                                                                                                         "<table:"
                                                                                                                         "table-"
                                                                                                                         "cell "
                                                                                                                         "office:"
                                                                                                                         "value-"
                                                                                                                         "type='"
                                                                                                                         "float' "
                                                                                                                         "office:"
                                                                                                                         "value='9'"
                                                                                                                         "/"
                                                                                                                         ">") "</"
                                                                                                                              "tabl"
                                                                                                                              "e"
                                                                                                                              ":tab"
                                                                                                                              "l"
                                                                                                                              "e></"
                                                                                                                              "tabl"
                                                                                                                              "e"
                                                                                                                              ":tab"
                                                                                                                              "l"
                                                                                                                              "e-"
                                                                                                                              "cell"
                                                                                                                              ">")) "<table:dde-"
                                                                                                                                    "links><table:"
                                                                                                                                    "dde-link><table:"
                                                                                                                                    "table "
                                                                                                                                    "table:name='远'/"
                                                                                                                                    "></"
                                                                                                                                    "table:dde-link><"
                                                                                                                                    "/table:dde-"
                                                                                                                                    "links>");
    expect_no_problem(&r);
    assert_int_equal(kp_workbook_sheet_count(r.book), 1);
    assert_int_equal(r.cells.count, 4);
    for (uint32_t row = 1; row <= 4; row++)
        expect_cell(&r, 0, row, 1, KP_CELL_NUMBER, (char[]){(char)('0' + row), '\0'});
    end_reading(&r);
}

/* The style of a cell, its data style; a common style by its parent; an automatic data style hides the common one of the same name. */
static void percent_styles(void **s) {
    (void)s;
    zip_part styles = {
        "styles.xml",
        "<office:document-styles" NAMESPACES "><office:styles><number:percentage-style style:name='P'/><number:percentage-style style:name='N'/>"
        "<style:style style:name='Rate' style:family='table-cell' style:data-style-name='P'/></office:styles></office:document-styles>"};
    zip_part content = {
        "content.xml",
        CONTENT("<number:number-style style:name='N'/><style:style style:name='a' style:family='table-cell' style:data-style-name='P'/>"
                "<style:style style:name='b' style:family='table-cell' style:data-style-name='N'/>"
                "<style:style style:name='c' style:family='table-cell' style:parent-style-name='Rate'/>"
                "<style:style style:name='d' style:family='table-row' style:data-style-name='P'/>",
                TABLE(ROW("<table:table-cell table:style-name='a' office:value-type='float' office:value='0.1'/>"
                          "<table:table-cell table:style-name='b' office:value-type='float' office:value='0.2'/>"
                          "<table:table-cell table:style-name='c' office:value-type='float' office:value='0.3'/>"
                          "<table:table-cell table:style-name='Rate' office:value-type='float' office:value='0.4'/>"
                          "<table:table-cell table:style-name='d' office:value-type='float' office:value='0.5'/>"
                          "<table:table-cell table:style-name='a' office:value-type='string'><text:p>0.6</text:p></table:table-cell>")))};
    reading r = READ(MIME, styles, content);
    expect_no_problem(&r);
    static const bool percent[] = {true, false, true, true, false, false};
    for (uint32_t column = 1; column <= 6; column++)
        assert_int_equal(cell_at(&r, 0, 1, column)->percent, percent[column - 1]);
    end_reading(&r);
}

static void many_tables(void **s) {
    (void)s;
    reading r = READ_TABLES("<table:table table:name='甲'>" ROW(
        "<table:table-cell office:value-type='float' office:value='1'/>") "</table:table>"
                                                                          "<table:table table:name='空'/><table:table table:name='乙'>" ROW(
                                                                              "<table:table-cell office:value-type='float' "
                                                                              "office:value='2'/>") "</table:table>");
    expect_no_problem(&r);
    assert_int_equal(kp_workbook_sheet_count(r.book), 3);
    assert_int_equal(kp_workbook_find(r.book, "乙 | B"), 2);
    expect_cell(&r, 0, 1, 1, KP_CELL_NUMBER, "1");
    expect_cell(&r, 2, 1, 1, KP_CELL_NUMBER, "2");
    end_reading(&r);
}

/* ---- Names of tables: found without parsing what stands between them, so that may be anything that XML allows ---------------------------- */

#define EMPTY(name)  "<table:table table:name='" name "'/>"
#define NAMED(name)  "<table:table table:name='" name "'>" ROW("<table:table-cell><text:p>x</text:p></table:table-cell>") "</table:table>"
#define WITH(inside) "<table:table table:name='甲'>" ROW("<table:table-cell>" inside "</table:table-cell>") "</table:table>"

static void expect_names(const char *content, const char *const names[]) {
    reading r = READ(MIME, {"content.xml", content});
    expect_no_problem(&r);
    size_t count = 0;
    for (; names[count]; count++)
        assert_string_equal(kp_workbook_sheet_name(r.book, count), names[count]);
    assert_int_equal(kp_workbook_sheet_count(r.book), count);
    end_reading(&r);
}

static void table_names(void **s) {
    (void)s;
    static const char *const two[] = {"甲", "乙", NULL}, *const one[] = {"甲", NULL}, *const three[] = {"甲", "", "a > b", NULL};
    static const char *const with_two[] = {
        CONTENT("", NAMED("甲") NAMED("乙")),
        CONTENT("", EMPTY("甲") EMPTY("乙")),
        CONTENT("", WITH("<text:p>a > '\"</text:p>") "\n<table:table\n table:style-name = 'a>b'\ttable:name = \"乙\" ></table:table >"),
        CONTENT("", WITH("<!-- <table:table table:name='x'> -->") NAMED("乙")),
        CONTENT("", WITH("<text:p><![CDATA[<table:table table:name='x'>]]></text:p>") NAMED("乙")),
        CONTENT("", WITH("<?x <table:table table:name='x'>?>") NAMED("乙")),
        CONTENT("", WITH("<table:table table:name='x'>" ROW("") "</table:table>") NAMED("乙")),
        CONTENT("", WITH("<table:table table:name='x'/><draw:g><table:table-header-rows/></draw:g>") NAMED("乙")),
        CONTENT("", NAMED("甲") "<draw:g><table:table table:name='x'/></draw:g>" NAMED("乙")),
        CONTENT("", NAMED("甲") NAMED("乙") "<table:dde-links><table:dde-link><table:table table:name='x'/></table:dde-link></table:dde-links>"),
        CONTENT("", NAMED("甲") "<t:table xmlns:t='" ODF "table:1.0' t:name='乙'/>"),
        CONTENT("", NAMED("甲") "<table:table xmlns:table='other' table:name='x'/>" NAMED("乙")),
        CONTENT("", NAMED("甲") "<table:table xmlns:t='" ODF "table:1.0' t:name='乙'/>"),
        CONTENT("", NAMED("&#x7532;") NAMED("&#20057;")),
        CONTENT("", NAMED("甲") "<table:table name='x' text:name='y' table:name='乙'/>"),
        "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n" CONTENT("", NAMED("甲") NAMED("乙")) "\n<!-- end -->",
        "\xEF\xBB\xBF<?xml version='1.0'?>" CONTENT("", NAMED("甲") NAMED("乙")),
        "<document-content xmlns='" ODF "office:1.0' xmlns:table='" ODF "table:1.0'><body><spreadsheet>" EMPTY("甲")
            EMPTY("乙") "</spreadsheet></body></document-content>",
        "<o:document-content xmlns='" ODF "table:1.0' xmlns:t='" ODF "table:1.0' xmlns:o='" ODF
        "office:1.0'><o:body><o:spreadsheet><table t:name='甲'/><t:table t:name='乙'/></o:spreadsheet></o:body></o:document-content>",
    };
    for (size_t i = 0; i < sizeof with_two / sizeof *with_two; i++)
        expect_names(with_two[i], two);
    expect_names(CONTENT("", NAMED("甲") "</office:spreadsheet><office:spreadsheet>" NAMED("乙")), two);
    expect_names(CONTENT("", NAMED("甲") "</office:spreadsheet><office:chart>" NAMED("乙") "</office:chart><office:spreadsheet>"), one);
    expect_names(CONTENT("", NAMED("甲") "<table:table/><table:table table:name='a > b'/>"), three);
    expect_names("<?xml version='1.0' encoding='ISO-8859-1'?>" CONTENT("", "<table:table table:name='\xE9'/><table:table table:name='\xE8'/>"),
                 (const char *const[]){"é", "è", NULL});
}

/* A tag wherever it lies to the chunks that are read. */
static void far_table_names(void **s) {
    (void)s;
    char *text = malloc(400000);
    assert_non_null(text);
    for (size_t shift = 0; shift < 120; shift++) {
        size_t n = (size_t)sprintf(text, "%s", "<office:document-content" NAMESPACES "><office:body><office:spreadsheet>" EMPTY("甲"));
        n += (size_t)sprintf(text + n, "<table:table table:name='乙'><table:table-row><table:table-cell><text:p>");
        size_t far = (shift % 2 ? 65536u : 131072u) + 65536u - 20 - shift / 2;
        memset(text + n, 'x', far - n);
        n = far;
        sprintf(text + n, "</text:p></table:table-cell></table:table-row></table:table><table:table table:name='丙'></table:table>"
                          "</office:spreadsheet></office:body></office:document-content>");
        reading r = READ(MIME, {"content.xml", text});
        assert_non_null(r.book);
        assert_int_equal(kp_workbook_sheet_count(r.book), 3);
        assert_string_equal(kp_workbook_sheet_name(r.book, 2), "丙");
        end_reading(&r);
    }
    free(text);
}

/* ---- Damage and limits ----------------------------------------------------------------------------------------------------------------- */

static void damaged(void **s) {
    (void)s;
    expect_failure(READ_ROWS(ROW("<table:table-cell office:value-type='float'/>")), KP_F_DAMAGED);
    expect_failure(READ_ROWS(ROW("<table:table-cell office:value-type='boolean' office:boolean-value='perhaps'/>")), KP_F_DAMAGED);
    expect_failure(READ(MIME, {"content.xml", "<office:document-content" NAMESPACES "><office:body>"}), KP_F_DAMAGED);
    expect_failure(READ(MIME, {"content.xml", CONTENT("", "")}), KP_F_DAMAGED); /* no table */
    expect_failure(READ(MIME, {"other.xml", "<a/>"}), KP_F_DAMAGED);
    expect_failure(READ(MIME, {"content.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), KP_F_DAMAGED);
    expect_failure(READ(MIME, {"content.xml", ""}), KP_F_DAMAGED);
    static const char whole[] = CONTENT("", NAMED("甲") NAMED("乙") "<table:named-expressions/>");
    char cut[sizeof whole];
    for (size_t i = strlen("<office:document-content"); i < sizeof whole - 1; i += 3) {
        memcpy(cut, whole, i);
        cut[i] = 0;
        expect_failure(READ(MIME, {"content.xml", cut}), KP_F_DAMAGED);
    }
    expect_failure(READ_TABLES(NAMED("甲") "</table:table>"), KP_F_DAMAGED);
    expect_failure(READ_TABLES(NAMED("甲") "<table:table table:name='\xFF'/>"), KP_F_DAMAGED);
    expect_failure(READ_TABLES(NAMED("甲") "<table:table table:name='a<b'/>"), KP_F_DAMAGED);
}

static void strange_values_stay_text(void **s) {
    (void)s;
    reading r =
        READ_ROWS(ROW("<table:table-cell office:value-type='float' office:value='1,5'/><table:table-cell office:value-type='date' office:date-value="
                      "'2026-02-30'/><table:table-cell office:value-type='time' office:time-value='-PT1H'/>"));
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_TEXT, "1,5");
    expect_cell(&r, 0, 1, 2, KP_CELL_TEXT, "2026-02-30");
    expect_cell(&r, 0, 1, 3, KP_CELL_TEXT, "-PT1H");
    end_reading(&r);
}

static void encrypted(void **s) {
    (void)s;
    zip_part manifest = {"META-INF/manifest.xml",
                         "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry m:full-path='content.xml'>"
                         "<m:encryption-data/></m:file-entry></m:manifest>"};
    expect_failure(READ(MIME, manifest, {"content.xml", "\x01\x02"}), KP_F_ENCRYPTED);
    expect_failure(READ(MIME, {"encrypted-package", "\x01\x02"}), KP_F_ENCRYPTED); /* the whole package in one (LibreOffice from 24.8 on) */
}

static void too_far(void **s) {
    (void)s;
    expect_failure(READ_ROWS(ROW("<table:table-cell table:number-columns-repeated='16385' office:value-type='float' office:value='1'/>")),
                   KP_F_TOO_LARGE);
    expect_failure(
        READ_ROWS(ROW("<table:table-cell table:number-columns-repeated='99999999999999999999'/><table:table-cell office:value-type='float' "
                      "office:value='1'/>")),
        KP_F_TOO_LARGE);
    expect_failure(READ_ROWS("<table:table-row table:number-rows-repeated='1048577'><table:table-cell office:value-type='float' office:value='1'/>"
                             "</table:table-row>"),
                   KP_F_TOO_LARGE);
    expect_failure(
        READ_ROWS("<table:table-row table:number-rows-repeated='1048576'/>" ROW("<table:table-cell office:value-type='float' office:value='1'/>")),
        KP_F_TOO_LARGE);
    expect_failure(READ_ROWS(ROW("<table:table-cell office:value-type='string'><text:p>a<text:s text:c='4000000000'/>b</text:p></table:table-cell>")),
                   KP_F_TOO_LARGE);
}

/* 1,048,576 × 16,384 cells in a few hundred bytes: 17 thousand million are claimed, 200 million are the limit. */
static void repeat_bomb(void **s) {
    (void)s;
    zip_part content = {"content.xml",
                        CONTENT("", TABLE("<table:table-row table:number-rows-repeated='1048576'><table:table-cell "
                                          "table:number-columns-repeated='16384' office:value-type='float' office:value='1'/></table:table-row>"))};
    reading r = start_reading(scratch_zip("bomb.ods", (zip_part[]){MIME, content, END}), count_body);
    expect_file_problem(&r, KP_F_TOO_LARGE);
    assert_int_equal(r.rows, KP_MAX_CELLS_PER_READ / 16384);
    end_reading(&r);
}

static void many_sheets(void **s) {
    (void)s;
    const char *path = scratch("sheets.ods");
    zipFile zip = zipOpen(path, APPEND_STATUS_CREATE);
    assert_non_null(zip);
    zip_add_repeated(zip, "content.xml", "<office:document-content" NAMESPACES "><office:body><office:spreadsheet>", "<table:table table:name='a'/>",
                     1025, "</office:spreadsheet></office:body></office:document-content>");
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
    expect_problem_at(path, KP_F_TOO_LARGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"each value type reads as what it is, and cells without content are gaps", cell_types, NULL, NULL, NULL},
        {"a formula gives its stored value, its error, or says that it has none", formulas, NULL, NULL, NULL},
        {"paragraphs, spaces, tabs and breaks are text; notes, frames and reading aids are not", texts, NULL, NULL, NULL},
        {"repeated rows and columns are delivered, covered cells and empty repeats are gaps", repeats, NULL, NULL, NULL},
        {"rows in groups and headers are rows; tables in shapes, cells, changes and links are not", row_groups, NULL, NULL, NULL},
        {"a percent style makes a percentage where the cell does not say it", percent_styles, NULL, NULL, NULL},
        {"tables are sheets, empty ones too", many_tables, NULL, NULL, NULL},
        {"the names of tables are found in whatever XML allows", table_names, NULL, NULL, NULL},
        {"and wherever they stand", far_table_names, NULL, NULL, NULL},
        {"values that cannot be and content cut short are KP-F005", damaged, NULL, NULL, NULL},
        {"a value that is not of its type stays visible as text", strange_values_stay_text, NULL, NULL, NULL},
        {"an encrypted package is KP-F004, part by part or whole", encrypted, NULL, NULL, NULL},
        {"cells past the last row or column and endless spaces are KP-F006", too_far, NULL, NULL, NULL},
        {"seventeen thousand million repeated cells are KP-F006", repeat_bomb, NULL, NULL, NULL},
        {"more than 1,024 tables are KP-F006", many_sheets, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
