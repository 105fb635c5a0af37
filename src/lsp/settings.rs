//! What a client may set: `initializationOptions`, and the same in `workspace/didChangeConfiguration`.
//!
//! ```json
//! { "copydesk": { "severity": { "name": "off", "office": "error" }, "maxDiagnostics": 1000, "maxRelatedPlaces": 8 } }
//! ```
//!
//! The outer `copydesk` may be left out. What is missing, `null` or of the wrong kind stays at its default.

use serde_json::{Map, Value};

use crate::answers::Limits;
use crate::bundle::Severity;
use crate::conflicts;

/// What holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ServerSettings {
    /// What is looked for.
    pub(super) checks: conflicts::Settings,
    /// How much of it is shown.
    pub(super) limits: Limits,
}

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
                ("maxDiagnostics" | "maxRelatedPlaces", ..) => unused.push(format!("setting '{key}' is not a number: {value}")),
                ("severity", ..) => unused.push(format!("setting '{key}' is not a table of conflict kinds: {value}")),
                _ => unused.push(format!("unknown setting '{key}': known are 'maxDiagnostics', 'maxRelatedPlaces' and 'severity'")),
            }
        }
        (settings, unused)
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
            if conflicts::check(kind).is_none() {
                let known: Vec<&str> = conflicts::CHECKS.iter().map(|check| check.code).collect();
                unused.push(format!("unknown conflict kind '{kind}': known are {}", known.join(", ")));
            }
            self.checks.severity.insert(kind.clone(), severity);
        }
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
        assert!(unused[0].contains("'maxDiagnostic'"), "{unused:?}");
    }
}
