//! Places as lines and columns, in the units that a format counts, and paths as other tools want them.

use std::path::MAIN_SEPARATOR;

use super::report::{Report, Spot};
use crate::text::{Encoding, SourceText};

/// The lines of a report's files.
#[derive(Debug)]
pub(super) struct Ranges {
    /// One a file.
    files: Vec<SourceText>,
    /// Whether a file begins with a byte order mark; one a file.
    marked: Vec<bool>,
    /// What a column counts.
    encoding: Encoding,
}

/// Where a place begins and ends. Everything counts from 1; the end is the first column behind the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) end_line: u32,
    pub(super) end_column: u32,
}

impl Ranges {
    /// The lines of the files of `report`, with columns in the units of `encoding`.
    pub(super) fn new(report: &Report, encoding: Encoding) -> Self {
        let texts = report.files.iter().map(|file| file.text());
        Self {
            files: texts.clone().map(|text| SourceText::new(text)).collect(),
            marked: texts.map(|text| text.starts_with('\u{feff}')).collect(),
            encoding,
        }
    }

    /// The lines and columns of a place.
    ///
    /// A byte order mark counts as bytes, and not as a character: no viewer shows it.
    pub(super) fn of(&self, spot: Spot) -> Range {
        let file = spot.file as usize;
        let edge = |offset| {
            let at = self.files[file].position(offset, self.encoding);
            let mark = self.marked[file] && at.line == 0 && self.encoding != Encoding::Utf8;
            (at.line + 1, at.column + 1 - u32::from(mark && at.column != 0))
        };
        let ((line, column), (end_line, end_column)) = (edge(spot.bytes.start), edge(spot.bytes.end));
        Range { line, column, end_line, end_column }
    }
}

/// A path as review tools compare it with those of a repository: forward slashes, no `./` in front.
pub(super) fn plain_path(path: &str) -> String {
    let mut path = path.replace(MAIN_SEPARATOR, "/");
    while path.starts_with("./") {
        path.drain(..2);
    }
    path
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Range, Ranges, plain_path};
    use crate::bundle::{Form, Given, SourceFile, parse};
    use crate::cli::report::{Report, Spot};
    use crate::text::{Encoding, Span};

    fn check(text: &str, words: &str, encoding: Encoding, expected: (u32, u32, u32, u32)) {
        let start = text.find(words).expect("the words stand in the text") as u32;
        let bytes = Span::new(start, start + words.len() as u32);
        let (name, id) = ("a.txt".to_owned(), "a".to_owned());
        let file = Arc::new(parse(SourceFile { name, id, form: Form::Plain, text: Arc::from(text), given: Given::default() }));
        let report = Report { files: vec![file], ..Report::default() };
        let (line, column, end_line, end_column) = expected;
        let spot = Spot { file: 0, bytes, start: 0, end: 0, line: 0, column: 0 };
        assert_eq!(Ranges::new(&report, encoding).of(spot), Range { line, column, end_line, end_column }, "{encoding:?}");
    }

    #[test]
    fn columns_count_what_the_format_counts() {
        let text = "Rain.\r\n“👍”, she said of 15 papers.";
        check(text, "15 papers", Encoding::Utf8, (2, 25, 2, 34));
        check(text, "15 papers", Encoding::Utf16, (2, 19, 2, 28));
        check(text, "15 papers", Encoding::Utf32, (2, 18, 2, 27));
    }

    #[test]
    fn a_place_may_run_over_a_line_end() {
        check("It rained\rall day.", "rained\rall", Encoding::Utf16, (1, 4, 2, 4));
    }

    #[test]
    fn a_byte_order_mark_is_bytes_and_no_character() {
        check("\u{feff}15 papers.\n15 boats.", "15 papers", Encoding::Utf8, (1, 4, 1, 13));
        check("\u{feff}15 papers.\n15 boats.", "15 papers", Encoding::Utf16, (1, 1, 1, 10));
        check("\u{feff}15 papers.\n15 boats.", "15 boats", Encoding::Utf16, (2, 1, 2, 9));
    }

    #[test]
    fn paths_are_those_of_the_repository() {
        assert_eq!(plain_path("././stories/a.bundle"), "stories/a.bundle");
        assert_eq!(plain_path("/srv/a.bundle"), "/srv/a.bundle");
    }
}
