//! What an editor writes: new names everywhere at once, and what can be written next.

use serde_json::{Value, json};

use super::{Client, TALKS, range_of, usual};

const PEOPLE: &str = "file:///desk/people.bundle";
const OTHER: &str = "file:///desk/other.bundle";

const NEWS: &str = "--- article north\n\n[Mrs Orr]{person=orr} spoke.\n";
const RECORD: &str = "--- person orr\nname: Ada Orr\n";

fn rename(client: &mut Client, uri: &str, line: u32, character: u32, name: &str) -> Value {
    let params = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}, "newName": name});
    let id = client.ask("textDocument/rename", params);
    client.answer(id)
}

// capability: renameProvider
#[test]
fn an_id_is_renamed_in_every_open_file() {
    let mut client = Client::start(&usual());
    client.open(TALKS, 1, NEWS);
    client.open(PEOPLE, 3, RECORD);
    client.open(OTHER, 2, NEWS);
    let prepared = client.at("textDocument/prepareRename", TALKS, 2, 18);
    assert_eq!(prepared, json!({"range": range_of(NEWS, "orr"), "placeholder": "orr"}));
    assert_eq!(client.at("textDocument/prepareRename", TALKS, 2, 25), Value::Null);

    let answer = rename(&mut client, TALKS, 2, 18, "ada-orr");
    let changes = answer["result"]["documentChanges"].as_array().expect("three files change");
    let change = |uri: &str, version: i32, text: &str| {
        let edit = json!({"range": range_of(text, "orr"), "newText": "ada-orr"});
        json!({"textDocument": {"uri": uri, "version": version}, "edits": [edit]})
    };
    assert_eq!(changes, &[change(OTHER, 2, NEWS), change(PEOPLE, 3, RECORD), change(TALKS, 1, NEWS)]);

    let refused = rename(&mut client, TALKS, 2, 18, "Ada Orr");
    assert_eq!(refused["error"]["code"], -32803);
    assert!(refused["error"]["message"].as_str().is_some_and(|it| it.contains("'Ada Orr' is no id")), "{refused}");
    client.leave();
}

#[test]
fn a_new_name_is_written_in_the_record_and_the_old_one_kept() {
    let mut client = Client::start(&json!({}));
    client.open(TALKS, 1, NEWS);
    client.open(PEOPLE, 1, RECORD);
    let answer = rename(&mut client, TALKS, 2, 6, "Ada Horn");
    let edit = json!({"range": range_of(RECORD, "Ada Orr"), "newText": "Ada Horn\nalso: Ada Orr, Mrs Orr"});
    assert_eq!(answer["result"]["changes"], json!({PEOPLE: [edit]}));
    client.leave();
}

// capability: completionProvider
#[test]
fn sections_and_ids_are_proposed() {
    let mut client = Client::start(&usual());
    let text = "--- article north\n\n[Mrs Orr]{person=o} spoke.\n\n--- person orr\nname: Ada Orr\n\n--- f";
    client.open(TALKS, 1, text);
    let ids = client.at("textDocument/completion", TALKS, 2, 18);
    assert_eq!((&ids[0]["label"], &ids[0]["detail"]), (&json!("orr"), &json!("Ada Orr")));
    assert_eq!(
        ids[0]["textEdit"],
        json!({"range": range_of(text, "o} spoke").as_object().map(|it| {
        json!({"start": it["start"], "end": {"line": 2, "character": 18}})
    }), "newText": "orr"})
    );
    let sections = client.at("textDocument/completion", TALKS, 7, 5);
    let fact = |sections: &Value| sections.as_array().and_then(|it| it.iter().find(|it| it["label"] == "--- fact").cloned());
    assert_eq!(fact(&sections).map(|it| it["textEdit"]["newText"].clone()), Some(json!("--- fact")));
    assert_eq!(client.at("textDocument/completion", TALKS, 2, 24), json!([]));
    client.leave();

    let mut capabilities = usual();
    capabilities["textDocument"]["completion"] = json!({"completionItem": {"snippetSupport": true}});
    let mut able = Client::start(&capabilities);
    able.open(TALKS, 1, text);
    let sections = able.at("textDocument/completion", TALKS, 7, 5);
    let item = fact(&sections).expect("it is there");
    assert_eq!(item["insertTextFormat"], 2);
    assert!(item["textEdit"]["newText"].as_str().is_some_and(|it| it.contains("value: $2")), "{item}");
    able.leave();
}
