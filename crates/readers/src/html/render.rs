//! A part of a page as text: what a reader sees of it, with blocks parted as they are seen.
//!
//! Paragraphs, headings, lists, quotes and tables are parted by empty lines. Items of a list and rows of a table are
//! lines; an item begins with "- " or its number, cells of a row are parted by " | ". `q` has its quotation marks,
//! `pre` its line breaks. What was struck out is left out.

use dom_query::NodeRef;

use super::tree;
use crate::clean::is_invisible;

/// What stands between what was written and what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

/// How an element is written.
enum Layout {
    Inline,
    Block,
    List { ordered: bool },
    Item,
    Table,
    Row,
    Cell,
    Preformatted,
    Quotation,
    LineBreak,
    Absent,
}

/// Cells with more text than this, in bytes, are columns of a page, not of a table.
const MAX_CELL_BYTES: usize = 300;

fn layout(name: &str) -> Layout {
    match name {
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "address" | "blockquote"
        | "figure" | "figcaption" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "dl" | "dt" | "dd" | "details"
        | "summary" | "form" | "fieldset" | "center" | "nav" | "body" | "html" | "caption" | "amp-accordion"
        | "hgroup" => Layout::Block,
        "ul" | "menu" | "dir" => Layout::List { ordered: false },
        "ol" => Layout::List { ordered: true },
        "li" => Layout::Item,
        "table" => Layout::Table,
        "tr" => Layout::Row,
        "td" | "th" => Layout::Cell,
        "pre" | "listing" | "xmp" => Layout::Preformatted,
        "q" => Layout::Quotation,
        "br" => Layout::LineBreak,
        "script" | "style" | "noscript" | "template" | "head" | "title" | "del" | "s" | "strike" | "rt" | "rp"
        | "iframe" | "object" | "svg" | "canvas" | "select" | "textarea" | "option" | "datalist" | "video"
        | "audio" => Layout::Absent,
        _ => Layout::Inline,
    }
}

/// The text of a part of a page.
pub(crate) fn text(root: &NodeRef<'_>) -> String {
    let mut writer = Writer::default();
    let mut next = Some(*root);
    while let Some(node) = next {
        let entered = writer.enter(&node);
        if let Some(child) = node.first_child().filter(|_| entered) {
            next = Some(child);
            continue;
        }
        let mut node = node;
        next = loop {
            writer.leave(&node);
            if node.id == root.id {
                break None;
            }
            if let Some(sibling) = node.next_sibling() {
                break Some(sibling);
            }
            let Some(parent) = node.parent() else { break None };
            node = parent;
        };
    }
    writer.text
}

#[derive(Default)]
struct Writer {
    text: String,
    gap: Gap,
    /// What begins the list item that nothing was written of yet.
    marker: String,
    /// The lists that are open; the number of the next item if they are numbered.
    lists: Vec<Option<u32>>,
    /// The tables that are open: whether they hold data.
    tables: Vec<bool>,
    /// Cells of the row so far; cells of tables with data that are open.
    cells: usize,
    open_cells: usize,
    preformatted: usize,
    /// Whether the opening mark of a `q` was written last.
    opened: bool,
}

