//! What may be set, in one form wherever it stands: `initializationOptions`, `workspace/configuration` and
//! `workspace/didChangeConfiguration` of an editor, and the project's `copydesk.toml`.
//!
//! ```json
//! { "copydesk": {
//!     "ignore": ["name"], "severity": { "office": "error" }, "maxDiagnostics": 1000, "maxRelatedPlaces": 8,
//!     "workspaceDiagnostics": true,
//!     "inlayHints": { "dates": true, "quantities": false, "names": false },
//!     "decisions": { "by": "M. Ortiz", "on": "today" }
//! } }
//! ```
//!
//! The outer `copydesk` may be left out. `"inlayHints": false` is none of them. What is missing, `null` or of the wrong kind stays at
//! its default. Where the project file and the editor set the same thing, the project file holds: it is the same for all who work there.

mod entries;
mod project;

use serde_json::{Map, Value};

use crate::answers::{HintKinds, Limits, Signature};
use crate::bundle::{DRAFT_KINDS, IsoDate, Severity, nearest};
use crate::conflicts;

pub use entries::{Entry, schema};
pub use project::{FILE_NAME, Project, find, ignoring};

/// What holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Held {
    /// What is looked for.
    pub checks: conflicts::Settings,
    /// How much of it is shown.
    pub limits: Limits,
    /// Whether an editor that asks for the findings of a whole workspace is told those of open stories alone.
    pub only_open: bool,
    /// Which hints stand between the words.
    pub hints: HintKinds,
    /// Who decides, and when: a day, or `today`.
    pub signature: Signature,
}

/// The day on which a decision is written.
pub const TODAY: &str = "today";

/// Every setting.
const KNOWN: &[&str] = &["ignore", "severity", "maxDiagnostics", "maxRelatedPlaces", "workspaceDiagnostics", "inlayHints", "decisions"];
/// What editors keep under the same name for themselves: where the program is, what their log shows.
const OF_EDITORS: &[&str] = &["server", "trace"];
/// Every kind of hint.
const HINTS: &[&str] = &["dates", "quantities", "names"];
/// How grave a kind can be.
const SEVERITIES: &[&str] = &["off", "error", "warning", "information", "hint"];
/// What a decision is signed with.
const SIGNATURE: &[&str] = &["by", "on"];

/// An entry that is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// Where it stands: its keys, joined by full stops.
    pub path: String,
    /// What is wrong with it, and what was perhaps meant.
    pub message: String,
}

/// Reads one form of settings.
#[derive(Default)]
struct Reader {
    held: Held,
    unused: Vec<Unused>,
}

impl Held {
    /// Reads settings; with a sentence for each entry that is not used.
    pub fn read(given: &Value) -> (Self, Vec<Unused>) {
        let mut reader = Reader::default();
        let none = Map::new();
        let given = given.get("copydesk").unwrap_or(given).as_object().unwrap_or(&none);
        for (key, value) in given.iter().filter(|(_, value)| !value.is_null()) {
            reader.entry(key, value);
        }
        // What is ignored is so whatever else is said of it.
        if let Some(kinds) = given.get("ignore") {
            reader.ignored(kinds);
        }
        (reader.held, reader.unused)
    }

    /// Reads what an editor has set together with what the project has, which holds where both say something.
    pub fn together(editor: &Value, project: Option<&Project>) -> Self {
        let editor = editor.get("copydesk").unwrap_or(editor);
        let Some(project) = project else { return Self::read(editor).0 };
        let mut both = editor.clone();
        lay_over(&mut both, &project.value);
        let (mut held, _) = Self::read(&both);
        // Both lists count: one does not take back what the other leaves out.
        for kind in editor.get("ignore").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            held.checks.severity.insert(kind.to_owned(), None);
        }
        held
    }
}

/// Puts `upper` over `lower`, entry by entry.
fn lay_over(lower: &mut Value, upper: &Value) {
    match (lower, upper) {
        (Value::Object(lower), Value::Object(upper)) => {
            for (key, value) in upper {
                lay_over(lower.entry(key.as_str()).or_insert(Value::Null), value);
            }
        }
        (lower, upper) => *lower = upper.clone(),
    }
}

