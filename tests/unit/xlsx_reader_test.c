/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_reader_test.c - .xlsx packages made on the spot: what the standard (ECMA-376) allows, what programs do, and what an attacker would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "reading.h"

#define MAIN_NS                    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE_NS                  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT_MAIN                "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define STRICT_OFFICE              "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define RELATIONS(entries)         "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" entries "</Relationships>"
#define RELATION(id, type, target) "<Relationship Id='" id "' Type='" OFFICE_NS "/" type "' Target='" target "'/>"

#define TOP                                                                                                                                          \
    { "_rels/.rels", RELATIONS(RELATION("r1", "officeDocument", "xl/workbook.xml")) }
#define BOOK_XML(properties, sheets) "<workbook xmlns='" MAIN_NS "' xmlns:r='" OFFICE_NS "'>" properties "<sheets>" sheets "</sheets></workbook>"
#define ONE_SHEET                    "<sheet name='表' sheetId='1' r:id='s1'/>"
#define BOOK                                                                                                                                         \
    { "xl/workbook.xml", BOOK_XML("", ONE_SHEET) }
#define OWN                                                                                                                                          \
    {                                                                                                                                                \
        "xl/_rels/workbook.xml.rels", RELATIONS(RELATION("s1", "worksheet", "worksheets/sheet1.xml")                                                 \
                                                    RELATION("t", "sharedStrings", "sharedStrings.xml") RELATION("y", "styles", "styles.xml"))       \
    }
#define SHEET_XML(data) "<worksheet xmlns='" MAIN_NS "'><sheetData>" data "</sheetData></worksheet>"
#define SHEET(data)                                                                                                                                  \
    { "xl/worksheets/sheet1.xml", SHEET_XML(data) }
#define STRINGS(items)                                                                                                                               \
    { "xl/sharedStrings.xml", "<sst xmlns='" MAIN_NS "'>" items "</sst>" }
#define STYLES(formats, styles)                                                                                                                      \
    { "xl/styles.xml", "<styleSheet xmlns='" MAIN_NS "'>" formats "<cellXfs>" styles "</cellXfs></styleSheet>" }
#define END                                                                                                                                          \
    { 0 }

static reading read_parts(const zip_part parts[]) { return start_reading(scratch_zip("made.xlsx", parts), read_body); }
#define READ(...)        read_parts((zip_part[]){__VA_ARGS__, END})
#define READ_SHEET(data) READ(TOP, BOOK, OWN, SHEET(data))

static void expect_failure(reading r, kp_problem_code code) {
    expect_file_problem(&r, code);
    end_reading(&r);
}

/* ---- Cells ----------------------------------------------------------------------------------------------------------------------------- */

static void cell_types(void **s) {
    (void)s;
    reading r = READ(TOP, BOOK, OWN, STRINGS("<si><t>甲</t></si><si><t/></si>"),
                     SHEET("<row r='1'><c r='A1'><v>1.50</v></c><c r='B1' t='n'><v> 2E3 </v></c><c r='C1' t='s'><v>0</v></c>"
                           "<c r='D1' t='inlineStr'><is><t>乙</t></is></c><c r='E1' t='str'><v>丙</v></c><c r='F1' t='b'><v>0</v></c>"
                           "<c r='G1' t='e'><v>#N/A</v></c><c r='H1' t='d'><v>2026-09-15T00:00:00</v></c><c r='I1' t='b'><v>true</v></c></row>"
                           "<row r='2'><c r='A2' s='0'/><c r='B2'><v/></c><c r='C2' t='s'><v>1</v></c><c r='D2' t='inlineStr'><is><t/></is></c>"
                           "<c r='E2' t='str'><v></v></c><c r='F2'><v>NaN</v></c></row>"));
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_NUMBER, "1.50");
    expect_cell(&r, 0, 1, 2, KP_CELL_NUMBER, "2E3");
    expect_cell(&r, 0, 1, 3, KP_CELL_TEXT, "甲");
    expect_cell(&r, 0, 1, 4, KP_CELL_TEXT, "乙");
    expect_cell(&r, 0, 1, 5, KP_CELL_TEXT, "丙");
    expect_cell(&r, 0, 1, 6, KP_CELL_BOOLEAN, "0");
    expect_cell(&r, 0, 1, 7, KP_CELL_ERROR, "#N/A");
    expect_cell(&r, 0, 1, 8, KP_CELL_DATE, "2026-09-15");
    expect_cell(&r, 0, 1, 9, KP_CELL_BOOLEAN, "1");
    for (uint32_t column = 1; column <= 5; column++)
        expect_empty(&r, 0, 2, column);
    expect_cell(&r, 0, 2, 6, KP_CELL_TEXT, "NaN"); /* no number: whoever binds it shall see it */
    end_reading(&r);
}

