/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * binding.h - for tests of the binding: a small scheme with one leaf of each kind of evidence, a sound entry workbook for it as a folder of .csv files, and that
 * workbook with one sheet changed. Include after cmocka.h.
 */
#ifndef KAOPING_TEST_BINDING_H
#define KAOPING_TEST_BINDING_H

#include "kaoping/bind.h"
#include "reading.h"
#include "scheme_support.h"

static UNUSED const char binding_yaml[] =
    "id: small\n"
    "title: 小方案 | Small scheme\n"
    "subject: 社区 | Community\nfamily: other\n"
    "cadence: quarter\n"
    "unit_fields: [联系人 | Contact]\n"
    "signatures: [填表人 | Prepared by, 核对人 | Checked by]\n"
    "indicators:\n"
    "  - {id: a, title: 制度 | Rules, points: 20, method: direct}\n"
    "  - {id: b, title: 整改率 | Put right, points: 10, method: ratio}\n"
    "  - {id: l, title: 照明率 | Lights, points: 10, method: linear, input: rate, target: 90, slope: 0.5}\n"
    "  - {id: k, title: 公示 | Posted, points: 10, method: checklist, items: [合同 | Contract, 电话 | Telephone]}\n"
    "  - {id: f, title: 百分 | Hundred, points: 10, method: direct, scale: 100}\n"
    "  - {id: h, title: 互查 | Mutual, points: 10, method: panel, min_evaluators: 2, roles: {街道 | Office: 60, 居民 | Resident: 40}}\n"
    "  - {id: c, title: 保洁 | Cleaning, points: 10, method: deduct, step: 0.5}\n"
    "  - {id: g, title: 消防 | Fire, points: 10, method: deduct}\n"
    "  - id: p\n"
    "    title: 居民评议 | Residents\n"
    "    points: 10\n"
    "    method: satisfaction\n"
    "    options: {满意 | Satisfied: 100, 不满意 | Dissatisfied: 0}\n"
    "    questions: {卫生 | Cleanliness: 50, 治安 | Safety: 50}\n"
    "  - {id: e, title: 加减分 | Bonus, method: bonus, cap_low: -5, cap_high: 5, events: {表彰 | Award: 2, 曝光 | Exposed: -1}}\n"
    "bands:\n"
    "  - {id: good, title: 好 | Good, from: 60}\n"
    "  - {id: bad, title: 差 | Bad, to: 60}\n"
    "vetoes:\n"
    "  - {id: fire, title: 消防事故 | Fire accident}\n";

typedef struct entry_file {
    const char *name, *text; /* text NULL: no such file */
} entry_file;

/* A sound workbook of two units. */
static UNUSED const entry_file sound_files[] = {
    {"填表说明", "考评期,2026Q3\n填报单位：某街道\n"},
    {"考评对象", "编号,名称,分组,联系人,不参评原因\n1,甲社区,城区,张三,\n2,乙社区,城区,李四,\n"},
    {"评分表",
     "考评对象,制度,整改率·完成数,整改率·应完成数,照明率,公示·合同,公示·电话,百分\n甲社区,18,3,4,97.3%,是,否,90\n乙社区,15.5,4,4,88%,是,是,75\n"},
    {"评委打分表", "考评对象,评价主体,评价主体类别,互查\n甲社区,王五,街道,9\n甲社区,赵六,居民,8\n乙社区,王五,街道,7\n乙社区,赵六,居民,6\n"},
    {"扣分记录",
     "考评对象,指标,处数,扣分,日期,地点,问题描述,检查人\n甲社区,保洁,2,,2026-08-01,东门,垃圾,钱七\n乙社区,消防,,3,2026-08-02,北门,堵塞,钱七\n"},
    {"满意度测评表", "考评对象,测评项目,满意,不满意,不了解,发放,回收,无效\n甲社区,卫生,40,10,,50,50,0\n甲社区,治安,45,5,,50,50,0\n"
                     "乙社区,卫生,30,20,,,,\n乙社区,治安,25,25,,,,\n"},
    {"加减分记录", "考评对象,加减分事项,次数,分数,日期,说明\n甲社区,表彰,1,2,2026-09-01,区级\n"},
    {"合理缺项", "考评对象,指标,缺项原因\n"},
    {"一票否决", "考评对象,否决事项,日期,说明\n"},
};
#define SOUND_FILES (sizeof sound_files / sizeof *sound_files)

