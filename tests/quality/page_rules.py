"""Rules that every page of every report keeps (look.md, "Page", "Type", "Table", "Chart").

A rule is a function over one report (page_list.PageList); it yields (page, text, what is
wrong) for each fault. RULES lists them by name. Lengths in pt, y downwards."""

GRID_FIRST, GRID = 82.0, 14.0      # baseline n stands at 82 + 14 n
HALF = GRID / 2
H1_FIRST = 75.0                    # first baseline of a page's finding
TEXT_TOP, TEXT_BOTTOM = 71.0, 771.0
WIDE_BOTTOM = 519.0                # of turned pages
INNER, OUTER, BLOCK_WIDTH = 62.36, 51.02, 481.9
SIDE = 56.69                       # both margins of volumes that are not bound
HUNG_LEFT, HUNG_RIGHT = "„‚»›([", "-\u2010–.,:;“‘«‹"
INDENT = 12.0                      # of paragraphs that follow one another
BODY, KEY, TABLE = 9.5, 9.0, 8.5   # sizes that stand on the grid
BLOCK_LEADING = 12.0               # from line to line of a block's title
TOLERANCE = 0.3                    # rounding of widths and places
HEADINGS = ("H1", "H2", "H3", "H4")
PAGE_HEADINGS = (18.0, 20.0)         # sizes of what heads a page; in a part, of lower levels, too
CAP = 0.73                         # [em] height of capitals (Lato)
DISPLAY = 30.0                     # sizes from here on are those of the cover


def is_cover(page):
    """The cover has its own places: nothing else is set as large as its title."""
    return any(t.size >= DISPLAY for t in page.texts)


def is_tagged(op):
    return op.element.id != 0


def off(y, pitch):
    """Distance to the nearest multiple of pitch on the grid."""
    r = (y - GRID_FIRST) % pitch
    return min(r, pitch - r)


def on_baselines(texts):
    """Baselines of the largest type among these, superscripts and the like left out."""
    size = max(t.size for t in texts)
    found = []
    for t in texts:
        if t.size == size and (not found or abs(found[-1] - t.y) > 3):
            found.append(t.y)
    return found


def is_mirrored(doc):
    """Bound volumes have their wide margin at the fold, those for screens equal ones: which
    one this is, heads and feet say."""
    if doc.mirrored is None:
        edges = [t.x for page in doc.pages if page.width < page.height
                 for t in page.texts if not is_tagged(t)]
        doc.mirrored = min(edges, default=SIDE) < (OUTER + SIDE) / 2
    return doc.mirrored


def block_of(doc, page):
    """Left, right, top and bottom of the text block. Turned pages have as many whole lines as
    fit; bound, they lie with the fold at the top of odd and at the bottom of even pages."""
    odd = page.number % 2 == 0
    if page.width > page.height:
        shift = GRID if odd and is_mirrored(doc) else 0
        return SIDE, page.width - SIDE, TEXT_TOP + shift, WIDE_BOTTOM + shift
    left = SIDE if not is_mirrored(doc) else INNER if odd else OUTER
    return left, left + BLOCK_WIDTH, TEXT_TOP, TEXT_BOTTOM


def hanging(text):
    """How far small signs may stand outside at the left and right of a line (hang.c: half of
    the width of a hyphen or a quote at most)."""
    if text.element.inside("Figure", "TD", "TH") or not is_tagged(text):
        return 0, 0
    room = 0.25 * text.size
    return (room if text.text[0] in HUNG_LEFT else 0,
            room if text.text.rstrip()[-1:] in HUNG_RIGHT else 0)


# --- the grid ------------------------------------------------------------------------------

def lined_tables(doc):
    """Tables with cells of several lines: their lines are nearer to each other than 14."""
    cells, found = {}, set()
    for page in doc.pages:
        for t in page.texts:
            cell = t.element.inside("TD", "TH")
            if cell is not None and t.size == TABLE and not t.element.inside("Figure"):
                first = cells.setdefault((cell.id, page.number), t.y)
                if abs(first - t.y) > 3 and cell.parent.parent.role != "THead":
                    found.add(cell.inside("Table").id)
    return found