static void formulas(void **s) {
    (void)s;
    reading r = READ_SHEET("<row r='1'><c r='A1'><f>1+1</f><v>2</v></c><c r='B1'><f>A1+1</f></c><c r='C1'><f>A1&amp;\"\"</f><v></v></c>"
                           "<c r='D1' t='str'><f>\"\"</f><v></v></c><c r='E1' t='str'><f>\"x\"</f></c><c r='F1'><f t='shared' si='0'/></c>"
                           "<c r='G1' t='b'><f>A1=2</f><v>1</v></c><c r='H1' t='e'><f>1/0</f><v>#DIV/0!</v></c>"
                           "<c r='I1' t='str'><f>1/0</f><v>#DIV/0!</v></c><c r='J1' t='str'><v>#DIV/0!</v></c></row>");
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_NUMBER, "2");
    assert_true(cell_at(&r, 0, 1, 1)->formula);
    expect_cell(&r, 0, 1, 2, KP_CELL_NO_VALUE, "=A1+1");
    expect_cell(&r, 0, 1, 3, KP_CELL_NO_VALUE, "=A1&\"\"");
    expect_cell(&r, 0, 1, 4, KP_CELL_TEXT, "");
    expect_cell(&r, 0, 1, 5, KP_CELL_NO_VALUE, "=\"x\"");
    expect_cell(&r, 0, 1, 6, KP_CELL_NO_VALUE, "=");
    expect_cell(&r, 0, 1, 7, KP_CELL_BOOLEAN, "1");
    expect_cell(&r, 0, 1, 8, KP_CELL_ERROR, "#DIV/0!");
    expect_cell(&r, 0, 1, 9, KP_CELL_ERROR, "#DIV/0!"); /* libxlsxwriter stores it so */
    expect_cell(&r, 0, 1, 10, KP_CELL_TEXT, "#DIV/0!"); /* no formula: somebody typed it */
    end_reading(&r);
}

static void missing_references(void **s) {
    (void)s;
    reading r = READ_SHEET("<row><c><v>1</v></c><c><v>2</v></c><c r='E1'><v>5</v></c><c><v>6</v></c></row>"
                           "<row><c><v>7</v></c></row>"
                           "<row r='9'><c/><c><v>8</v></c></row>"
                           "<row><c r='C12'><v>9</v></c></row>"
                           "<row><c><v>10</v></c></row>");
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_NUMBER, "1");
    expect_cell(&r, 0, 1, 2, KP_CELL_NUMBER, "2");
    expect_cell(&r, 0, 1, 5, KP_CELL_NUMBER, "5");
    expect_cell(&r, 0, 1, 6, KP_CELL_NUMBER, "6");
    expect_cell(&r, 0, 2, 1, KP_CELL_NUMBER, "7");
    expect_cell(&r, 0, 9, 2, KP_CELL_NUMBER, "8");
    expect_cell(&r, 0, 12, 3, KP_CELL_NUMBER, "9");
    expect_cell(&r, 0, 13, 1, KP_CELL_NUMBER, "10");
    assert_int_equal(r.cells.count, 8);
    end_reading(&r);
}

static void strings(void **s) {
    (void)s;
    reading r =
        READ(TOP, BOOK, OWN,
             STRINGS("<si><r><rPr><b/></rPr><t>红</t></r><r><t xml:space='preserve'> 榜 </t></r><rPh sb='0' eb='1'><t>hong</t></rPh>"
                     "<phoneticPr fontId='1'/></si><si><t>一_x000D_\n二_x005F_x0041_ _x0041__xD83D__xDE00__xDC00__x12_</t></si>"),
             SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='inlineStr'><is><r><t>行</t></r><r><t>内</t></r>"
                   "<rPh sb='0' eb='1'><t>hang</t></rPh></is></c><c r='D1' t='str'><v>a_x000A_b</v></c><c r='E1'><is><t>无类型</t></is></c></row>"));
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_TEXT, "红 榜 ");
    expect_cell(&r, 0, 1, 2, KP_CELL_TEXT, "一\n二_x0041_ A\xF0\x9F\x98\x80\xEF\xBF\xBD_x12_"); /* D83D DE00 is U+1F600; DC00 alone is none */
    expect_cell(&r, 0, 1, 3, KP_CELL_TEXT, "行内");
    expect_cell(&r, 0, 1, 4, KP_CELL_TEXT, "a\nb");
    expect_cell(&r, 0, 1, 5, KP_CELL_TEXT, "无类型");
    end_reading(&r);
}