#define MOST_FILES (SOUND_FILES + 8)

/* The sound files, but those in `changed` (up to one without a name) as they are there, and what else is there. Returns how many. */
static UNUSED size_t entry_files(const entry_file changed[], entry_file out[MOST_FILES]) {
    size_t count = 0;
    for (size_t i = 0; i < SOUND_FILES; i++) {
        const char *text = sound_files[i].text;
        for (const entry_file *c = changed; c && c->name; c++)
            if (!strcmp(c->name, sound_files[i].name))
                text = c->text;
        if (text)
            out[count++] = (entry_file){sound_files[i].name, text};
    }
    for (const entry_file *c = changed; c && c->name; c++) {
        bool known = false;
        for (size_t i = 0; i < SOUND_FILES; i++)
            known = known || !strcmp(c->name, sound_files[i].name);
        assert_true(count < MOST_FILES);
        if (!known && c->text)
            out[count++] = *c;
    }
    return count;
}

/* The path of a folder `name` in the scratch folder with those files. */
static UNUSED const char *entry_folder(kp_arena *arena, const char *name, const entry_file changed[]) {
    const char *folder = kp_strdup(arena, scratch(name));
    assert_int_equal(mkdir(folder, 0700), 0);
    entry_file files[MOST_FILES];
    size_t count = entry_files(changed, files);
    for (size_t i = 0; i < count; i++)
        scratch_text(kp_format(arena, "%s/%s.csv", name, files[i].name), files[i].text);
    return folder;
}

/* ---- the same sheets as .xlsx and .ods ---- */

/* A cell is text, a number where it is written like one, or by its first two characters: b: truth value, e: error, f: formula without value, d: serial number
 * of a date, p: number shown as a percentage, t: text whatever it looks like. */
static UNUSED char cell_kind(const char *cell) {
    static const char digits[] = "0123456789.-";
    if (cell[0] && cell[1] == ':' && strchr("befdpt", cell[0]))
        return cell[0];
    return *cell && strspn(cell, digits) == strlen(cell) && strpbrk(cell, "0123456789") ? 'n' : 't';
}

static UNUSED const char *cell_value(const char *cell) { return cell[0] && cell[1] == ':' && strchr("befdpt", cell[0]) ? cell + 2 : cell; }

static UNUSED void add_escaped(kp_buffer *out, const char *text) {
    for (; *text; text++)
        if (*text == '<' || *text == '&')
            kp_buffer_puts(out, *text == '<' ? "&lt;" : "&amp;");
        else
            kp_buffer_add(out, text, 1);
}

