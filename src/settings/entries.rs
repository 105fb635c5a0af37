//! Every setting with what it is for: the schema, and the list of what holds.

use serde_json::{Map, Value, json};

use super::{Held, SEVERITIES, kinds_known};
use crate::bundle::{DRAFT_KINDS, Severity};
use crate::conflicts;

/// One setting as it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its keys, joined by full stops.
    pub path: String,
    /// Its value; `null` for a kind whose findings each have their own severity, and for a signature that is left to be filled in.
    pub value: Value,
}

impl Held {
    /// Every setting as it holds, in the order of the schema.
    pub fn entries(&self) -> Vec<Entry> {
        let entry = |path: &str, value: Value| Entry { path: path.to_owned(), value };
        let severities = kinds_known().into_iter().map(|kind| {
            let value = match self.checks.severity.get(kind) {
                None => default_severity(kind),
                Some(severity) => json!(severity_name(*severity)),
            };
            entry(&format!("severity.{kind}"), value)
        });
        let others = [
            entry("maxDiagnostics", json!(self.limits.diagnostics)),
            entry("maxRelatedPlaces", json!(self.limits.related)),
            entry("workspaceDiagnostics", json!(!self.only_open)),
            entry("inlayHints.dates", json!(self.hints.dates)),
            entry("inlayHints.quantities", json!(self.hints.quantities)),
            entry("inlayHints.names", json!(self.hints.names)),
            entry("decisions.by", json!(self.signature.by)),
            entry("decisions.on", json!(self.signature.on)),
        ];
        severities.chain(others).collect()
    }
}

fn severity_name(severity: Option<Severity>) -> &'static str {
    match severity {
        None => "off",
        Some(Severity::Error) => "error",
        Some(Severity::Warning) => "warning",
        Some(Severity::Information) => "information",
        Some(Severity::Hint) => "hint",
    }
}

/// What a kind is told as where nothing is set: each finding has its own severity, but the second of the drafts' kinds is not told.
fn default_severity(kind: &str) -> Value {
    if DRAFT_KINDS.get(1) == Some(&kind) { json!("off") } else { Value::Null }
}

/// What a kind finds, in a sentence.
fn summary(kind: &str) -> &'static str {
    match conflicts::check(kind) {
        Some(check) => check.summary,
        None if DRAFT_KINDS.first() == Some(&kind) => "Words that a draft quotes and no source has.",
        None => "A statement of a draft that no source supports; off unless set.",
    }
}

/// The JSON schema of the settings (draft 2020-12); `copydesk.toml` has the same form.
pub fn schema() -> Value {
    let default = Held::default();
    let kinds = kinds_known();
    let severities: Map<String, Value> = kinds
        .iter()
        .map(|kind| {
            let levels: Vec<Value> = SEVERITIES.iter().map(|it| json!(it)).chain([Value::Null]).collect();
            ((*kind).to_owned(), json!({"enum": levels, "default": default_severity(kind), "description": summary(kind)}))
        })
        .collect();
    let switch = |on: bool, about: &str| json!({"type": ["boolean", "null"], "default": on, "description": about});
    let word = |about: &str| json!({"type": ["string", "null"], "default": null, "description": about});
    let number = |most: usize, about: &str| json!({"type": ["integer", "null"], "minimum": 0, "default": most, "description": about});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of Copydesk",
        "description": "The form of copydesk.toml, and of what an editor sets.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "ignore": {
                "type": ["array", "null"], "items": {"enum": kinds}, "uniqueItems": true, "default": [],
                "description": "Kinds that are not reported.",
            },
            "severity": {
                "type": ["object", "null"], "additionalProperties": false, "default": {}, "properties": severities,
                "description": "How grave a conflict of each kind is. A kind that is not named keeps the severity that each finding has by itself.",
            },
            "maxDiagnostics": number(default.limits.diagnostics, "The most findings that are marked in one file, gravest first. One more counts the rest."),
            "maxRelatedPlaces": number(default.limits.related, "The most other places that one finding lists, one for each value first."),
            "workspaceDiagnostics": switch(!default.only_open, "Whether an editor that asks for the findings of the whole workspace is told those of stories that nobody has open."),
            "inlayHints": {
                "type": ["object", "boolean", "null"], "additionalProperties": false, "default": {},
                "description": "What is shown between the words; false for nothing.",
                "properties": {
                    "dates": switch(default.hints.dates, "The day, month or year that 'Wednesday' or 'last year' means."),
                    "quantities": switch(default.hints.quantities, "A quantity's value as it is compared."),
                    "names": switch(default.hints.names, "The full name at a short one."),
                },
            },
            "decisions": {
                "type": ["object", "null"], "additionalProperties": false, "default": {},
                "description": "What a decision is signed with when an action writes it. What is not given is left to be filled in.",
                "properties": {"by": word("Who decides."), "on": word("When: a day (2024-06-21), or today.")},
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::{Held, schema};

    #[test]
    fn the_schema_has_every_setting_with_its_default() {
        let schema = schema();
        for entry in Held::default().entries() {
            let mut place = &schema;
            for key in entry.path.split('.') {
                place = &place["properties"][key];
            }
            assert_eq!(place["default"], entry.value, "{}", entry.path);
            assert!(place["description"].is_string(), "{}", entry.path);
        }
        let known: Vec<&String> = schema["properties"].as_object().expect("a table").keys().collect();
        let mut told = super::super::KNOWN.to_vec();
        told.sort_unstable();
        assert_eq!(known, told);
    }
}