/* Serial 46280 is 2026-09-15 in the 1900 system and 44818 in the 1904 system (1462 days less): ECMA-376 part 1, 18.17.4.1. */
static void dates(void **s) {
    (void)s;
    zip_part styles =
        STYLES("<numFmts><numFmt numFmtId='164' formatCode='yyyy\"年\"m\"月\"d\"日\"'/><numFmt numFmtId='165' formatCode='[h]:mm'/>"
               "<numFmt numFmtId='166' formatCode='[Red]0.00&quot;dd&quot;'/><numFmt numFmtId='167' formatCode='0.0\\%;0.0%'/></numFmts>",
               "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/><xf numFmtId='10'/>"
               "<xf numFmtId='167'/><xf/>");
    zip_part sheet =
        SHEET("<row r='1'><c r='A1' s='1'><v>46280</v></c><c r='B1' s='2'><v>46280.354166666664</v></c><c r='C1' s='3'><v>1.0625</v></c>"
              "<c r='D1' s='4'><v>46280</v></c><c r='E1' s='5'><v>0.973</v></c><c r='F1' s='6'><v>0.5</v></c><c r='G1' s='7'><v>1</v></c>"
              "<c r='H1' s='1'><v>60</v></c><c r='I1' s='1'><v>59</v></c><c r='J1' s='1'><v>61</v></c><c r='K1' s='1'><v>-1</v></c>"
              "<c r='L1' s='1'><v>0.354166666666667</v></c><c r='M1' s='1'><v>2958466</v></c><c r='N1' s='1'><v>46279.999999999</v></c></row>");
    reading r = READ(TOP, BOOK, OWN, styles, sheet);
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_DATE, "2026-09-15");
    expect_cell(&r, 0, 1, 2, KP_CELL_DATE, "2026-09-15T08:30:00");
    expect_cell(&r, 0, 1, 3, KP_CELL_DATE, "25:30:00");
    expect_cell(&r, 0, 1, 4, KP_CELL_NUMBER, "46280");
    expect_cell(&r, 0, 1, 5, KP_CELL_NUMBER, "0.973");
    assert_true(cell_at(&r, 0, 1, 5)->percent);
    assert_false(cell_at(&r, 0, 1, 6)->percent);          /* an escaped sign does not scale */
    expect_cell(&r, 0, 1, 8, KP_CELL_DATE, "1900-02-29"); /* the day that never was */
    expect_cell(&r, 0, 1, 9, KP_CELL_DATE, "1900-02-28");
    expect_cell(&r, 0, 1, 10, KP_CELL_DATE, "1900-03-01");
    expect_cell(&r, 0, 1, 11, KP_CELL_NUMBER, "-1");
    expect_cell(&r, 0, 1, 12, KP_CELL_DATE, "08:30:00");
    expect_cell(&r, 0, 1, 13, KP_CELL_NUMBER, "2958466");  /* the day after 9999-12-31 */
    expect_cell(&r, 0, 1, 14, KP_CELL_DATE, "2026-09-15"); /* to the nearest second */
    end_reading(&r);

    zip_part book1904 = {"xl/workbook.xml", BOOK_XML("<workbookPr date1904='1'/>", ONE_SHEET)};
    zip_part sheet1904 = SHEET("<row r='1'><c r='A1' s='1'><v>44818</v></c><c r='B1' s='1'><v>0</v></c></row>");
    r = READ(TOP, book1904, OWN, styles, sheet1904);
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_DATE, "2026-09-15");
    expect_cell(&r, 0, 1, 2, KP_CELL_DATE, "1904-01-01");
    end_reading(&r);
}

/* ---- Packages -------------------------------------------------------------------------------------------------------------------------- */