static UNUSED void add_xlsx_cell(kp_buffer *out, const char *cell) {
    const char *value = cell_value(cell);
    switch (*cell ? cell_kind(cell) : 0) {
    case 0: kp_buffer_puts(out, "<c/>"); break;
    case 'n': kp_buffer_printf(out, "<c><v>%s</v></c>", value); break;
    case 'b': kp_buffer_printf(out, "<c t=\"b\"><v>%s</v></c>", value); break;
    case 'e': kp_buffer_printf(out, "<c t=\"e\"><v>%s</v></c>", value); break;
    case 'f': kp_buffer_printf(out, "<c><f>%s</f></c>", value); break;
    case 'd': kp_buffer_printf(out, "<c s=\"1\"><v>%s</v></c>", value); break;
    case 'p': kp_buffer_printf(out, "<c s=\"2\"><v>%s</v></c>", value); break;
    default:
        kp_buffer_puts(out, "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        add_escaped(out, value);
        kp_buffer_puts(out, "</t></is></c>");
    }
}

static UNUSED void add_ods_cell(kp_buffer *out, const char *cell) {
    const char *value = cell_value(cell);
    switch (*cell ? cell_kind(cell) : 0) {
    case 0: kp_buffer_puts(out, "<table:table-cell/>"); break;
    case 'n': kp_buffer_printf(out, "<table:table-cell office:value-type=\"float\" office:value=\"%s\"/>", value); break;
    case 'b':
        kp_buffer_printf(out, "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"%s\"/>", *value == '1' ? "true" : "false");
        break;
    case 'p': kp_buffer_printf(out, "<table:table-cell office:value-type=\"percentage\" office:value=\"%s\"/>", value); break;
    default:
        kp_buffer_puts(out, "<table:table-cell office:value-type=\"string\"><text:p>");
        add_escaped(out, value);
        kp_buffer_puts(out, "</text:p></table:table-cell>");
    }
}

/* The rows of a sheet: fields end with a comma, rows with a line end. */
static UNUSED void add_rows(kp_buffer *out, kp_arena *arena, const char *text, bool ods) {
    while (*text) {
        size_t line = strcspn(text, "\n");
        const char *row = kp_strndup(arena, text, line);
        kp_buffer_puts(out, ods ? "<table:table-row>" : "<row>");
        for (;;) {
            size_t field = strcspn(row, ",");
            (ods ? add_ods_cell : add_xlsx_cell)(out, kp_strndup(arena, row, field));
            if (!row[field])
                break;
            row += field + 1;
        }
        kp_buffer_puts(out, ods ? "</table:table-row>" : "</row>");
        text += line + (text[line] == '\n');
    }
}

static UNUSED const char *entry_xlsx(kp_arena *arena, const char *name, const entry_file changed[]) {
    zip_part parts[MOST_FILES + 5] = {{0}}; /* the last one ends the list */
    entry_file files[MOST_FILES];
    size_t count = entry_files(changed, files);
    kp_buffer book = {.arena = arena}, links = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        kp_buffer sheet = {.arena = arena};
        kp_buffer_puts(&sheet, "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        add_rows(&sheet, arena, files[i].text, false);
        kp_buffer_puts(&sheet, "</sheetData></worksheet>");
        parts[i + 4] = (zip_part){kp_format(arena, "xl/worksheets/sheet%zu.xml", i + 1), kp_buffer_text(&sheet)};
        kp_buffer_printf(&book, "<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"rId%zu\"/>", files[i].name, i + 1, i + 1);
        kp_buffer_printf(&links,
                         "<Relationship Id=\"rId%zu\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
                         "Target=\"worksheets/sheet%zu.xml\"/>",
                         i + 1, i + 1);
    }
#define RELATIONSHIPS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    parts[0] = (zip_part){"_rels/.rels", RELATIONSHIPS "<Relationship Id=\"rId1\" "
                                                       "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
                                                       "Target=\"xl/workbook.xml\"/></Relationships>"};
    parts[1] = (zip_part){"xl/workbook.xml",
                          kp_format(arena,
                                    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                                    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>%s</sheets></workbook>",
                                    kp_buffer_text(&book))};
    parts[2] = (zip_part){"xl/_rels/workbook.xml.rels",
                          kp_format(arena,
                                    RELATIONSHIPS "%s<Relationship Id=\"rId99\" "
                                                  "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
                                                  "Target=\"styles.xml\"/></Relationships>",
                                    kp_buffer_text(&links))};
    parts[3] = (zip_part){"xl/styles.xml",
                          "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/>"
                          "<xf numFmtId=\"14\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>"};
    return kp_strdup(arena, scratch_zip(name, parts));
}

