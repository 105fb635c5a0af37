//! What a client may set: in `initializationOptions`, in `workspace/didChangeConfiguration` and when it is asked for `copydesk` by
//! `workspace/configuration`.
//!
//! ```json
//! { "copydesk": {
//!     "severity": { "name": "off", "office": "error" }, "maxDiagnostics": 1000, "maxRelatedPlaces": 8,
//!     "inlayHints": { "dates": true, "quantities": false, "names": false },
//!     "decisions": { "by": "M. Ortiz", "on": "today" }
//! } }
//! ```
//!
//! The outer `copydesk` may be left out. `"inlayHints": false` is none of them. What is missing, `null` or of the wrong kind stays at its default.

use serde_json::{Map, Value};

use crate::answers::{HintKinds, Limits, Signature};
use crate::bundle::{DRAFT_KINDS, IsoDate, Severity, nearest};
use crate::conflicts;

/// What holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ServerSettings {
    /// What is looked for.
    pub(super) checks: conflicts::Settings,
    /// How much of it is shown.
    pub(super) limits: Limits,
    /// Which hints stand between the words.
    pub(super) hints: HintKinds,
    /// Who decides, and when: a day, or `today`.
    pub(super) signature: Signature,
}

/// The day on which a decision is written.
pub(super) const TODAY: &str = "today";

/// Every setting.
const KNOWN: &[&str] = &["severity", "maxDiagnostics", "maxRelatedPlaces", "inlayHints", "decisions"];
/// What editors keep under the same name for themselves: where the program is, what their log shows.
const OF_EDITORS: &[&str] = &["server", "trace"];
/// Every kind of hint.
const HINTS: &[&str] = &["dates", "quantities", "names"];
/// What a decision is signed with.
const SIGNATURE: &[&str] = &["by", "on"];