static void strict_namespaces(void **s) {
    (void)s;
    zip_part parts[] = {{"_rels/.rels", RELATIONS("<Relationship Id='r1' Type='" STRICT_OFFICE "/officeDocument' Target='xl/workbook.xml'/>")},
                        {"xl/workbook.xml",
                         "<workbook xmlns='" STRICT_MAIN "' xmlns:r='" STRICT_OFFICE "' conformance='strict'><workbookPr date1904='true'/><sheets>"
                         "<sheet name='严格' sheetId='1' r:id='x'/></sheets></workbook>"},
                        {"xl/_rels/workbook.xml.rels", RELATIONS("<Relationship Id='x' Type='" STRICT_OFFICE "/worksheet' Target='a.xml'/>"
                                                                 "<Relationship Id='y' Type='" STRICT_OFFICE "/sharedStrings' Target='b.xml'/>")},
                        {"xl/a.xml", "<worksheet xmlns='" STRICT_MAIN
                                     "'><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='d'><v>2026-09-15T08:30</v></c>"
                                     "</row></sheetData></worksheet>"},
                        {"xl/b.xml", "<sst xmlns='" STRICT_MAIN "'><si><t>严</t></si></sst>"},
                        END};
    reading r = read_parts(parts);
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_TEXT, "严");
    expect_cell(&r, 0, 1, 2, KP_CELL_DATE, "2026-09-15T08:30:00");
    end_reading(&r);
}

static void prefixed_namespaces(void **s) {
    (void)s;
    zip_part parts[] = {
        {"_rels/.rels",
         "<p:Relationships xmlns:p='http://schemas.openxmlformats.org/package/2006/relationships'><p:Relationship Id='r1' Type='" OFFICE_NS
         "/officeDocument' Target='xl/workbook.xml'/></p:Relationships>"},
        {"xl/workbook.xml", "<x:workbook xmlns:x='" MAIN_NS "' xmlns:rel='" OFFICE_NS "' xmlns:o='urn:other'><x:sheets>"
                            "<x:sheet name='前缀' sheetId='1' o:id='wrong' rel:id='s1'/></x:sheets></x:workbook>"},
        {"xl/_rels/workbook.xml.rels", RELATIONS(RELATION("s1", "worksheet", "worksheets/sheet1.xml"))},
        {"xl/worksheets/sheet1.xml", "<x:worksheet xmlns:x='" MAIN_NS "' xmlns:o='urn:other'><x:sheetData><x:row r='1'><o:c r='Z1'><x:v>0</x:v></o:c>"
                                     "<x:c r='A1' o:t='s'><o:v>0</o:v><x:v>95</x:v></x:c></x:row><o:row r='2'><x:c r='A2'><x:v>1</x:v></x:c></o:row>"
                                     "</x:sheetData></x:worksheet>"},
        END};
    reading r = read_parts(parts);
    expect_no_problem(&r);
    assert_int_equal(r.cells.count, 1); /* what stands in other namespaces is none of ours */
    expect_cell(&r, 0, 1, 1, KP_CELL_NUMBER, "95");
    end_reading(&r);
}

static void renamed_parts(void **s) {
    (void)s;
    zip_part parts[] = {
        {"\\_rels\\.rels", RELATIONS(RELATION("r1", "officeDocument", "/Office%20Files/本子.xml"))},
        {"/OFFICE files/本子.xml",
         BOOK_XML("", "<sheet name='二' sheetId='7' r:id='b'/><sheet name='一' sheetId='3' r:id='a'/><sheet name='图' sheetId='4' r:id='c'/>")},
        {"Office Files/_rels/本子.xml.rels", RELATIONS(RELATION("a", "worksheet", "../Tab/ONE.XML") RELATION("b", "worksheet", "/tab/./x/../two.xml")
                                                           RELATION("c", "chartsheet", "chart.xml") RELATION("t", "sharedStrings", "texts.xml"))},
        {"tab/one.xml", SHEET_XML("<row r='1'><c r='A1' t='s'><v>0</v></c></row>")},
        {"tab\\two.xml", SHEET_XML("<row r='1'><c r='A1'><v>2</v></c></row>")},
        {"office files/Texts.xml", "<sst xmlns='" MAIN_NS "'><si><t>一</t></si></sst>"},
        {"office files/chart.xml", "<chartsheet xmlns='" MAIN_NS "'/>"},
        END};
    reading r = read_parts(parts);
    expect_no_problem(&r);
    assert_int_equal(kp_workbook_sheet_count(r.book), 2); /* a chart sheet has no cells */
    assert_string_equal(kp_workbook_sheet_name(r.book, 0), "二");
    assert_string_equal(kp_workbook_sheet_name(r.book, 1), "一");
    expect_cell(&r, 0, 1, 1, KP_CELL_NUMBER, "2");
    expect_cell(&r, 1, 1, 1, KP_CELL_TEXT, "一");
    end_reading(&r);
}

