//! An article's text without its markup: annotations, literal brackets, escaped markers.
//!
//! `[words]{key=value}` is the bracketed span with attributes of Pandoc, Quarto and Djot. One walk over the text with a stack
//! of open brackets, so that a megabyte of unbalanced brackets costs no more than a megabyte of anything else.

use super::article::{Annotation, Body};
use super::header::{BLANKS, DRAFT_KINDS, Header, KINDS, is_escaped_marker, is_id};
use super::problem::{ANNOTATION, BAD_VALUE, Problem, REPEATED_HEADER, UNKNOWN_HEADER, nearest};
use super::value::Value;
use crate::text::{Excerpt, Span};

/// The attributes that make a bracketed span an annotation.
pub const ATTRIBUTES: [&str; 4] = ["person", "fact", "value", "ignore"];

/// More attributes than anybody writes. Without a bound, text that repeats `[]{k=v k=` would be read from each of its
/// brackets to its end.
const MOST_ATTRIBUTES: usize = 16;

/// More bytes than anybody writes in a value. Without a bound, a word of a megabyte that holds `[]{k=` again and again would be
/// copied for each of them.
const LONGEST_VALUE: usize = 1_000;

/// Reads the text of `file` at `section` (file bytes) as an article's body.
pub(super) fn article(file: &Excerpt, section: Span, problems: &mut Vec<Problem>) -> (Body, Vec<Annotation>) {
    let raw = section.of(file);
    if memchr::memchr3(b'[', b'\\', b'{', raw.as_bytes()).is_none() {
        return (Body::unbroken(file.part(section), section.start), Vec::new());
    }
    let mut walk = Walk::new(raw, section.start, problems);
    walk.run(true);
    let Walk { mut cuts, mut found, .. } = walk;
    cuts.sort_unstable();
    let body = Body::without(file, section, &cuts);
    found.sort_unstable_by_key(|it| it.markup);
    for annotation in &mut found {
        let plain = |offset| body.from_file(offset).expect("an annotation stands in its body");
        annotation.span = Span::new(plain(annotation.span.start), plain(annotation.span.end));
    }
    (body, found)
}

/// The text of `file` at `section` with escaped markers as they read; brackets mean nothing in notes.
pub(super) fn notes(file: &Excerpt, section: Span) -> String {
    let raw = section.of(file);
    if memchr::memchr(b'\\', raw.as_bytes()).is_none() {
        return raw.trim().to_owned();
    }
    let mut problems = Vec::new();
    let mut walk = Walk::new(raw, section.start, &mut problems);
    walk.run(false);
    Body::without(file, section, &walk.cuts).text.trim().to_owned()
}

/// What comes after a closing bracket.
enum Attributes {
    /// Nothing that makes an annotation: the brackets are text.
    None,
    /// An annotation that ends at this byte of the raw text.
    Found(Box<Annotation>, usize),
    /// Meant as an annotation, and not well formed.
    Broken(Problem),
}

struct Walk<'t, 'p> {
    raw: &'t str,
    /// What to add to an offset in `raw` to get file bytes.
    base: u32,
    problems: &'p mut Vec<Problem>,
    /// What does not belong to the text (file bytes).
    cuts: Vec<Span>,
    /// Annotations; their `span` is in file bytes until the body is made.
    found: Vec<Annotation>,
    /// Open brackets of this paragraph, and whether each may begin an annotation: a literal one may not.
    open: Vec<(usize, bool)>,
    /// A bare value that starts in this range ends at its end.
    bare: (usize, usize),
}

impl<'t, 'p> Walk<'t, 'p> {
    fn new(raw: &'t str, base: u32, problems: &'p mut Vec<Problem>) -> Self {
        Self { raw, base, problems, cuts: Vec::new(), found: Vec::new(), open: Vec::new(), bare: (0, 0) }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(start as u32, end as u32).shifted(self.base)
    }