impl Reader {
    fn entry(&mut self, key: &str, value: &Value) {
        match (key, value.as_u64(), value.as_object()) {
            ("maxDiagnostics", Some(most), _) => self.held.limits.diagnostics = usize::try_from(most).unwrap_or(usize::MAX),
            ("maxRelatedPlaces", Some(most), _) => self.held.limits.related = usize::try_from(most).unwrap_or(usize::MAX),
            ("workspaceDiagnostics", ..) => match value.as_bool() {
                Some(whole) => self.held.only_open = !whole,
                None => self.tell(key, format!("setting '{key}' is not true or false: {value}")),
            },
            ("severity", _, Some(kinds)) => self.severities(kinds),
            ("inlayHints", ..) => self.hints(value),
            ("decisions", _, Some(given)) => self.signature(given),
            ("ignore", ..) if value.is_array() => {}
            ("ignore", ..) => self.tell(key, format!("setting '{key}' is not a list of conflict kinds: {value}")),
            ("decisions", ..) => self.tell(key, format!("setting '{key}' is not a table with 'by' and 'on': {value}")),
            ("maxDiagnostics" | "maxRelatedPlaces", ..) => self.tell(key, format!("setting '{key}' is not a number: {value}")),
            ("severity", ..) => self.tell(key, format!("setting '{key}' is not a table of conflict kinds: {value}")),
            _ if OF_EDITORS.contains(&key) => {}
            _ => self.tell(key, unknown("setting", key, KNOWN)),
        }
    }

    fn tell(&mut self, path: impl Into<String>, message: String) {
        self.unused.push(Unused { path: path.into(), message });
    }

    fn ignored(&mut self, kinds: &Value) {
        for (at, kind) in kinds.as_array().into_iter().flatten().enumerate() {
            let path = format!("ignore.{at}");
            match kind.as_str() {
                Some(kind) if conflicts::is_kind(kind) => {
                    self.held.checks.severity.insert(kind.to_owned(), None);
                }
                Some(kind) => self.tell(path, unknown("conflict kind", kind, &kinds_known())),
                None => self.tell(path, format!("'ignore' lists conflict kinds: {kind}")),
            }
        }
    }

    fn hints(&mut self, given: &Value) {
        let hints = &mut self.held.hints;
        if let Some(on) = given.as_bool() {
            *hints = if on { HintKinds::default() } else { HintKinds { dates: false, quantities: false, names: false } };
            return;
        }
        let Some(kinds) = given.as_object() else {
            self.tell("inlayHints", format!("setting 'inlayHints' is not true, false or a table: {given}"));
            return;
        };
        for (kind, on) in kinds.iter().filter(|(_, on)| !on.is_null()) {
            let hints = &mut self.held.hints;
            let path = format!("inlayHints.{kind}");
            match (kind.as_str(), on.as_bool()) {
                ("dates", Some(on)) => hints.dates = on,
                ("quantities", Some(on)) => hints.quantities = on,
                ("names", Some(on)) => hints.names = on,
                _ if HINTS.contains(&kind.as_str()) => self.tell(path, format!("hint '{kind}' is not true or false: {on}")),
                _ => self.tell(path, unknown("hint", kind, HINTS)),
            }
        }
    }

    fn signature(&mut self, given: &Map<String, Value>) {
        for (key, value) in given.iter().filter(|(_, value)| !value.is_null()) {
            // An empty word is nobody; more than a line would be more than a header.
            let said =
                value.as_str().filter(|it| !it.contains(['\n', '\r'])).map(|it| Some(it.trim().to_owned()).filter(|it| !it.is_empty()));
            let path = format!("decisions.{key}");
            match (key.as_str(), said) {
                ("by", Some(said)) => self.held.signature.by = said,
                ("on", Some(said)) if said.as_deref().is_none_or(|it| it == TODAY || IsoDate::parse(it).is_some()) => {
                    self.held.signature.on = said;
                }
                _ if SIGNATURE.contains(&key.as_str()) => self.tell(path, format!("'{key}' of decisions is not a name or a day: {value}")),
                _ => self.tell(path, unknown("setting of decisions", key, SIGNATURE)),
            }
        }
    }

    fn severities(&mut self, kinds: &Map<String, Value>) {
        for (kind, level) in kinds.iter().filter(|(_, level)| !level.is_null()) {
            let path = format!("severity.{kind}");
            let severity = match level.as_str() {
                Some("off") => None,
                Some("error") => Some(Severity::Error),
                Some("warning") => Some(Severity::Warning),
                Some("information") => Some(Severity::Information),
                Some("hint") => Some(Severity::Hint),
                _ => {
                    self.tell(path, format!("severity of '{kind}' is not one of {}: {level}", SEVERITIES.join(", ")));
                    continue;
                }
            };
            if !conflicts::is_kind(kind) {
                self.tell(path, unknown("conflict kind", kind, &kinds_known()));
            }
            self.held.checks.severity.insert(kind.clone(), severity);
        }
    }
}

/// Every kind that has a severity.
fn kinds_known() -> Vec<&'static str> {
    conflicts::CHECKS.iter().map(|check| check.code).chain(DRAFT_KINDS.iter().copied()).collect()
}