static void data_descriptors(void **s) {
    (void)s;
    reading r = start_reading(KP_TESTS_DIR "/fixtures/handmade/data-descriptor.xlsx", read_body);
    expect_no_problem(&r);
    expect_cell(&r, 0, 1, 1, KP_CELL_NUMBER, "95");
    end_reading(&r);
}

static void binary_workbook(void **s) {
    (void)s;
    expect_failure(READ({"_rels/.rels", RELATIONS(RELATION("r1", "officeDocument", "xl/workbook.bin"))}, {"xl/workbook.bin", "\x83\x01"}),
                   KP_F_UNKNOWN_FORMAT);
}

/* ---- Damage ---------------------------------------------------------------------------------------------------------------------------- */

static void damaged_cells(void **s) {
    (void)s;
    static const char *const rows[] = {
        "<row r='1'><c r='A1' t='s'><v>0</v></c></row>",                           /* no such string */
        "<row r='1'><c r='A1' t='s'><v>99999999999999999999</v></c></row>",        /* nor a number */
        "<row r='1'><c r='A1' t='s'><v>-1</v></c></row>",                          /* nor this */
        "<row r='1'><c r='A1' t='z'><v>1</v></c></row>",                           /* unknown type */
        "<row r='1'><c r='A1' t='b'><v>7</v></c></row>",                           /* no truth value */
        "<row r='1'><c r='11'><v>1</v></c></row>",                                 /* no column */
        "<row r='1'><c r='A0'><v>1</v></c></row>",                                 /* no row */
        "<row r='1'><c r='A2'><v>1</v></c></row>",                                 /* another row */
        "<row r='0'><c><v>1</v></c></row>",                                        /* rows count from 1 */
        "<row r='x'><c><v>1</v></c></row>",                                        /* no number */
        "<row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>2</v></c></row>",           /* backwards */
        "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",           /* twice */
        "<row r='2'><c r='A2'><v>1</v></c></row><row r='1'><c><v>2</v></c></row>", /* rows backwards */
        "<row r='1'><c r='A1'><v>1</c></row>",                                     /* not well-formed */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1024];
        snprintf(text, sizeof text, SHEET_XML("%s"), rows[i]);
        expect_failure(READ(TOP, BOOK, OWN, {"xl/worksheets/sheet1.xml", text}), KP_F_DAMAGED);
    }
    expect_failure(READ(TOP, BOOK, OWN, STYLES("", "<xf numFmtId='0'/>"), SHEET("<row r='1'><c r='A1' s='1'><v>1</v></c></row>")), KP_F_DAMAGED);
}

static void damaged_parts(void **s) {
    (void)s;
    expect_failure(READ(TOP, BOOK, OWN, {"xl/worksheets/sheet1.xml", "<worksheet xmlns='" MAIN_NS "'><sheetData><row r='1'>"}), KP_F_DAMAGED);
    expect_failure(READ(TOP, BOOK, OWN, {"xl/worksheets/sheet1.xml", "<chartsheet xmlns='" MAIN_NS "'/>"}), KP_F_DAMAGED);
    expect_failure(READ(TOP, BOOK, OWN, {"xl/worksheets/sheet1.xml", ""}), KP_F_DAMAGED);
    expect_failure(READ(TOP, BOOK, OWN), KP_F_DAMAGED);                                  /* the sheet is missing */
    expect_failure(READ(TOP, OWN), KP_F_DAMAGED);                                        /* the workbook is missing */
    expect_failure(READ(TOP, {"xl/workbook.xml", BOOK_XML("", "")}, OWN), KP_F_DAMAGED); /* no sheet at all */
    expect_failure(READ(TOP, BOOK, {"xl/_rels/workbook.xml.rels", RELATIONS("")}, SHEET("")), KP_F_DAMAGED);
    expect_failure(READ(TOP, BOOK, OWN, STRINGS("<si><t>a"), SHEET("")), KP_F_DAMAGED);
}

