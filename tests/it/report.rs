//! Reports for programs against their schema, `docs/report.schema.json`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The schema's words that this test knows. Another one in the schema fails the test, so that none is passed over.
const KEYWORDS: &[&str] = &[
    "$defs",
    "$ref",
    "$schema",
    "additionalProperties",
    "description",
    "enum",
    "items",
    "maximum",
    "minimum",
    "properties",
    "required",
    "title",
    "type",
];

#[test]
fn the_document_and_each_line_fit_the_schema() {
    let schema: Value = serde_json::from_str(&crate::text_of(&root().join("docs/report.schema.json"))).expect("the schema is JSON");
    let document: Value = serde_json::from_str(&check("json")).expect("the document is JSON");
    fit(&schema, &schema, &document, "document");
    assert!(document["bundles"].as_array().is_some_and(|it| !it.is_empty()));
    let lines = check("jsonl");
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).expect("a line is JSON");
        fit(&schema, &schema["$defs"]["bundle"], &line, "line");
        assert_eq!(keys(&line), ["bundle", "conflicts", "people", "problems"]);
        for conflict in line["conflicts"].as_array().expect("a list") {
            assert_eq!(keys(conflict), ["confidence", "kind", "message", "severity", "statements"]);
            for statement in conflict["statements"].as_array().expect("a list") {
                assert_eq!(keys(statement), ["article", "end", "path", "start", "text", "value"]);
            }
        }
    }
}

#[test]
fn the_list_of_sources_fits_its_schema() {
    let schema: Value = serde_json::from_str(&crate::text_of(&root().join("docs/sources.schema.json"))).expect("the schema is JSON");
    let ran = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["sources", "--format", "json", "examples", "gone"])
        .current_dir(root())
        .output()
        .expect("the program starts");
    assert_eq!(ran.status.code(), Some(2));
    let document: Value = serde_json::from_slice(&ran.stdout).expect("the document is JSON");
    fit(&schema, &schema, &document, "document");
    let bundles = document["bundles"].as_array().expect("a list");
    let sentences = bundles.iter().flat_map(|it| it["pairs"].as_array().expect("a list")).map(|it| it["sentences"].as_array());
    assert!(sentences.flatten().any(|it| !it.is_empty()), "an example has a text that was taken over");
}

/// Every example and every kind of bad input, reported.
fn check(format: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{format}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    std::fs::write(folder.join("old.bundle"), b"--- article a\n\n\x93").expect("the folder can be written");
    let ran = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "--hints", "--format", format, "examples", "gone"])
        .arg(&folder)
        .current_dir(root())
        .output()
        .expect("the program starts");
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
    assert_eq!(ran.status.code(), Some(2));
    String::from_utf8(ran.stdout).expect("the output is UTF-8")
}

/// Whether `value` is what `schema` allows; panics where it is not.
pub(crate) fn fit(whole: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/$defs/").expect("references stay in the file");
        return fit(whole, &whole["$defs"][name], value, at);
    }
    for word in schema.as_object().unwrap_or_else(|| panic!("{at}: no schema")).keys() {
        assert!(KEYWORDS.contains(&word.as_str()), "{at}: this test does not know '{word}'");
    }
    let types = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().map_or_else(Vec::new, |it| vec![it]),
    };
    assert!(types.is_empty() || types.iter().any(|it| is(it, value)), "{at}: {value} is none of {types:?}");
    if let Some(allowed) = schema["enum"].as_array() {
        assert!(allowed.contains(value), "{at}: {value} is none of {allowed:?}");
    }
    if let (Some(number), Some(least)) = (value.as_f64(), schema["minimum"].as_f64()) {
        assert!(least <= number && schema["maximum"].as_f64().is_none_or(|most| number <= most), "{at}: {number} is out of range");
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        fit(whole, &schema["items"], item, &format!("{at}[{index}]"));
    }
    if let Some(object) = value.as_object() {
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(object.contains_key(key), "{at}: no '{key}'");
        }
        for (key, inner) in object {
            let property = schema["properties"].get(key).unwrap_or_else(|| panic!("{at}: '{key}' is not in the schema"));
            fit(whole, property, inner, &format!("{at}.{key}"));
        }
    }
}

fn is(name: &str, value: &Value) -> bool {
    match name {
        "array" => value.is_array(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "object" => value.is_object(),
        "string" => value.is_string(),
        _ => panic!("this test does not know the type '{name}'"),
    }
}

/// Sorted.
fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