def heads_page(text):
    heading = text.element.inside(*HEADINGS)
    return heading is not None and (heading.role == "H1" or text.size in PAGE_HEADINGS)


def pitch_of(text, lined):
    """Which pitch a text must keep: 14 for running text and section titles, 7 for what may
    begin on the half unit (blocks, tables, lists, contents); None for small type, boxes,
    charts, tables with cells of several lines and page heads, which have their own leading."""
    e = text.element
    if e.inside("Figure", "Aside", "Note") or not is_tagged(text):
        return None
    if e.inside("TD", "TH"):
        return HALF if text.size == TABLE and e.inside("Table").id not in lined else None
    heading = e.inside(*HEADINGS)
    if heading is not None:
        return HALF if heads_page(text) or text.size == BODY else GRID
    if text.size not in (BODY, KEY):
        return None
    if text.face == "bold" or e.inside("L", "TOC", "Table"):
        return HALF
    return GRID


def block_title(text):
    """The bold title at the head of a table or figure with what belongs to it, or None."""
    p = text.element.inside("P")
    if p is None or text.face != "bold" or text.size != BODY or p.parent is None:
        return None
    if p.parent.role == "Caption":
        return p
    at_head = p.parent.role == "Div" and p.parent.kids[0] is p
    return p if at_head and any(k.role in ("Figure", "Table") for k in p.parent.kids) else None


def grid(doc):
    """Baselines of running text stand on 82 + 14 n, those of section titles with their last
    line; lists, contents and rows of normal tables there or half a unit beside; titles of
    blocks, too, with their first line, whose others follow it 12 apart. So type of another
    leading that stood between them was followed by a return."""
    lined = lined_tables(doc)
    for page in doc.pages:
        if is_cover(page):
            continue
        last, above = {}, {}
        for t in page.texts:
            pitch = pitch_of(t, lined)
            if pitch is None:
                continue
            title = block_title(t)
            if title is not None:
                before = above.setdefault(title.id, t.y)
                above[title.id] = t.y
                if t.y != before:
                    if abs(t.y - before - BLOCK_LEADING) > 0.01:
                        yield page, t.text, f"a line of a title {t.y - before:g} below the other"
                    continue
            heading = t.element.inside(*HEADINGS)
            if heading is not None and not heads_page(t):
                last[heading.id] = (t, pitch)
            elif off(t.y, pitch) > 0.01:
                yield page, t.text, f"baseline {t.y:g} is {off(t.y, pitch):g} off the grid"
        for t, pitch in last.values():
            if off(t.y, pitch) > 0.01:
                yield page, t.text, f"last baseline {t.y:g} is {off(t.y, pitch):g} off the grid"


# --- parting ---------------------------------------------------------------------------------

def fragments(doc):
    """Footnotes and paragraphs outside tables and charts: (element, [(page, [texts])...]), a
    new fragment for each page and for each jump upwards into the next column."""
    parts = {}
    for page in doc.pages:
        for t in page.texts:
            e = t.element.inside("P", "Note")
            if e is None or e.role == "P" and e.inside("Figure", "TD", "TH"):
                continue
            list_ = parts.setdefault(e.id, [])
            if list_ and list_[-1][0] is page and t.y > list_[-1][1][-1].y - 2 * t.size:
                list_[-1][1].append(t)
            else:
                list_.append((page, [t]))
    for number, list_ in parts.items():
        yield doc.elements[number], list_


def widow_or_orphan(doc):
    """A paragraph parted between two pages or columns has two lines at least on each side."""
    for _, parts in fragments(doc):
        if len(parts) < 2:
            continue
        for n, (page, texts) in enumerate(parts):
            if len(on_baselines(texts)) < 2:
                where = "at the foot" if n == 0 else "at the head"
                yield page, texts[0].text, f"one line of a parted paragraph {where}"