    /// Goes over the text once. Without `brackets` only escaped markers count.
    fn run(&mut self, brackets: bool) {
        let bytes = self.raw.as_bytes();
        let mut at = 0;
        let mut line_start = 0;
        while let Some(found) = bytes[at..].iter().position(|b| matches!(b, b'[' | b']' | b'{' | b'\\' | b'\n' | b'\r')) {
            at += found;
            match bytes[at] {
                b'\n' | b'\r' => {
                    at += if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
                    line_start = at;
                    let rest = &bytes[at..];
                    let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
                    if matches!(rest.get(blanks), None | Some(b'\n' | b'\r')) {
                        self.open.clear();
                    }
                }
                b'\\' if at == line_start && is_escaped_marker(self.line(at)) => {
                    self.cuts.push(self.span(at, at + 1));
                    at += self.line(at).len();
                }
                b'\\' if brackets && bytes.get(at + 1) == Some(&b'[') => {
                    self.cuts.push(self.span(at, at + 1));
                    self.open.push((at + 1, false));
                    at += 2;
                }
                b'[' => {
                    self.open.push((at, true));
                    at += 1;
                }
                b']' if brackets => at = self.close(at),
                b'{' if brackets => {
                    if self.open.last().is_some_and(|(_, begins)| *begins)
                        && let Some(end) = self.known_attribute(at)
                    {
                        let message = "a ']' is missing before '{': write [words]{key=value}";
                        self.problems.push(Problem::new(ANNOTATION, self.span(at, end), message));
                    }
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    /// The line from `at` on, without its end.
    fn line(&self, at: usize) -> &'t str {
        let rest = &self.raw[at..];
        &rest[..memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())]
    }

    /// Reads a closing bracket at `at` and what belongs to it. Where to go on.
    fn close(&mut self, at: usize) -> usize {
        let start = self.open.pop();
        if self.raw.as_bytes().get(at + 1) != Some(&b'{') {
            return at + 1;
        }
        if matches!(start, Some((_, false))) {
            return at + 2;
        }
        match (self.attributes(at + 1), start) {
            (Attributes::None, _) => at + 2,
            (Attributes::Broken(problem), _) => {
                self.problems.push(problem);
                at + 2
            }
            (Attributes::Found(_, end), None) => {
                let message = "no '[' opens this annotation in its paragraph: write [words]{key=value}";
                self.problems.push(Problem::new(ANNOTATION, self.span(at, end), message));
                end
            }
            (Attributes::Found(annotation, end), Some((start, _))) => {
                self.cuts.push(self.span(start, start + 1));
                self.cuts.push(self.span(at, end));
                self.found.push(Annotation { span: self.span(start + 1, at), markup: self.span(start, end), ..*annotation });
                end
            }
        }
    }

    /// Where `{key=` at `open` ends, when its key is one that makes an annotation.
    fn known_attribute(&self, open: usize) -> Option<usize> {
        let rest = self.raw[open + 1..].trim_start_matches(BLANKS);
        let start = self.raw.len() - rest.len();
        ATTRIBUTES.iter().find(|key| rest.strip_prefix(**key).is_some_and(|rest| rest.starts_with('='))).map(|key| start + key.len() + 1)
    }

    /// Reads `{key=value ...}` whose brace is at `open`.
    fn attributes(&mut self, open: usize) -> Attributes {
        let bytes = self.raw.as_bytes();
        let mut annotation = Box::<Annotation>::default();
        // Problems inside count only if this turns out to be an annotation.
        let mut problems = Vec::new();
        let mut unknown = Vec::new();
        let mut meant = self.known_attribute(open).is_some();
        let mut at = open + 1;
        for _ in 0..MOST_ATTRIBUTES {
            at += bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
            if bytes.get(at) == Some(&b'}') {
                if !meant {
                    return Attributes::None;
                }
                self.problems.append(&mut problems);
                for key in unknown {
                    self.problems.push(unknown_attribute(self.raw, self.base, key));
                }
                return Attributes::Found(annotation, at + 1);
            }
            let key_end = at + bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
            let key = &self.raw[at..key_end];
            if bytes.get(key_end) != Some(&b'=') {
                let end = self.bare_end(at);
                // Pandoc's `.class` and `#id` say nothing to us.
                if end > at && matches!(bytes[at], b'.' | b'#') {
                    at = end;
                    continue;
                }
                let line_ends = matches!(bytes.get(at), None | Some(b'\n' | b'\r'));
                return self.broken(meant, open, (!line_ends).then_some(at));
            }
            let Some((header, end)) = self.attribute_value(key_end + 1) else {
                let unclosed = bytes.get(key_end + 1) == Some(&b'"');
                return self.broken(meant || ATTRIBUTES.contains(&key), open, (!unclosed).then_some(at));
            };
            meant |= ATTRIBUTES.contains(&key);
            let slot = match key {
                "person" => &mut annotation.person,
                "fact" => &mut annotation.fact,
                "value" => &mut annotation.value,
                "ignore" => &mut annotation.ignore,
                _ => {
                    unknown.push((at, key_end));
                    at = end;
                    continue;
                }
            };
            if slot.is_some() {
                let message = format!("'{key}' is given twice: the first counts");
                problems.push(Problem::new(REPEATED_HEADER, self.span(at, key_end), message));
            } else if let Some(problem) = check(key, &header) {
                problems.push(problem);
            } else {
                *slot = Some(header);
            }
            at = end;
        }
        self.broken(meant, open, Some(open))
    }

    /// Text that begins as attributes at `open` and breaks off: in the word at `fault`, or because the line ends.
    fn broken(&self, meant: bool, open: usize, fault: Option<usize>) -> Attributes {
        // More of a word helps nobody, and a line may be one word of a megabyte.
        const LONGEST_TOLD: usize = 40;
        if !meant {
            return Attributes::None;
        }
        let (span, message) = match fault {
            None => {
                let end = self.known_attribute(open).unwrap_or(open + 1);
                (self.span(open, end), "this annotation is not closed in its line: write {key=value} or {key=\"two words\"}".to_owned())
            }
            Some(from) => {
                let word: String = self.raw[from..].chars().take(LONGEST_TOLD).take_while(|c| !c.is_whitespace() && *c != '}').collect();
                let message = format!("'{word}' is no key=value: a value with a blank in it needs quotation marks");
                (self.span(from, from + word.len()), message)
            }
        };
        Attributes::Broken(Problem::new(ANNOTATION, span, message))
    }

    /// Reads a value at `at`: the header, and where it ends. `None` when it is empty or its quotation mark is not closed.
    fn attribute_value(&mut self, at: usize) -> Option<(Header, usize)> {
        if self.raw.as_bytes().get(at) != Some(&b'"') {
            let end = self.bare_end(at);
            return (end > at && end - at <= LONGEST_VALUE)
                .then(|| (Header { value: self.raw[at..end].into(), span: self.span(at, end) }, end));
        }
        let start = at + 1;
        let mut end = start;
        loop {
            end += memchr::memchr3(b'"', b'\n', b'\r', &self.raw.as_bytes()[end..])?;
            if end - start > LONGEST_VALUE {
                return None;
            }
            if self.raw.as_bytes()[end] != b'"' {
                return None;
            }
            if !self.raw[start..end].ends_with('\\') {
                break;
            }
            end += 1;
        }
        let value = self.raw[start..end].replace("\\\"", "\"").into();
        Some((Header { value, span: self.span(start, end) }, end + 1))
    }

    /// Where a bare value that starts at `at` ends: at a blank, a brace or the line's end. Remembered, because every bracket
    /// in a long word asks for the same end.
    fn bare_end(&mut self, at: usize) -> usize {
        let (from, to) = self.bare;
        if from <= at && at <= to && to > 0 {
            return to;
        }
        let rest = &self.raw.as_bytes()[at..];
        let end = at + rest.iter().position(|b| matches!(b, b' ' | b'\t' | b'}' | b'\n' | b'\r')).unwrap_or(rest.len());
        self.bare = (at, end);
        end
    }
}

/// What is wrong with the value of an attribute.
fn check(key: &str, header: &Header) -> Option<Problem> {
    let Header { value, span } = header;
    match key {
        "value" => Value::parse(value).err().map(|message| Problem::new(ANNOTATION, *span, message)),
        "person" if value != "none" && !is_id(value) => {
            let message = format!("'{value}' can be no person's id: write a record's id, or none");
            Some(Problem::new(BAD_VALUE, *span, message))
        }
        "fact" if !is_id(value) => {
            let message = format!("'{value}' can be no fact's id: use letters, digits, '-', '_' and '.'");
            Some(Problem::new(BAD_VALUE, *span, message))
        }
        "ignore" => unknown_kind(value, *span, &["all", DRAFT_KINDS[0], DRAFT_KINDS[1]]),
        _ => None,
    }
}

/// The problem of a word that is no conflict kind; `more` may stand there as well.
pub(super) fn unknown_kind(word: &str, span: Span, more: &[&'static str]) -> Option<Problem> {
    if KINDS.contains(&word) || more.contains(&word) {
        return None;
    }
    let known = || KINDS.iter().chain(more).copied();
    let message = match nearest(word, known()) {
        Some(kind) => format!("unknown conflict kind '{word}': did you mean '{kind}'?"),
        None => format!("unknown conflict kind '{word}': write one of {}", known().collect::<Vec<_>>().join(", ")),
    };
    Some(Problem::new(BAD_VALUE, span, message))
}

fn unknown_attribute(raw: &str, base: u32, (start, end): (usize, usize)) -> Problem {
    let key = &raw[start..end];
    let message = match nearest(key, ATTRIBUTES) {
        Some(known) => format!("unknown attribute '{key}': did you mean '{known}'?"),
        None => format!("unknown attribute '{key}': an annotation has person, fact, value and ignore"),
    };
    Problem::new(UNKNOWN_HEADER, Span::new(start as u32, end as u32).shifted(base), message)
}

#[cfg(test)]
mod tests {
    use super::{article, notes};
    use crate::text::{Excerpt, Span};

    /// Reads `raw` as a body: its text, `words|key=value ...` of each annotation, and each problem as `code words`.
    fn read(raw: &str) -> (String, Vec<String>, Vec<String>) {
        let mut problems = Vec::new();
        let (body, annotations) = article(&raw.into(), Span::new(0, raw.len() as u32), &mut problems);
        let told = annotations
            .iter()
            .map(|it| {
                let pairs = [("person", &it.person), ("fact", &it.fact), ("value", &it.value), ("ignore", &it.ignore)];
                let pairs: Vec<_> =
                    pairs.iter().filter_map(|(key, header)| header.as_ref().map(|it| format!("{key}={}", it.value))).collect();
                format!("{}|{}", it.span.of(&body.text), pairs.join(" "))
            })
            .collect();
        (body.text.into(), told, problems.iter().map(|it| format!("{} {}", it.code, it.span.of(raw))).collect())
    }

    fn check(raw: &str, text: &str, annotations: &[&str], problems: &[&str]) {
        let found = read(raw);
        assert_eq!((found.0.as_str(), found.1), (text, annotations.iter().map(|&it| it.to_owned()).collect()), "{raw}");
        assert_eq!(found.2, problems, "{raw}");
    }

    #[test]
    fn markup_is_taken_out_of_the_text() {
        check("Then [Bell]{person=amos-bell} left.", "Then Bell left.", &["Bell|person=amos-bell"], &[]);
        check("[about a dozen]{fact=treaties value=\"10..14\"}", "about a dozen", &["about a dozen|fact=treaties value=10..14"], &[]);
        check("[so [Bell]{person=none}]{ignore=all}", "so Bell", &["so Bell|ignore=all", "Bell|person=none"], &[]);
        check("[“the [ferry]”]{ignore=quote}", "“the [ferry]”", &["“the [ferry]”|ignore=quote"], &[]);
        check("[x]{fact=a value=\"say \\\"no\\\"\"}", "x", &["x|fact=a value=say \"no\""], &[]);
        check("[x]{ fact=a .mark #here }", "x", &["x|fact=a"], &[]);
    }

    #[test]
    fn other_brackets_and_braces_are_text() {
        for text in [
            "[sic]",
            "[he added] that",
            "[link](https://example.org)",
            "[x]{y=1}",
            "{value=3}",
            "a ] b [ c",
            "[x]{.mark}",
            "[x] {fact=a}",
            "[x]{}",
        ] {
            check(text, text, &[], &[]);
        }
        check("\\[x]{fact=a}", "[x]{fact=a}", &[], &[]);
        check("[\\[x]{fact=a} y]{fact=b}", "[x]{fact=a} y", &["[x]{fact=a} y|fact=b"], &[]);
        check("\\\\[x]", "\\[x]", &[], &[]);
    }

    #[test]
    fn an_annotation_ends_in_its_paragraph() {
        check("[one\ntwo]{fact=a}", "one\ntwo", &["one\ntwo|fact=a"], &[]);
        check("[one\n \ntwo]{fact=a}", "[one\n \ntwo]{fact=a}", &[], &["annotation ]{fact=a}"]);
        check("[sic. [Bell]{person=bell}", "[sic. Bell", &["Bell|person=bell"], &[]);
    }

    #[test]
    fn one_that_is_not_well_formed_is_told() {
        check("[x]{fact=a", "[x]{fact=a", &[], &["annotation {fact="]);
        check("[x]{fact=\"a}\nb\"", "[x]{fact=\"a}\nb\"", &[], &["annotation {fact="]);
        check("[x {fact=a}", "[x {fact=a}", &[], &["annotation {fact="]);
        check("[x]{fact=two words}", "[x]{fact=two words}", &[], &["annotation words"]);
        check("[x]{fact=a value=10..}", "x", &["x|fact=a"], &["annotation 10.."]);
        check("[x]{ignore=quotes}", "x", &["x|"], &["bad-value quotes"]);
        check("[x]{fact=a vlaue=3}", "x", &["x|fact=a"], &["unknown-header vlaue"]);
        check("[x]{fact=a fact=b}", "x", &["x|fact=a"], &["repeated-header fact"]);
    }

    #[test]
    fn an_escaped_marker_loses_one_backslash() {
        check(
            "a\n\\--- article x\n\\\\--- fact y\r\\--- not one of them",
            "a\n--- article x\n\\--- fact y\r\\--- not one of them",
            &[],
            &[],
        );
        let raw = "see [1]{fact=a}\n\\--- article x\n";
        assert_eq!(notes(&raw.into(), Span::new(0, raw.len() as u32)), "see [1]{fact=a}\n--- article x");
    }

    #[test]
    fn hostile_brackets_cost_no_more_than_others() {
        // Quadratic reading would need minutes for each of these.
        for unit in ["[", "]", "[]{k=", "[]{k=v ", "[]{person=\"", "[x]{person=\"\\\"", "\\", "{person=", "[]{person=a ", "[]{fact=", " \n"]
        {
            let raw = Excerpt::from(unit.repeat(1_000_000 / unit.len()));
            let mut problems = Vec::new();
            let (body, _) = article(&raw, Span::new(0, raw.len() as u32), &mut problems);
            assert!(body.text.len() <= raw.len());
        }
    }
}