impl ServerSettings {
    /// Reads settings; with a sentence for each entry that is not used.
    pub(super) fn read(given: &Value) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut unused = Vec::new();
        let none = Map::new();
        let given = given.get("copydesk").unwrap_or(given).as_object().unwrap_or(&none);
        for (key, value) in given.iter().filter(|(_, value)| !value.is_null()) {
            match (key.as_str(), value.as_u64(), value.as_object()) {
                ("maxDiagnostics", Some(most), _) => settings.limits.diagnostics = usize::try_from(most).unwrap_or(usize::MAX),
                ("maxRelatedPlaces", Some(most), _) => settings.limits.related = usize::try_from(most).unwrap_or(usize::MAX),
                ("severity", _, Some(kinds)) => settings.read_severities(kinds, &mut unused),
                ("inlayHints", ..) => settings.read_hints(value, &mut unused),
                ("decisions", _, Some(given)) => settings.read_signature(given, &mut unused),
                ("decisions", ..) => unused.push(format!("setting '{key}' is not a table with 'by' and 'on': {value}")),
                ("maxDiagnostics" | "maxRelatedPlaces", ..) => unused.push(format!("setting '{key}' is not a number: {value}")),
                ("severity", ..) => unused.push(format!("setting '{key}' is not a table of conflict kinds: {value}")),
                _ if OF_EDITORS.contains(&key.as_str()) => {}
                _ => unused.push(unknown("setting", key, KNOWN)),
            }
        }
        (settings, unused)
    }

    fn read_hints(&mut self, given: &Value, unused: &mut Vec<String>) {
        if let Some(on) = given.as_bool() {
            self.hints = if on { HintKinds::default() } else { HintKinds { dates: false, quantities: false, names: false } };
            return;
        }
        let Some(kinds) = given.as_object() else {
            unused.push(format!("setting 'inlayHints' is not true, false or a table: {given}"));
            return;
        };
        for (kind, on) in kinds.iter().filter(|(_, on)| !on.is_null()) {
            match (kind.as_str(), on.as_bool()) {
                ("dates", Some(on)) => self.hints.dates = on,
                ("quantities", Some(on)) => self.hints.quantities = on,
                ("names", Some(on)) => self.hints.names = on,
                _ if HINTS.contains(&kind.as_str()) => unused.push(format!("hint '{kind}' is not true or false: {on}")),
                _ => unused.push(unknown("hint", kind, HINTS)),
            }
        }
    }

    fn read_signature(&mut self, given: &Map<String, Value>, unused: &mut Vec<String>) {
        for (key, value) in given.iter().filter(|(_, value)| !value.is_null()) {
            // An empty word is nobody; more than a line would be more than a header.
            let said =
                value.as_str().filter(|it| !it.contains(['\n', '\r'])).map(|it| Some(it.trim().to_owned()).filter(|it| !it.is_empty()));
            match (key.as_str(), said) {
                ("by", Some(said)) => self.signature.by = said,
                ("on", Some(said)) if said.as_deref().is_none_or(|it| it == TODAY || IsoDate::parse(it).is_some()) => {
                    self.signature.on = said;
                }
                _ if SIGNATURE.contains(&key.as_str()) => unused.push(format!("'{key}' of decisions is not a name or a day: {value}")),
                _ => unused.push(unknown("setting of decisions", key, SIGNATURE)),
            }
        }
    }

    fn read_severities(&mut self, kinds: &Map<String, Value>, unused: &mut Vec<String>) {
        for (kind, level) in kinds {
            let severity = match level.as_str() {
                Some("off") => None,
                Some("error") => Some(Severity::Error),
                Some("warning") => Some(Severity::Warning),
                Some("information") => Some(Severity::Information),
                Some("hint") => Some(Severity::Hint),
                _ => {
                    unused.push(format!("severity of '{kind}' is not one of off, error, warning, information, hint: {level}"));
                    continue;
                }
            };
            if !conflicts::is_kind(kind) {
                let known: Vec<&str> = conflicts::CHECKS.iter().map(|check| check.code).chain(DRAFT_KINDS.iter().copied()).collect();
                unused.push(unknown("conflict kind", kind, &known));
            }
            self.checks.severity.insert(kind.clone(), severity);
        }
    }
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

    use super::ServerSettings;

    #[test]
    fn settings_come_with_or_without_their_name() {
        let inner = json!({"maxDiagnostics": 5, "maxRelatedPlaces": null});
        let (flat, unused) = ServerSettings::read(&inner);
        assert_eq!((flat.limits.diagnostics, flat.limits.related), (5, 8));
        assert_eq!(unused, [""; 0]);
        assert_eq!(ServerSettings::read(&json!({"copydesk": inner})).0, flat);
    }

    #[test]
    fn nothing_and_nonsense_are_the_default() {
        for given in [Value::Null, json!([]), json!("x"), json!({}), json!({"copydesk": null})] {
            assert_eq!(ServerSettings::read(&given), (ServerSettings::default(), Vec::new()), "{given}");
        }
    }

    #[test]
    fn what_is_not_used_is_said() {
        let (_, unused) =
            ServerSettings::read(&json!({"maxDiagnostic": 5, "maxRelatedPlaces": "many", "severity": {"nonsense": "off", "count": 3}}));
        assert_eq!(unused.len(), 4, "{unused:?}");
        assert!(unused[0].contains("'maxDiagnostic': did you mean 'maxDiagnostics'?"), "{unused:?}");
    }

    #[test]
    fn decisions_are_signed_with_a_name_and_a_day() {
        let signed = |given: Value| {
            let (settings, unused) = ServerSettings::read(&json!({"decisions": given}));
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
            let (settings, unused) = ServerSettings::read(&json!({"inlayHints": given, "trace": {"server": "off"}}));
            ((settings.hints.dates, settings.hints.quantities, settings.hints.names), unused)
        };
        assert_eq!(hints(json!({"names": true})), ((true, false, true), vec![]));
        assert_eq!(hints(json!(false)), ((false, false, false), vec![]));
        assert_eq!(hints(json!({"date": false})), ((true, false, false), vec!["unknown hint 'date': did you mean 'dates'?".to_owned()]));
        assert_eq!(hints(json!({"dates": 1})).1, ["hint 'dates' is not true or false: 1"]);
        assert_eq!(hints(json!(3)).1.len(), 1);
    }
}