def last_line(doc):
    """The last line of a paragraph is longer than the indent of the one that follows. A line
    that was ordered (after a forced break) and cells are left out: they are no running text."""
    for e, parts in fragments(doc):
        page, texts = parts[-1]
        lines = on_baselines(texts)
        if sum(len(on_baselines(part)) for _, part in parts) < 2 or is_cover(page):
            continue
        if e.inside("TOC"):
            continue
        line = [t for t in texts if abs(t.y - lines[-1]) <= 3]
        width = max(t.right for t in line) - min(t.x for t in line)
        if width <= INDENT:
            yield page, line[-1].text, f"the last line is {width:.1f} long"


def rows_alone(doc):
    """Of a table parted between pages at least two rows stand on each of them."""
    for table in (e for e in doc.elements if e.role == "Table"):
        rows = {}
        for page, t in table_texts(doc).get(table.id, ()):
            row = t.element.inside("TR")
            if row is not None and row.parent.role != "THead":
                rows.setdefault(page.number, (page, t, set()))[2].add(row.id)
        if len(rows) < 2:
            continue
        for page, t, ids in rows.values():
            if len(ids) < 2:
                yield page, t.text, "one row of a parted table"


def table_texts(doc):
    if doc.tables is None:
        doc.tables = found = {}
        for page in doc.pages:
            for t in page.texts:
                table = t.element.inside("Table")
                if table is not None:
                    found.setdefault(table.id, []).append((page, t))
    return doc.tables


def level(element):
    return HEADINGS.index(element.role)


def heading_at_foot(doc):
    """At least two lines of text or a figure follow a heading below it on its page; less only
    where that is all there is before the next heading of its level or the end."""
    flow = [(page, t) for page in doc.pages for t in page.texts if is_tagged(t)]
    last = {}
    for n, (page, t) in enumerate(flow):
        h = t.element.inside(*HEADINGS)
        if h is not None:
            last[h.id] = n
    for number, n in last.items():
        h, (page, at) = doc.elements[number], flow[n]
        lines, figure, over = [], False, False
        for there, t in flow[n + 1:]:
            other = t.element.inside(*HEADINGS)
            if other is not None and level(other) <= level(h):
                break
            if there is not page:
                over = True
                break
            if other is None and t.y > at.y and not t.element.inside("Note"):
                if all(abs(y - t.y) > 5 for y in lines):  # raised figures are no line
                    lines.append(t.y)
                figure = figure or t.element.inside("Figure") is not None
        if len(lines) < 2 and not figure and (over or not lines) and not empty_section(h):
            yield page, at.text, f"{len(lines)} lines follow on the page of the heading"


def empty_section(heading):
    """A section of its title alone has nothing to keep with it."""
    return heading.parent is not None and heading.parent.kids == [heading]


def block_parted(doc):
    """Title and subtitle of a figure stand on the page of the figure."""
    pages = {}
    for page in doc.pages:
        for op in page.order:
            if is_tagged(op):
                pages.setdefault(op.element.id, page)
    for e in doc.elements:
        if e.role != "Figure" or e.parent is None or e.parent.role != "Div" or e.id not in pages:
            continue
        for kid in e.parent.kids:
            if kid is e:
                break
            if kid.id in pages and pages[kid.id] is not pages[e.id]:
                yield pages[kid.id], e.alt or "", "title and figure are parted"


# --- places ----------------------------------------------------------------------------------

def overlap(doc):
    """No text lies over another: the boxes of their ink have nothing in common. Covers text
    inside charts and raised figures, which stand beside their word, too."""
    for page in doc.pages:
        near = []
        for t in sorted(page.texts, key=lambda t: t.top):
            near = [o for o in near if o.bottom > t.top + TOLERANCE]
            for o in near:
                if (min(o.right, t.right) - max(o.x, t.x) > TOLERANCE
                        and min(o.bottom, t.bottom) - t.top > TOLERANCE and t.text.strip()
                        and o.text.strip()):
                    yield page, t.text, f"lies over {o.text!r} at {t.x:g}, {t.y:g}"
            near.append(t)


