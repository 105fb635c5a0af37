//! The project's own settings, `copydesk.toml`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use super::{Held, Unused};
use crate::conflicts;
use crate::text::{Encoding, Position, SourceText, Span};

/// What the file is called. It holds for its folder and those below.
pub const FILE_NAME: &str = "copydesk.toml";

/// The project file that holds in `folder`: the nearest one there or above, up to `top` and to what has a `.git`. `is_there` says what
/// there is on disk.
pub fn find(folder: &Path, top: Option<&Path>, is_there: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let file = folder.join(FILE_NAME);
        if is_there(&file) {
            return Some(file);
        }
        if top == Some(folder) || is_there(&folder.join(".git")) {
            break;
        }
    }
    None
}

/// A project file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// What it sets, a table; empty where it cannot be read.
    pub(super) value: Value,
    /// Where each entry stands, by its keys joined by full stops.
    places: BTreeMap<String, Position>,
    /// What is wrong with it, and where.
    pub problems: Vec<(Position, String)>,
}

impl Project {
    /// Reads the text of a project file. One that is no TOML sets nothing, and its problems say why.
    pub fn read(text: &str) -> Self {
        let lines = SourceText::new(text);
        let position = |span: Range<usize>| lines.position(span.start as u32, Encoding::Utf32);
        let table = match DeTable::parse(text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let message = error.message().trim().replace('\n', "; ");
                let problems = vec![(position(error.span().unwrap_or_default()), message)];
                return Self { value: Value::Object(Map::new()), places: BTreeMap::new(), problems };
            }
        };
        let mut places = BTreeMap::new();
        let value = Value::Object(entries(&table, "", &mut |path, span| {
            places.insert(path, position(span));
        }));
        let (_, unused) = Held::read(&value);
        let mut project = Self { value, places, problems: Vec::new() };
        project.problems = unused.into_iter().map(|Unused { path, message }| (project.place(&path).unwrap_or_default(), message)).collect();
        project.problems.sort();
        project
    }

    /// Where an entry is set: the place of its key (lines and code points from 0), or of the table that sets it. `None` where it is not
    /// set here.
    pub fn place(&self, path: &str) -> Option<Position> {
        let own = self.places.get(path).copied();
        // `inlayHints = false` sets each of them.
        own.or_else(|| {
            let (table, _) = path.rsplit_once('.')?;
            let whole = table.split('.').try_fold(&self.value, |value, key| value.get(key))?;
            if whole.is_object() { None } else { self.places.get(table).copied() }
        })
    }

    /// Where a kind is ignored (lines and code points from 0); `None` where it is not.
    pub fn ignored(&self, kind: &str) -> Option<Position> {
        let kinds = self.value.get("ignore")?.as_array()?;
        let at = kinds.iter().position(|it| it.as_str() == Some(kind))?;
        self.places.get(&format!("ignore.{at}")).copied()
    }
}

/// Reads a table, telling `seen` of each entry's place.
fn entries(table: &DeTable<'_>, before: &str, seen: &mut impl FnMut(String, Range<usize>)) -> Map<String, Value> {
    let mut entries = Map::new();
    for (key, value) in table {
        let path = format!("{before}{}", key.get_ref());
        seen(path.clone(), key.span());
        entries.insert(key.get_ref().to_string(), self::value(value.get_ref(), &path, seen));
    }
    entries
}

fn value(given: &DeValue<'_>, path: &str, seen: &mut impl FnMut(String, Range<usize>)) -> Value {
    match given {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Null, Value::from),
        DeValue::Float(number) => number.as_str().parse::<f64>().map_or(Value::Null, Value::from),
        DeValue::Boolean(on) => Value::from(*on),
        // `on = 2024-06-21` is a day as well as the same in quotation marks.
        DeValue::Datetime(day) => Value::from(day.to_string()),
        DeValue::Array(items) => Value::Array(
            items
                .iter()
                .enumerate()
                .map(|(at, item)| {
                    let path = format!("{path}.{at}");
                    seen(path.clone(), item.span());
                    value(item.get_ref(), &path, seen)
                })
                .collect(),
        ),
        DeValue::Table(table) => Value::Object(entries(table, &format!("{path}."), seen)),
    }
}