static void flipped_bytes(void **s) {
    (void)s;
    static char bytes[1 << 16];
    FILE *file = fopen(KP_TESTS_DIR "/fixtures/producers/xlsxwriter.xlsx", "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    for (size_t i = 0; i < length; i += 13) { /* anything may come of it but a crash; the check sums find most */
        bytes[i] = (char)(bytes[i] ^ 0x55);
        reading r = start_reading(scratch_bytes("flipped.xlsx", bytes, length), read_body);
        assert_true(r.ok == (r.problems->count == 0));
        end_reading(&r);
        bytes[i] = (char)(bytes[i] ^ 0x55);
    }
}

static void entities(void **s) {
    (void)s;
    const char *laughs = "<?xml version='1.0'?><!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><worksheet xmlns='" MAIN_NS
                         "'><sheetData><row r='1'><c r='A1' t='str'><v>&b;</v></c></row></sheetData></worksheet>";
    expect_failure(READ(TOP, BOOK, OWN, {"xl/worksheets/sheet1.xml", laughs}), KP_F_DAMAGED);
}

/* ---- Limits ---------------------------------------------------------------------------------------------------------------------------- */

static void too_far(void **s) {
    (void)s;
    expect_failure(READ_SHEET("<row r='1'><c r='XFE1'><v>1</v></c></row>"), KP_F_TOO_LARGE); /* XFD is column 16384 */
    expect_failure(READ_SHEET("<row r='1048577'><c><v>1</v></c></row>"), KP_F_TOO_LARGE);
    reading r = READ_SHEET("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>");
    expect_no_problem(&r);
    expect_cell(&r, 0, 1048576, 16384, KP_CELL_NUMBER, "1");
    end_reading(&r);
}

/* A package whose only sheet, or shared strings, is `before`, `times` blocks, `after`. */
static reading read_repeated(const char *part, const char *before, const char *block, size_t times, const char *after) {
    const zip_part others[] = {TOP, BOOK, OWN};
    const char *path = scratch("repeated.xlsx");
    zipFile zip = zipOpen(path, APPEND_STATUS_CREATE);
    assert_non_null(zip);
    for (size_t i = 0; i < 3; i++)
        zip_add(zip, others[i].name, others[i].text, strlen(others[i].text));
    if (strcmp(part, "xl/worksheets/sheet1.xml") != 0) {
        zip_part sheet = SHEET("");
        zip_add(zip, sheet.name, sheet.text, strlen(sheet.text));
    }
    zip_add_repeated(zip, part, before, block, times, after);
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
    return start_reading(path, count_body);
}

#define TEN      "xxxxxxxxxx"
#define HUNDRED  TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define THOUSAND HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED

static void long_texts(void **s) {
    (void)s;
    const char *sheet = "xl/worksheets/sheet1.xml";
    const char *before = "<worksheet xmlns='" MAIN_NS "'><sheetData><row r='1'><c r='A1' t='str'><v>",
               *after = "</v></c></row></sheetData></worksheet>";
    reading r = read_repeated(sheet, before, "字", KP_MAX_CELL_TEXT, after);
    expect_no_problem(&r);
    end_reading(&r);
    expect_failure(read_repeated(sheet, before, "字", KP_MAX_CELL_TEXT + 1, after), KP_F_TOO_LARGE);
    expect_failure(read_repeated("xl/sharedStrings.xml", "<sst xmlns='" MAIN_NS "'><si><t>", "x", KP_MAX_CELL_TEXT + 1, "</t></si></sst>"),
                   KP_F_TOO_LARGE);
    expect_failure(read_repeated("xl/sharedStrings.xml", "<sst xmlns='" MAIN_NS "'><si><t>", THOUSAND, 1000, "</t></si></sst>"), KP_F_TOO_LARGE);
    expect_failure(read_repeated(sheet, before, THOUSAND THOUSAND, 40000, after), KP_F_TOO_LARGE); /* 80 MB in one row */
}

