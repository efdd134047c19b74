#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.py - makes a flat .fods that Calc saved small and readable again: cells, formulas, stored results and the few styles they use, a line each; and no more.
#
#     tests/functions/tidy.py tests/functions/kpRound.fods …
#
# So a sheet is extended like this: open it in Calc with the add-in installed, add rows, save as .fods, run this over it.
import sys
import xml.etree.ElementTree as xml
from xml.sax.saxutils import escape, quoteattr

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2", "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
PREFIX = {uri: prefix for prefix, uri in NAMES.items()}
REPEATED = {"rows": "table:number-rows-repeated", "columns": "table:number-columns-repeated"}
DROPPED = {"table:style-name", "table:default-cell-style-name", "table:print", "calcext:value-type", "table:number-columns-repeated"}


def plain(name):
    uri, _, local = name[1:].partition("}")
    return f"{PREFIX[uri]}:{local}" if uri in PREFIX else None


def full(name):
    prefix, local = name.split(":")
    return f"{{{NAMES[prefix]}}}{local}"


def find_all(element, *path):
    return element.findall("/".join(full(name) for name in path))


def attributes(element, drop=()):
    named = {plain(name): value for name, value in element.attrib.items()}
    return {name: value for name, value in named.items() if name and name not in drop}


def tag(name, having, inside=None):
    text = "".join(f" {key}={quoteattr(value)}" for key, value in having.items())
    return f"<{name}{text}/>" if inside is None else f"<{name}{text}>{inside}</{name}>"


def paragraph_text(element):
    """The text of a paragraph; Calc writes runs of blanks and tabs as elements."""
    text = element.text or ""
    for child in element:
        if child.tag == full("text:s"):
            text += " " * int(child.get(full("text:c"), "1"))
        elif child.tag == full("text:tab"):
            text += "\t"
        else:
            text += paragraph_text(child)
        text += child.tail or ""
    return text


def paragraph(element):
    """A paragraph, with every second blank of a run as an element again."""
    return tag("text:p", {}, escape(paragraph_text(element)).replace("  ", " <text:s/>"))


class Styles:
    """The automatic styles that cells and columns use, of those that say more than how wide a row is."""

    def __init__(self, root):
        self.all, self.used = {}, []
        for group in find_all(root, "office:automatic-styles"):
            for style in group:
                self.all[style.get(full("style:name"))] = style

    def properties(self, style):
        kept = []
        for child in style:
            name = plain(child.tag)
            having = attributes(child)
            if name == "style:table-column-properties":
                kept.append(tag(name, {"style:column-width": having["style:column-width"]}))
            elif name == "style:text-properties":
                having = {key: value for key, value in having.items() if key in ("fo:font-weight", "fo:font-style", "fo:color")}
                if having:
                    kept.append(tag(name, having))
            elif name == "style:table-cell-properties" and having.get("fo:background-color", "transparent") != "transparent":
                kept.append(tag(name, {"fo:background-color": having["fo:background-color"]}))
        return kept

    def name_of(self, name):
        """`name`, if the style says anything; None if not."""
        style = self.all.get(name)
        if style is None or not (self.properties(style) or style.get(full("style:data-style-name"))):
            return None
        for needed in (style.get(full("style:data-style-name")), name):
            if needed in self.all and needed not in self.used:
                self.used.append(needed)
        return name

    def written(self):
        lines = []
        for name in self.used:
            style = self.all[name]
            if plain(style.tag) == "style:style":
                having = attributes(style, {"style:parent-style-name"})
                if having.get("style:data-style-name") not in self.all:
                    having.pop("style:data-style-name", None)
                lines.append(tag("style:style", having, "".join(self.properties(style))))
            else:
                parts = "".join(tag(plain(part.tag), attributes(part), escape(part.text) if part.text else None) for part in style)
                lines.append(tag(plain(style.tag), attributes(style), parts))
        return lines


def is_empty(cell):
    return plain(cell.tag) == "table:table-cell" and not find_all(cell, "text:p") and cell.get(full("table:formula")) is None and \
        cell.get(full("office:value-type")) is None


def write_cell(cell, styles):
    having = attributes(cell, DROPPED)
    if cell.get(full("calcext:value-type")) == "error":
        having["calcext:value-type"] = "error"
    style = styles.name_of(cell.get(full("table:style-name")))
    if style:
        having = {"table:style-name": style, **having}
    if having.get("office:value-type") == "string":
        having.pop("office:string-value", None)
    text = "".join(paragraph(p) for p in find_all(cell, "text:p")) if having.get("office:value-type") in ("string", None) else ""
    if having.get("calcext:value-type") == "error":
        having["office:string-value"] = ""
    return tag(plain(cell.tag), having, text or None)


def row_lines(row, styles):
    cells = []
    for cell in row:
        if plain(cell.tag) not in ("table:table-cell", "table:covered-table-cell"):
            continue
        cells.append((cell, int(cell.get(full(REPEATED["columns"]), "1"))))
    while cells and is_empty(cells[-1][0]):
        cells.pop()
    lines = []
    for cell, times in cells:
        if is_empty(cell):
            lines.append(tag("table:table-cell", {REPEATED["columns"]: str(times)} if times > 1 else {}))
        else:
            lines += [write_cell(cell, styles)] * times
    return lines


def table_lines(table, styles):
    lines = [f"<table:table table:name={quoteattr(table.get(full('table:name')))}>"]
    columns, rows = [], []
    for column in table.iter(full("table:table-column")):
        style = styles.name_of(column.get(full("table:style-name")))
        times = int(column.get(full(REPEATED["columns"]), "1"))
        columns.append(tag("table:table-column", {**({"table:style-name": style} if style else {}), **({REPEATED["columns"]: str(times)} if 1 < times < 1000 else {})}))
    for row in table.iter(full("table:table-row")):
        rows.append((row_lines(row, styles), int(row.get(full(REPEATED["rows"]), "1"))))
    while rows and not rows[-1][0]:
        rows.pop()
    lines += [f"  {column}" for column in columns]
    for cells, times in rows:
        if not cells:
            lines.append("  " + tag("table:table-row", {REPEATED["rows"]: str(times)} if times > 1 else {}, None if times > 1 else "<table:table-cell/>"))
            continue
        for _ in range(times):
            lines.append("  <table:table-row>")
            lines += [f"    {cell}" for cell in cells]
            lines.append("  </table:table-row>")
    return lines + ["</table:table>"]


def tidy(path):
    root = xml.parse(path).getroot()
    styles = Styles(root)
    tables, names = [], []
    for sheet in find_all(root, "office:body", "office:spreadsheet"):
        for table in find_all(sheet, "table:table"):
            tables += table_lines(table, styles)
        for group in find_all(sheet, "table:named-expressions"):
            inside = "".join(tag(plain(child.tag), attributes(child)) for child in group)
            names = [tag("table:named-expressions", {}, inside)] if inside else []
    spaces = "".join(f"\n  xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in NAMES.items())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<!-- SPDX-License-Identifier: GPL-3.0-or-later -->",
             f'<office:document{spaces}\n  office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">',
             "<office:automatic-styles>", *[f"  {line}" for line in styles.written()], "</office:automatic-styles>",
             "<office:body><office:spreadsheet>", *tables, *names, "</office:spreadsheet></office:body>", "</office:document>"]
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        tidy(argument)