/// How a project file with this text (empty where there is none) comes to ignore one more kind: what to write where (bytes).
/// `None` when it ignores the kind already, or is not to be understood.
pub fn ignoring(text: &str, kind: &str) -> Option<(Span, String)> {
    let table = DeTable::parse(text).ok()?.into_inner();
    if !conflicts::is_kind(kind) {
        return None;
    }
    let Some(ignore) = table.get("ignore") else {
        // Before the first table: what follows one belongs to it.
        return Some((Span::new(0, 0), format!("ignore = [\"{kind}\"]\n")));
    };
    let kinds = ignore.get_ref().as_array()?;
    if kinds.iter().any(|it| it.get_ref().as_str() == Some(kind)) {
        return None;
    }
    let (at, written) = match kinds.last() {
        Some(last) => (last.span().end, format!(", \"{kind}\"")),
        None => (ignore.span().start + 1, format!("\"{kind}\"")),
    };
    Some((Span::new(at as u32, at as u32), written))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Project, find, ignoring};
    use crate::text::Position;

    const FILE: &str = "\
# what the desk agreed on
maxDiagnostic = 7
inlayHints = false

[severity]
offce = \"off\"
count = \"error\"
";

    #[test]
    fn the_nearest_file_holds_and_no_one_looks_beyond_the_top() {
        let there = ["/desk/copydesk.toml", "/desk/north/copydesk.toml", "/desk/own/.git"];
        let found = |folder: &str, top: Option<&str>| {
            let found = find(Path::new(folder), top.map(Path::new), |it| there.contains(&it.to_str().expect("it is a name")));
            found.map(|it| it.to_str().expect("it is a name").to_owned())
        };
        assert_eq!(found("/desk/north/june", None).as_deref(), Some(there[1]));
        assert_eq!(found("/desk/south/june", None).as_deref(), Some(there[0]));
        assert_eq!(found("/desk/south/june", Some("/desk/south")), None);
        assert_eq!(found("/desk/own/june", None), None, "another project begins there");
    }

    #[test]
    fn a_mistake_is_told_with_its_line_and_the_word_that_was_meant() {
        let told: Vec<String> =
            Project::read(FILE).problems.iter().map(|(at, it)| format!("{}:{} {it}", at.line + 1, at.column + 1)).collect();
        assert_eq!(
            told,
            [
                "2:1 unknown setting 'maxDiagnostic': did you mean 'maxDiagnostics'?",
                "6:1 unknown conflict kind 'offce': did you mean 'office'?",
            ]
        );
    }

    #[test]
    fn each_setting_has_its_place() {
        let project = Project::read(FILE);
        assert_eq!(project.place("severity.count"), Some(Position { line: 6, column: 0 }));
        assert_eq!(project.place("inlayHints.names"), Some(Position { line: 2, column: 0 }), "set with all the others");
        assert_eq!((project.place("severity.age"), project.place("maxRelatedPlaces")), (None, None));
    }

    #[test]
    fn what_is_no_toml_sets_nothing_and_says_where() {
        let project = Project::read("maxDiagnostics = 3\n[severity\n");
        assert_eq!(project.problems.len(), 1);
        assert_eq!(project.problems[0].0.line, 1);
        assert_eq!(project.place("maxDiagnostics"), None);
    }

    #[test]
    fn one_more_kind_is_ignored() {
        let after = |text: &str| {
            let (span, written) = ignoring(text, "name")?;
            let after = format!("{}{written}{}", &text[..span.start as usize], &text[span.end as usize..]);
            assert_eq!(Project::read(&after).problems, []);
            Some(after)
        };
        assert_eq!(after("").as_deref(), Some("ignore = [\"name\"]\n"));
        assert_eq!(after("[severity]\nage = \"off\"\n").as_deref(), Some("ignore = [\"name\"]\n[severity]\nage = \"off\"\n"));
        assert_eq!(after("ignore = [ ]\n").as_deref(), Some("ignore = [\"name\" ]\n"));
        assert_eq!(after("ignore = [\"age\", # why\n]\n").as_deref(), Some("ignore = [\"age\", \"name\", # why\n]\n"));
        assert_eq!(after("ignore = ['name']"), None, "it does already");
        assert_eq!(after("ignore = ["), None, "not understood");
    }
}