static void zip_bomb(void **s) {
    (void)s;
    /* 100 MB of blanks deflate to less than 0.1 MB: a ratio past 1,000, which no sheet reaches. */
    reading r = read_repeated("xl/worksheets/sheet1.xml", "<worksheet xmlns='" MAIN_NS "'><sheetData>",
                              "                                                                                                    ", 1000000,
                              "</sheetData></worksheet>");
    expect_file_problem(&r, KP_F_TOO_LARGE);
    assert_string_equal(r.problems->items[0].arguments[1], "1000");
    end_reading(&r);
}

static void deep_and_wide(void **s) {
    (void)s;
    expect_failure(read_repeated("xl/worksheets/sheet1.xml", "<worksheet xmlns='" MAIN_NS "'>", "<a>", 100000, ""), KP_F_DAMAGED);
    expect_failure(read_repeated("xl/worksheets/sheet1.xml", "<worksheet xmlns='" MAIN_NS "' a='", THOUSAND, 3000, "'/>"), KP_F_DAMAGED);
}

static void many_rows(void **s) {
    (void)s;
    reading r = read_repeated("xl/worksheets/sheet1.xml", "<worksheet xmlns='" MAIN_NS "'><sheetData>",
                              "<row><c><v>1</v></c><c t='b'><v>1</v></c></row>", 50000, "</sheetData></worksheet>");
    expect_no_problem(&r);
    assert_int_equal(r.rows, 50000);
    end_reading(&r);
}

static void many_sheets(void **s) {
    (void)s;
    static char book[200000], own[300000];
    size_t b = 0, o = 0;
    b += (size_t)snprintf(book + b, sizeof book - b, "<workbook xmlns='" MAIN_NS "' xmlns:r='" OFFICE_NS "'><sheets>");
    o += (size_t)snprintf(own + o, sizeof own - o, "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>");
    for (int i = 0; i < 1025; i++) {
        b += (size_t)snprintf(book + b, sizeof book - b, "<sheet name='%d' sheetId='%d' r:id='i%d'/>", i, i + 1, i);
        o += (size_t)snprintf(own + o, sizeof own - o, RELATION("i%d", "worksheet", "worksheets/sheet1.xml"), i);
    }
    snprintf(book + b, sizeof book - b, "</sheets></workbook>");
    snprintf(own + o, sizeof own - o, "</Relationships>");
    expect_failure(READ(TOP, {"xl/workbook.xml", book}, {"xl/_rels/workbook.xml.rels", own}, SHEET("")), KP_F_TOO_LARGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"each cell type reads as what it is, and cells without content are gaps", cell_types, NULL, NULL, NULL},
        {"a formula gives its stored value, or says that it has none", formulas, NULL, NULL, NULL},
        {"rows and cells without references follow the one before", missing_references, NULL, NULL, NULL},
        {"rich runs are joined, reading aids left out, escapes undone", strings, NULL, NULL, NULL},
        {"numbers shown as dates are dates in both date systems, percentages are told", dates, NULL, NULL, NULL},
        {"strict namespaces read like transitional ones", strict_namespaces, NULL, NULL, NULL},
        {"prefixes do not matter, elements of other namespaces are passed over", prefixed_namespaces, NULL, NULL, NULL},
        {"parts are found through the relationships whatever they are called", renamed_parts, NULL, NULL, NULL},
        {"a package with data descriptors reads", data_descriptors, NULL, NULL, NULL},
        {"an .xlsb is KP-F002", binary_workbook, NULL, NULL, NULL},
        {"cells that cannot be are KP-F005", damaged_cells, NULL, NULL, NULL},
        {"parts missing, cut short or of another kind are KP-F005", damaged_parts, NULL, NULL, NULL},
        {"a flipped byte never crashes, and is a problem or harmless", flipped_bytes, NULL, NULL, NULL},
        {"a document type with entities is KP-F005", entities, NULL, NULL, NULL},
        {"cells past the last row or column are KP-F006, the last one reads", too_far, NULL, NULL, NULL},
        {"texts past 32,767 characters and rows past 64 MB are KP-F006", long_texts, NULL, NULL, NULL},
        {"a zip bomb is KP-F006", zip_bomb, NULL, NULL, NULL},
        {"XML nested without end, or a tag without end, is KP-F005", deep_and_wide, NULL, NULL, NULL},
        {"fifty thousand rows without references come in order", many_rows, NULL, NULL, NULL},
        {"more than 1,024 sheets are KP-F006", many_sheets, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
