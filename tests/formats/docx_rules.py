# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of Word files (ECMA-376 parts 1 and 2) that Word insists on, for the elements that the
program writes: order of elements, parts and their types, relations, references by id. Written down
from the standard; an element that is not here may not be written before it is added."""
import posixpath
import xml.etree.ElementTree as ElementTree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML = "{http://www.w3.org/XML/1998/namespace}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."

# Children in the order of the standard (sequences, annex A.1); "*" marks those that may come again.
SEQUENCES = {
    "document": "body",
    "styles": "docDefaults style*",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "pPrDefault": "pPr",
    "style": "name basedOn next link uiPriority qFormat pPr rPr tblPr trPr tcPr tblStylePr*",
    "numbering": "abstractNum* num*",
    "abstractNum": "nsid multiLevelType tmpl name lvl*",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride*",
    "lvlOverride": "startOverride lvl",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr endnotePr compat themeFontLang "
                "decimalSymbol listSeparator",
    "compat": "doNotExpandShiftReturn doNotUseHTMLParagraphAutoSpacing compatSetting*",
    "footnotes": "footnote*",
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc "
           "outlineLvl rPr sectPr",
    "numPr": "ilvl numId",
    "pBdr": "top left bottom right between bar",
    # Part 1 leaves the order in rPr free; Word writes and wants this one (transitional schema).
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs vertAlign lang",
    "tbl": "tblPr tblGrid tr*",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tblGrid": "gridCol*",
    "tr": "trPr tc*",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": "headerReference* footerReference* footnotePr type pgSz pgMar pgNumType cols titlePg",
}
# Children in any order.
CHOICES = {
    "body": "p tbl sectPr",
    "hdr": "p tbl",
    "footnote": "p",
    "tc": "tcPr p tbl",
    "p": "pPr r",
    "r": "rPr t tab br sym fldChar instrText footnoteRef footnoteReference separator continuationSeparator",
    "trPr": "cantSplit tblHeader",
    "footnotePr": "footnote",  # in the settings, where it lists the separators
}
NEED_VALUE = set("pStyle rStyle name basedOn next start numFmt suff lvlText lvlJc abstractNumId numId ilvl jc "
                 "outlineLvl sz szCs vertAlign gridSpan vAlign type startOverride multiLevelType".split())
FIRST = {"p": "pPr", "r": "rPr", "tc": "tcPr"}
ROOTS = {
    "document.main+xml": "document", "styles+xml": "styles", "numbering+xml": "numbering",
    "settings+xml": "settings", "footnotes+xml": "footnotes", "header+xml": "hdr",
}


def local(element):
    return element.tag.replace(W, "")


def value(element, path):
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + "val")


class File:
    """A Word file and what is wrong with it."""

    def __init__(self, path):
        self.problems = []
        self.zip = zipfile.ZipFile(path)
        if self.zip.testzip():
            self.say("a part is damaged")
        names = self.zip.namelist()
        self.parts = {name: self.zip.read(name) for name in names}
        if len(names) != len(self.parts):
            self.say("two parts have the same name")
        if names[0] != "[Content_Types].xml":
            self.say("the content types are not the first part")
        self.trees = {}
        for name, content in self.parts.items():
            try:
                self.trees[name] = ElementTree.fromstring(content)
            except ElementTree.ParseError as error:
                self.say(f"{name}: {error}")
        self.roots = {}
        self.check_types()
        self.check_relations()
        for kind, trees in self.roots.items():
            for tree in trees:
                self.check_order(tree, kind)
        if not self.problems:
            self.check_references()

    def say(self, problem):
        self.problems.append(problem)

    # Part 2: the package.

    def check_types(self):
        root = self.trees.get("[Content_Types].xml")
        if root is None:
            return self.say("there are no content types")
        defaults = {e.get("Extension") for e in root.iter(TYPES + "Default")}
        overrides = {}
        for element in root.iter(TYPES + "Override"):
            name = element.get("PartName").lstrip("/")
            if name in overrides:
                self.say(f"{name} has two content types")
            if name not in self.parts:
                self.say(f"{name} has a content type and is not there")
            overrides[name] = element.get("ContentType")
        for name in self.parts:
            if name == "[Content_Types].xml":
                continue
            if name not in overrides and name.rpartition(".")[2] not in defaults:
                self.say(f"{name} has no content type")
            if name not in overrides and not name.endswith(".rels"):
                self.say(f"{name} is of no kind")
        for name, content in overrides.items():
            root_name = ROOTS.get(content.replace(CONTENT, ""))
            if root_name and name in self.trees:
                self.roots.setdefault(root_name, []).append(self.trees[name])
                if local(self.trees[name]) != root_name:
                    self.say(f"{name} is a {local(self.trees[name])}")
        for needed in ROOTS.values():
            if needed not in self.roots:
                self.say(f"there is no {needed}")
        return None

    def relations_of(self, part):
        folder, name = posixpath.split(part)
        tree = self.trees.get(posixpath.join(folder, "_rels", name + ".rels"))
        found = {}
        for element in [] if tree is None else tree.iter(RELATIONS + "Relationship"):
            identifier = element.get("Id")
            target = posixpath.normpath(posixpath.join(folder, element.get("Target")))
            if identifier in found:
                self.say(f"{part} has two relations {identifier}")
            if target not in self.parts:
                self.say(f"a relation of {part or 'the package'} leads to {target}, which is not there")
            found[identifier] = (element.get("Type").rpartition("/")[2], target)
        return found

    def check_relations(self):
        package = [kind for kind, _ in self.relations_of("").values()]
        for needed in ("officeDocument", "core-properties", "extended-properties"):
            if package.count(needed) != 1:
                self.say(f"the package has {package.count(needed)} relations {needed}")
        relations = self.relations_of("word/document.xml")
        kinds = [kind for kind, _ in relations.values()]
        for needed in ("styles", "numbering", "settings", "footnotes"):
            if kinds.count(needed) != 1:
                self.say(f"the document has {kinds.count(needed)} relations {needed}")
        for element in self.trees["word/document.xml"].iter(W + "headerReference"):
            if relations.get(element.get(R + "id"), (None,))[0] != "header":
                self.say(f"there is no header {element.get(R + 'id')}")

    # Part 1, annex A: which elements stand in which, and in which order.

    def check_order(self, element, name):
        children = [local(child) for child in element]
        if name == "footnotePr" or name not in SEQUENCES and name in CHOICES:
            for child in children:
                if child not in CHOICES[name].split():
                    self.say(f"{child} stands in {name}")
        elif name in SEQUENCES:
            self.check_sequence(name, children)
        elif children:
            self.say(f"{name} has {children[0]} inside")
        if name in FIRST and FIRST[name] in children[1:]:
            self.say(f"{FIRST[name]} is not the first in {name}")
        if name in NEED_VALUE and element.get(W + "val") is None and name != "type":
            self.say(f"{name} has no value")
        for attribute in element.attrib:
            if not attribute.startswith((W, R)) and attribute != XML + "space":
                self.say(f"{name} has an attribute {attribute}")
        if name == "t" and element.get(XML + "space") != "preserve" and element.text != (element.text or "").strip():
            self.say("blanks of a text would be lost")
        for child in element:
            self.check_order(child, local(child))

    def check_sequence(self, name, children):
        allowed = SEQUENCES[name].split()
        at = 0
        for child in children:
            position = next((i for i, a in enumerate(allowed) if a.rstrip("*") == child), None)
            if position is None:
                self.say(f"{child} stands in {name}")
            elif position < at:
                self.say(f"{child} comes too late in {name}")
            else:
                at = position + (not allowed[position].endswith("*"))

    # What refers to what.

    def check_references(self):
        styles = self.check_styles()
        lists = self.check_lists(styles)
        notes = self.check_notes()
        self.check_style_lists(styles, lists)
        for root in ("document", "footnotes", "hdr"):
            for tree in self.roots[root]:
                self.check_content(tree, styles, lists)
        body = self.roots["document"][0].find(W + "body")
        used = [e.get(W + "id") for e in body.iter(W + "footnoteReference")]
        if sorted(used) != sorted(notes) or len(set(used)) != len(used):
            self.say(f"footnotes {sorted(notes)} are called as {used}")
        if [local(e) for e in body].count("sectPr") != 1 or local(body[-1]) != "sectPr":
            self.say("the body does not end with its one section")
        for element in body.iter(W + "sectPr"):
            self.check_section(element)
        for parent in (body, *body.iter(W + "tc")):
            self.check_tables_in(parent)

    def check_styles(self):
        styles = {}
        names = set()
        for element in self.roots["styles"][0].iter(W + "style"):
            identifier = element.get(W + "styleId")
            name = value(element, "name").lower()
            if identifier in styles or name in names or "," in name:
                self.say(f"two styles are called {identifier} or {name}")
            styles[identifier] = element
            names.add(name)
        kinds = [e.get(W + "type") for e in styles.values() if e.get(W + "default") == "1"]
        if sorted(kinds) != ["paragraph", "table"]:
            self.say(f"styles by default: {kinds}")
        for element in styles.values():
            for link in ("basedOn", "next"):
                other = value(element, link)
                if other is not None and (other not in styles or styles[other].get(W + "type") != "paragraph"):
                    self.say(f"there is no style {other} to be {link}")
        return styles

    def check_lists(self, styles):
        root = self.roots["numbering"][0]
        definitions = {}
        for element in root.iter(W + "abstractNum"):
            identifier = element.get(W + "abstractNumId")
            if identifier in definitions:
                self.say(f"two definitions of lists are called {identifier}")
            definitions[identifier] = {}
            for level in element.iter(W + "lvl"):
                number = level.get(W + "ilvl")
                if number in definitions[identifier] or not 0 <= int(number) <= 8:
                    self.say(f"level {number} of {identifier}")
                definitions[identifier][number] = value(level, "pStyle")
                if value(level, "pStyle") not in {None, *styles}:
                    self.say(f"there is no style {value(level, 'pStyle')}")
        lists = {}
        for element in root.iter(W + "num"):
            identifier = element.get(W + "numId")
            if identifier in lists or int(identifier) < 1:
                self.say(f"list {identifier}")
            lists[identifier] = definitions.get(value(element, "abstractNumId"))
            if lists[identifier] is None:
                self.say(f"list {identifier} has no definition")
        return lists

    def check_style_lists(self, styles, lists):
        """A style names its list, and the level of the list names the style."""
        for identifier, element in styles.items():
            num = value(element, "pPr/numPr/numId")
            level = value(element, "pPr/numPr/ilvl") or "0"
            if num and (lists.get(num) or {}).get(level) != identifier:
                self.say(f"style {identifier} and level {level} of list {num} do not belong together")

    def check_notes(self):
        notes = []
        types = {}
        for element in self.roots["footnotes"][0]:
            identifier = element.get(W + "id")
            if identifier in types:
                self.say(f"two footnotes {identifier}")
            types[identifier] = element.get(W + "type", "normal")
            if types[identifier] == "normal":
                notes.append(identifier)
        if types.get("-1") != "separator" or types.get("0") != "continuationSeparator":
            self.say("the separators of the footnotes are missing")
        listed = {e.get(W + "id") for e in self.roots["settings"][0].iter(W + "footnote")}
        if listed != {"-1", "0"}:
            self.say("the settings list other separators")
        return notes

    def check_content(self, tree, styles, lists):
        for name, kind in (("pStyle", "paragraph"), ("rStyle", "character")):
            for element in tree.iter(W + name):
                style = styles.get(element.get(W + "val"))
                if style is None or style.get(W + "type") != kind:
                    self.say(f"there is no {kind} style {element.get(W + 'val')}")
        for element in tree.iter(W + "numPr"):
            num, level = value(element, "numId"), value(element, "ilvl")
            if num is None or num != "0" and level not in (lists.get(num) or {}):
                self.say(f"there is no list {num} with level {level}")
        depth = 0
        for element in tree.iter(W + "fldChar"):
            depth += {"begin": 1, "separate": 0, "end": -1}[element.get(W + "fldCharType")]
            if depth not in (0, 1):
                self.say("fields stand inside each other")
        if depth:
            self.say("a field has no end")

    def check_section(self, element):
        headers = [e.get(W + "type") for e in element.iter(W + "headerReference")]
        if headers != ["default", "first"] or element.find(W + "titlePg") is None:
            self.say(f"a section has the headers {headers}")
        size = element.find(W + "pgSz")
        width, height = int(size.get(W + "w")), int(size.get(W + "h"))
        if (width > height) != (size.get(W + "orient") == "landscape"):
            self.say("the paper lies otherwise than its size says")
        if {width, height} != {11906, 16838}:
            self.say(f"the paper is {width} × {height}")
        if element.find(W + "pgNumType").get(W + "start") != "1":
            self.say("pages of a section are not numbered from 1")

    def check_tables_in(self, parent):
        children = [local(child) for child in parent]
        for child, following in zip(children, children[1:] + [None]):
            if child == "tbl" and following != "p":
                self.say("no paragraph stands between a table and what follows")
        if local(parent) == "tc" and children[-1] != "p":
            self.say("a cell does not end with a paragraph")
        for table in parent.findall(W + "tbl"):
            self.check_table(table)

    def check_table(self, table):
        if table.find(W + "tblGrid") is None or table.find(W + "tr") is None:
            return self.say("a table has no columns or no rows")
        grid = [int(e.get(W + "w")) for e in table.find(W + "tblGrid")]
        if sum(grid) != int(table.find(f"{W}tblPr/{W}tblW").get(W + "w")) or min(grid) < 1:
            self.say(f"the columns {grid} do not make the table")
        above = {}
        head = True
        for row in table.findall(W + "tr"):
            column = 0
            here = {}
            is_head = row.find(f"{W}trPr/{W}tblHeader") is not None
            if is_head and not head:
                self.say("a head row stands below others")
            head = is_head
            for cell in row.findall(W + "tc"):
                span = int(value(cell, "tcPr/gridSpan") or 1)
                width = int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w"))
                if width != sum(grid[column:column + span]):
                    self.say(f"a cell is {width} wide in columns {grid[column:column + span]}")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None:
                    if merge.get(W + "val") != "restart" and above.get(column) != span:
                        self.say("a cell goes on from nothing")
                    here[column] = span
                column += span
            if column != len(grid) or not row.findall(W + "tc"):
                self.say(f"a row has {column} of {len(grid)} columns")
            above = here
        return None


def find_problems(path):
    return File(path).problems