def outside(doc):
    """Nothing is set outside the text block but head and foot (artifacts at the page's edge);
    a page's finding has its first baseline at 75."""
    for page in doc.pages:
        left, right, top, bottom = block_of(doc, page)
        for t in page.texts:
            at_left, at_right = hanging(t)
            if t.x < left - TOLERANCE - at_left or t.right > right + TOLERANCE + at_right:
                yield page, t.text, f"from {t.x:g} to {t.right:g} is not in {left:g} to {right:g}"
            margin = t.y < top or t.y > bottom
            if margin and not is_tagged(t):
                continue
            h1 = heads_page(t) and abs(t.y - H1_FIRST) < 0.01
            # capitals of display type stand at the edge, their accents above it
            ink = t.y - CAP * t.size if t.size >= DISPLAY else t.top
            if (ink < top - TOLERANCE and not h1) or t.bottom > bottom + TOLERANCE:
                yield page, t.text, f"baseline {t.y:g} is not in {top:g} to {bottom:g}"


def figure_box(doc):
    """What belongs to a figure lies inside the box that is given for it to readers."""
    for page in doc.pages:
        for t in page.texts:
            e = t.element.inside("Figure")
            if e is None or e.box is None:
                continue
            number, x, y, w, h = e.box
            if (number != page.number or t.x < x - 1 or t.right > x + w + 1 or t.top < y - 1
                    or t.bottom > y + h + 1):
                yield page, t.text, f"is not in the box {x:g} {y:g} {w:g} {h:g} of its figure"


def is_rectangle(path):
    return not path.curved and path.parts == 1 and len(path.points) == 8


def is_rule(path):
    """A straight horizontal line."""
    return (path.stroke is not None and path.fill is None and len(path.points) == 4
            and path.points[1] == path.points[3])