/// "unknown setting 'maxDiagnostic': did you mean 'maxDiagnostics'?"
fn unknown(what: &str, given: &str, known: &[&str]) -> String {
    match nearest(given, known.iter().copied()) {
        Some(meant) => format!("unknown {what} '{given}': did you mean '{meant}'?"),
        None => format!("unknown {what} '{given}': known are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Held, Project};
    use crate::bundle::Severity;

    #[test]
    fn settings_come_with_or_without_their_name() {
        let inner = json!({"maxDiagnostics": 5, "maxRelatedPlaces": null});
        let (flat, unused) = Held::read(&inner);
        assert_eq!((flat.limits.diagnostics, flat.limits.related), (5, 8));
        assert_eq!(unused, []);
        assert_eq!(Held::read(&json!({"copydesk": inner})).0, flat);
    }

    #[test]
    fn nothing_and_nonsense_are_the_default() {
        for given in [Value::Null, json!([]), json!("x"), json!({}), json!({"copydesk": null})] {
            assert_eq!(Held::read(&given), (Held::default(), Vec::new()), "{given}");
        }
    }

    #[test]
    fn what_is_not_used_is_said() {
        let (_, unused) = Held::read(&json!({"maxDiagnostic": 5, "maxRelatedPlaces": "many", "severity": {"nonsense": "off", "count": 3}}));
        assert_eq!(unused.len(), 4, "{unused:?}");
        assert!(unused[0].message.contains("'maxDiagnostic': did you mean 'maxDiagnostics'?"), "{unused:?}");
    }

    #[test]
    fn decisions_are_signed_with_a_name_and_a_day() {
        let signed = |given: Value| {
            let (settings, unused) = Held::read(&json!({"decisions": given}));
            ((settings.signature.by, settings.signature.on), unused.len())
        };
        let text = |it: &str| Some(it.to_owned());
        assert_eq!(signed(json!({"by": "M. Ortiz", "on": "today"})), ((text("M. Ortiz"), text("today")), 0));
        assert_eq!(signed(json!({"by": " ", "on": "2024-06-21"})), ((None, text("2024-06-21")), 0));
        assert_eq!(signed(json!({"by": 3, "on": "Tuesday", "of": null, "og": "x"})), ((None, None), 3));
        assert_eq!(signed(json!("M. Ortiz")).1, 1);
    }

    #[test]
    fn each_hint_has_its_switch_and_all_have_one() {
        let hints = |given: Value| {
            let (settings, unused) = Held::read(&json!({"inlayHints": given, "trace": {"server": "off"}}));
            let unused: Vec<String> = unused.into_iter().map(|it| it.message).collect();
            ((settings.hints.dates, settings.hints.quantities, settings.hints.names), unused)
        };
        assert_eq!(hints(json!({"names": true})), ((true, false, true), vec![]));
        assert_eq!(hints(json!(false)), ((false, false, false), vec![]));
        assert_eq!(hints(json!({"date": false})), ((true, false, false), vec!["unknown hint 'date': did you mean 'dates'?".to_owned()]));
        assert_eq!(hints(json!({"dates": 1})).1, ["hint 'dates' is not true or false: 1"]);
        assert_eq!(hints(json!(3)).1.len(), 1);
    }

    #[test]
    fn the_project_holds_over_the_editor_and_both_ignore() {
        let project = Project::read("ignore = [\"quote\"]\nmaxDiagnostics = 7\n[severity]\ncount = \"error\"\n");
        let editor = json!({"copydesk": {"ignore": ["name"], "maxDiagnostics": 3, "severity": {"count": "hint", "age": "hint"}}});
        let held = Held::together(&editor, Some(&project));
        assert_eq!(held.limits.diagnostics, 7);
        let severity = |kind: &str| held.checks.severity.get(kind).copied();
        assert_eq!(severity("count"), Some(Some(Severity::Error)));
        assert_eq!(severity("age"), Some(Some(Severity::Hint)));
        assert_eq!((severity("quote"), severity("name"), severity("money")), (Some(None), Some(None), None));
    }

    #[test]
    fn what_is_ignored_is_a_kind() {
        let (held, unused) = Held::read(&json!({"ignore": ["name", "quotes", 3], "severity": {"name": "error"}}));
        assert_eq!(held.checks.severity.get("name"), Some(&None), "whatever else is said of it");
        assert_eq!(unused[0].message, "unknown conflict kind 'quotes': did you mean 'quote'?");
        assert_eq!((unused[0].path.as_str(), unused[1].path.as_str()), ("ignore.1", "ignore.2"));
        assert_eq!(Held::read(&json!({"ignore": "name"})).1.len(), 1);
    }
}