impl Writer {
    /// Writes what comes before the element's content, or a text; says whether the content is to be written.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.write(&node.text());
            return false;
        }
        let name = tree::name(node);
        match layout(&name) {
            Layout::Absent => return false,
            Layout::Inline => {}
            Layout::Block => self.part(Gap::Paragraph),
            Layout::List { ordered } => {
                self.part(if self.lists.is_empty() { Gap::Paragraph } else { Gap::Line });
                let start = node.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.lists.push(ordered.then_some(start));
            }
            Layout::Item => {
                self.part(Gap::Line);
                self.marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number = node.attr("value").and_then(|value| value.trim().parse().ok()).unwrap_or(*number);
                        let marker = format!("{number}. ");
                        *number = number.saturating_add(1);
                        marker
                    }
                    Some(None) => "- ".to_owned(),
                    // An item of a list that is not part of what is written stands for itself.
                    None => String::new(),
                };
            }
            Layout::Table => {
                self.part(Gap::Paragraph);
                self.tables.push(holds_data(node));
            }
            Layout::Row => {
                self.part(if self.in_data() { Gap::Line } else { Gap::Paragraph });
                self.cells = 0;
            }
            Layout::Cell if self.in_data() => {
                if self.cells > 0 {
                    self.gap = Gap::None;
                    self.text.push_str(" | ");
                }
                self.cells += 1;
                self.open_cells += 1;
            }
            Layout::Cell => self.part(Gap::Paragraph),
            Layout::Preformatted => {
                self.part(Gap::Paragraph);
                self.preformatted += 1;
            }
            Layout::Quotation => {
                self.write("“");
                self.opened = true;
            }
            Layout::LineBreak => self.part(if self.gap == Gap::Line { Gap::Paragraph } else { Gap::Line }),
        }
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        if node.is_text() {
            return;
        }
        match layout(&tree::name(node)) {
            Layout::Absent | Layout::Inline | Layout::LineBreak => {}
            Layout::Block => self.part(Gap::Paragraph),
            Layout::List { .. } => {
                self.lists.pop();
                self.part(if self.lists.is_empty() { Gap::Paragraph } else { Gap::Line });
            }
            Layout::Item => {
                // An item that nothing was written of has no mark.
                self.marker.clear();
                self.part(Gap::Line);
            }
            Layout::Table => {
                self.tables.pop();
                self.part(Gap::Paragraph);
            }
            Layout::Row => {
                self.part(if self.in_data() { Gap::Line } else { Gap::Paragraph });
                let written = self.text.trim_end_matches([' ', '|']).len();
                if self.in_data() && self.text.ends_with(" | ") {
                    self.text.truncate(written);
                }
            }
            Layout::Cell if self.in_data() => self.open_cells = self.open_cells.saturating_sub(1),
            Layout::Cell => self.part(Gap::Paragraph),
            Layout::Preformatted => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.part(Gap::Paragraph);
            }
            Layout::Quotation => {
                self.gap = Gap::None;
                self.write("”");
            }
        }
    }

    fn in_data(&self) -> bool {
        self.tables.last().copied().unwrap_or(false)
    }

    /// Asks for a gap before what comes next; the widest that was asked for is written.
    fn part(&mut self, gap: Gap) {
        // Within a cell everything is one line, and nothing parts the mark of an item from the item.
        let gap = if self.open_cells > 0 { Gap::Space } else { gap };
        if self.marker.is_empty() {
            self.gap = self.gap.max(gap);
        }
    }

    fn write(&mut self, text: &str) {
        for character in text.chars() {
            if character == '\n' && self.preformatted > 0 {
                self.part(if self.gap == Gap::Line { Gap::Paragraph } else { Gap::Line });
            } else if character.is_whitespace() {
                self.part(Gap::Space);
            } else if !character.is_control() && !is_invisible(character) {
                self.write_gap();
                self.text.push(character);
            }
        }
    }

    fn write_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        let opened = std::mem::take(&mut self.opened);
        if !self.text.is_empty() && !(gap == Gap::Space && (self.text.ends_with(' ') || opened)) {
            self.text.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.text.push_str(&std::mem::take(&mut self.marker));
    }
}

/// Whether a table holds data, not the columns of a page: rows of several short cells, and no table in a cell.
fn holds_data(table: &NodeRef<'_>) -> bool {
    let (mut cells, mut rows) = (0, 0);
    for node in table.descendants() {
        match &*tree::name(&node) {
            "table" => return false,
            "tr" => rows += 1,
            "td" | "th" => {
                cells += 1;
                if node.text().len() > MAX_CELL_BYTES {
                    return false;
                }
            }
            _ => {}
        }
    }
    cells > rows
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_parted_as_they_are_seen() {
        let check = |html: &str, expected: &str| {
            let document = tree::parse(html).unwrap();
            assert_eq!(text(&document.body().unwrap()), expected, "{html}");
        };
        check("<h2>Dam</h2>\n<p>One\n two.</p><p>Three<b>!</b></p>", "Dam\n\nOne two.\n\nThree!");
        check("a<br>b<br><br>c<p>d</p>e", "a\nb\n\nc\n\nd\n\ne");
        check("<p>x<ul><li>one<li> two <ul><li>in</ul><li></ul>y", "x\n\n- one\n- two\n- in\n\ny");
        check("<ol start=3><li><p>one</p></li><li>two<li value=9>nine</ol>", "3. one\n\n4. two\n9. nine");
        check("<table><tr><th>Town<th>Dead</tr><tr><td><p>Dorrisk</p><td>3</table>", "Town | Dead\nDorrisk | 3");
        check("<table><tr><td>only<tr><td>column</table>", "only\n\ncolumn");
        check("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a | b\n\nc");
        check("<blockquote><p>“Never,” he said.</p></blockquote>z", "“Never,” he said.\n\nz");
        check("He said <q>never</q>, then <q> left </q>.", "He said “never”, then “left”.");
        check("<pre>one\n  two\n\nthree</pre>", "one\ntwo\n\nthree");
        check("three <del>dead</del><s>four</s> hurt", "three hurt");
        check("Donau&shy;dampf\u{200B}schiff&nbsp;&nbsp;fährt&#7;", "Donaudampfschiff fährt");
        check("<p> </p><div>\n</div><ul><li> </li></ul>", "");
        check("<p>a</p><script>b</script><style>c</style><svg><text>d</text></svg><p>e</p>", "a\n\ne");
    }
}