def box_frame(doc):
    """Text of a box keeps at least 3 from the edges of its ground."""
    for page in doc.pages:
        grounds = [p.box() for p in page.paths
                   if p.fill is not None and is_rectangle(p) and not is_tagged(p)]
        grounds = [b for b in grounds if b[2] - b[0] > 40 and b[3] - b[1] > 15]
        for t in page.texts:
            if not t.element.inside("Aside"):
                continue
            around = [b for b in grounds if b[0] <= t.x <= b[2] and b[1] <= t.y <= b[3]]
            if not around:
                yield page, t.text, "stands outside the ground of its box"
                continue
            b = min(around, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
            if (t.x < b[0] + 3 or t.right > b[2] - 3 or t.top < b[1] + 1
                    or t.bottom > b[3] - 1):
                yield page, t.text, f"runs over the ground {b[0]:g} to {b[2]:g} of its box"


def notes_frame(doc, page):
    """Footnotes are a block as wide as the text of the page, whatever block their mark stands
    in: under a rule that begins at its left edge, below all else, each one begins there and
    none is wider."""
    left, right, _, _ = block_of(doc, page)
    notes = [t for t in page.texts if t.element.inside("Note")]
    if not notes:
        return
    before = page.order[notes[0].number - 1]
    rule = None if hasattr(before, "text") or not is_rule(before) else before.box()
    if rule is None:
        yield page, notes[0].text, "no rule above the footnotes"
    elif abs(rule[0] - left) > TOLERANCE or rule[2] > right + TOLERANCE:
        yield page, notes[0].text, f"the rule of the footnotes, {rule[0]:g} to {rule[2]:g}"
    begun = set()
    for t in notes:
        note = t.element.inside("Note").id
        at_left, at_right = hanging(t)
        if note not in begun and abs(t.x - left) > TOLERANCE:
            yield page, t.text, f"a footnote begins at {t.x:g}, not at {left:g}"
        elif t.x < left - TOLERANCE - at_left or t.right > right + TOLERANCE + at_right:
            yield page, t.text, f"a footnote from {t.x:g} to {t.right:g}"
        begun.add(note)
    lowest = max((t.y for t in page.texts if is_tagged(t) and not t.element.inside("Note")),
                 default=0.0)
    if lowest > min(t.y for t in notes):
        yield page, notes[0].text, f"a footnote above text at {lowest:g}"


def block_frame(doc):
    """Under the rule of a block nothing of this block is wider than the rule: so nothing runs
    over its column. Footnotes stand apart (see notes_frame)."""
    for page in doc.pages:
        yield from notes_frame(doc, page)
        rules = {}
        for before, op in zip(page.order, page.order[1:]):
            if not hasattr(op, "text") or hasattr(before, "text") or not is_tagged(op):
                continue
            if op.element.inside("Note"):
                continue
            block = op.element.inside("Table", "Div", "Aside", "Sect")
            heads = op.element.inside("P", *HEADINGS)
            if is_rule(before) and not is_tagged(before) and heads is not None and block.id > 1:
                rules.setdefault(block.id, before.box())
        for t in page.texts:
            if t.element.inside("Note"):
                continue
            block = t.element.inside("Table", "Div", "Aside", "Sect")
            rule = rules.get(block.id) if block is not None else None
            if rule is None or t.y < rule[1]:
                continue
            at_left, at_right = hanging(t)
            if t.x < rule[0] - TOLERANCE - at_left or t.right > rule[2] + TOLERANCE + at_right:
                yield page, t.text, (f"from {t.x:g} to {t.right:g} is wider than its block, "
                                     f"{rule[0]:g} to {rule[2]:g}")


def lines_of(path):
    """Straight upright or level parts of what is stroked, and thin filled rectangles."""
    if path.stroke is not None and not path.curved:
        p = path.points
        for i in range(0, len(p) - 3, 2):
            if p[i] == p[i + 2] or p[i + 1] == p[i + 3]:
                yield (min(p[i], p[i + 2]), min(p[i + 1], p[i + 3]), max(p[i], p[i + 2]),
                       max(p[i + 1], p[i + 3]))
    elif path.fill is not None and is_rectangle(path):
        b = path.box()
        if b[2] - b[0] < 1 or b[3] - b[1] < 1:
            yield b


def line_through_text(doc):
    """No rule crosses text outside of charts: of tables, blocks, page heads."""
    for page in doc.pages:
        lines = [b for p in page.paths if not p.element.inside("Figure") for b in lines_of(p)]
        texts = [t for t in page.texts if not t.element.inside("Figure")]
        for x0, y0, x1, y1 in lines:
            for t in texts:
                if (x0 < t.right - TOLERANCE and x1 > t.x + TOLERANCE and
                        y0 < t.bottom - TOLERANCE and y1 > t.top + TOLERANCE):
                    yield page, t.text, f"a line at {x0:g}, {y0:g} runs through it"


RULES = (grid, widow_or_orphan, last_line, rows_alone, heading_at_foot,
         block_parted, overlap, outside, figure_box, box_frame, block_frame, line_through_text)


# --- figures that are no rule ------------------------------------------------------------------

def empty_share(doc, page):
    """Part of the text block below the lowest text or figure."""
    _, _, top, bottom = block_of(doc, page)
    ends = [t.bottom for t in page.texts if is_tagged(t)]
    ends += [p.box()[3] for p in page.paths if is_tagged(p)]
    return max(0.0, bottom - max(ends, default=top)) / (bottom - top)


def begins_chapter(page):
    return any(heads_page(t) for t in page.texts)


def statistics(doc):
    """Pages more than a third empty before whose end no chapter ends, and the number of
    different ends of full pages."""
    pages = doc.pages
    loose = [p.number + 1 for p, after in zip(pages, pages[1:])
             if empty_share(doc, p) > 1 / 3 and not begins_chapter(after)]
    white = [p.number + 1 for p in pages if empty_share(doc, p) > 1 / 3]
    return loose, white