static UNUSED const char *entry_ods(kp_arena *arena, const char *name, const entry_file changed[]) {
    kp_buffer content = {.arena = arena};
    kp_buffer_puts(&content, "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                             "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
                             "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>");
    entry_file files[MOST_FILES];
    size_t count = entry_files(changed, files);
    for (size_t i = 0; i < count; i++) {
        kp_buffer_printf(&content, "<table:table table:name=\"%s\">", files[i].name);
        add_rows(&content, arena, files[i].text, true);
        kp_buffer_puts(&content, "</table:table>");
    }
    kp_buffer_puts(&content, "</office:spreadsheet></office:body></office:document-content>");
    const zip_part parts[] = {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", kp_buffer_text(&content)}, {NULL, NULL}};
    return kp_strdup(arena, scratch_zip(name, parts));
}

/* Every problem, a line each, for the message of a failed test. */
static UNUSED void print_problems(const kp_problems *problems) {
    for (size_t i = 0; i < problems->count; i++)
        print_error("%s [unit %d]\n", kp_problem_line(problems->arena, &problems->items[i], KP_EN), problems->items[i].unit);
}

/* Everything that was read, as text in a fixed order: what must be equal for two bindings to be the same evidence. */
static UNUSED const char *evidence_text(kp_arena *arena, const kp_evidence *e) {
    kp_buffer out = {.arena = arena};
    kp_buffer_printf(&out, "%s %s\n", kp_period_key(arena, e->period), e->office);
    for (size_t u = 0; u < e->units.count; u++) {
        const kp_unit *unit = &e->units.items[u];
        kp_buffer_printf(&out, "unit %s %s %s %d %s\n", unit->id, unit->name, unit->group < 0 ? "" : e->groups.items[unit->group], unit->excluded,
                         unit->exclusion ? unit->exclusion : "");
        for (size_t i = 0; i < e->scheme->unit_fields.count; i++)
            kp_buffer_printf(&out, " field %s\n", unit->fields[i]);
        for (size_t i = 0; i < e->slots_per_unit; i++) {
            const kp_input *input = &e->inputs[u * e->slots_per_unit + i];
            kp_buffer_printf(&out, " %d:%s", input->state, input->state == KP_INPUT_GIVEN ? kp_num_exact(arena, input->value) : "");
        }
        kp_buffer_puts(&out, "\n");
    }
    for (size_t i = 0; i < e->panel.count; i++) {
        const kp_panel_mark *m = &e->panel.items[i];
        kp_buffer_printf(&out, "panel %d %d %s %d %d:%s\n", m->unit, m->indicator, e->evaluators.items[m->evaluator], m->role, m->mark.state,
                         m->mark.state == KP_INPUT_GIVEN ? kp_num_exact(arena, m->mark.value) : "");
    }
    for (size_t i = 0; i < e->findings.count; i++) {
        const kp_finding *f = &e->findings.items[i];
        kp_buffer_printf(&out, "finding %d %d %d %s %s %s|%s|%s|%s\n", f->unit, f->indicator, f->event, kp_num_exact(arena, f->count),
                         f->points.given ? kp_num_exact(arena, f->points.value) : "-", f->date, f->location, f->text, f->inspector);
    }
    for (size_t i = 0; i < e->survey.count; i++) {
        const kp_survey_row *s = &e->survey.items[i];
        kp_buffer_printf(&out, "survey %d %d %d", s->unit, s->indicator, s->question);
        for (size_t o = 0; o < e->scheme->indicators[s->indicator].options.count; o++)
            kp_buffer_printf(&out, " %d:%s", s->options[o].state, kp_num_exact(arena, s->options[o].value));
        const kp_input *rest[] = {&s->unknown, &s->issued, &s->returned, &s->invalid};
        for (size_t o = 0; o < 4; o++)
            kp_buffer_printf(&out, " %d:%s", rest[o]->state, kp_num_exact(arena, rest[o]->value));
        kp_buffer_puts(&out, "\n");
    }
    for (size_t i = 0; i < e->gaps.count; i++)
        kp_buffer_printf(&out, "gap %d %d %s\n", e->gaps.items[i].unit, e->gaps.items[i].indicator, e->gaps.items[i].reason);
    for (size_t i = 0; i < e->vetoes.count; i++)
        kp_buffer_printf(&out, "veto %d %d %s %s\n", e->vetoes.items[i].unit, e->vetoes.items[i].veto, e->vetoes.items[i].date,
                         e->vetoes.items[i].text);
    return kp_buffer_text(&out);
}

#endif
