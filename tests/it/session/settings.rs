//! Settings: given at the start, asked for, changed.

use serde_json::{Value, json};

use super::{Client, DISPUTED, TALKS, range_of, usual};
use crate::cli::Folder;

fn asking() -> Value {
    let mut capabilities = usual();
    capabilities["workspace"]["configuration"] = json!(true);
    capabilities["workspace"]["didChangeConfiguration"] = json!({"dynamicRegistration": true});
    capabilities
}

/// Answers the next question for settings.
fn tell(client: &mut Client, settings: &Value) {
    let asked = client.wait_for(|it| it["method"] == "workspace/configuration");
    assert_eq!(asked["params"], json!({"items": [{"section": "copydesk"}]}));
    client.reply(&asked["id"], json!([settings]));
}

#[test]
fn what_the_client_is_asked_for_holds() {
    let mut client = Client::start(&asking());
    let registered = client.wait_for(|it| it["method"] == "client/registerCapability");
    assert_eq!(registered["params"]["registrations"][0]["method"], "workspace/didChangeConfiguration");
    client.reply(&registered["id"], Value::Null);
    client.open(TALKS, 1, DISPUTED);
    assert_eq!(client.pushed(TALKS, Some(1)).as_array().map(Vec::len), Some(2));
    tell(&mut client, &json!({"severity": {"fact": "off"}}));
    assert_eq!(client.pushed(TALKS, Some(1)), json!([]));

    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    tell(&mut client, &json!({"severity": {"fact": "error"}}));
    assert_eq!(client.pushed(TALKS, Some(1))[0]["severity"], 1);
    client.leave();
}

#[test]
fn a_client_that_has_nothing_to_say_keeps_what_it_gave_at_the_start() {
    let options = json!({"severity": {"fact": "error"}});
    let params = json!({"processId": null, "rootUri": null, "capabilities": asking(), "initializationOptions": options});
    let mut client = Client::start_with(params);
    tell(&mut client, &json!({}));
    client.open(TALKS, 1, DISPUTED);
    assert_eq!(client.pushed(TALKS, Some(1))[0]["severity"], 1);
    client.leave();
}

#[test]
fn settings_that_are_sent_hold_where_the_client_cannot_be_asked() {
    let mut client = Client::start(&usual());
    client.open(TALKS, 1, DISPUTED);
    assert_eq!(client.pushed(TALKS, Some(1)).as_array().map(Vec::len), Some(2));
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"severity": {"fact": "off"}}}}));
    assert_eq!(client.pushed(TALKS, Some(1)), json!([]));
    client.leave();
}

#[test]
fn an_unknown_setting_is_answered_with_the_nearest() {
    let mut client = Client::start(&usual());
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"maxDiagnostic": 3}}));
    let told = client.wait_for(|it| it["method"] == "window/logMessage");
    assert_eq!(told["params"]["message"], "unknown setting 'maxDiagnostic': did you mean 'maxDiagnostics'?");
    client.leave();
}

/// A desk on disk with a project file, and the address of something in it.
fn desk(name: &str, project: &str) -> (Folder, impl Fn(&str) -> String) {
    let folder = Folder::new(name).with("copydesk.toml", project).with(".git/HEAD", "");
    let root = format!("file://{}", folder.0.to_str().expect("it is a name"));
    (folder, move |it: &str| format!("{root}/{it}"))
}

fn editor(root: &str, watches: bool) -> Value {
    let mut capabilities = usual();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": watches});
    capabilities["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create"]);
    json!({"processId": null, "capabilities": capabilities, "workspaceFolders": [{"uri": root, "name": "desk"}]})
}

// capability: workspace
#[test]
fn a_project_file_holds_over_the_editor_and_its_changes_are_seen() {
    let (folder, at) = desk("session-project", "ignor = [\"age\"]\n[severity]\nfact = \"error\"\n");
    let mut params = editor(&at(""), true);
    params["initializationOptions"] = json!({"severity": {"fact": "hint"}});
    let mut client = Client::start_with(params);
    assert_eq!(client.offered["workspace"]["workspaceFolders"], json!({"supported": true, "changeNotifications": true}));
    let asked = client.wait_for(|it| it["method"] == "client/registerCapability");
    assert_eq!(asked["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    client.reply(&asked["id"], Value::Null);
    let talks = at("june/talks%20%5B1%5D.bundle");
    client.open(&talks, 1, DISPUTED);
    assert_eq!(client.pushed(&talks, Some(1))[0]["severity"], 1);
    let told = client.wait_for(|it| it["method"] == "window/logMessage");
    let message = told["params"]["message"].as_str().unwrap_or_default();
    assert!(message.ends_with("copydesk.toml:1:1: unknown setting 'ignor': did you mean 'ignore'?"), "{message}");

    let folder = folder.with("copydesk.toml", "ignore = [\"fact\"]\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": at("copydesk.toml"), "type": 2}]}));
    assert_eq!(client.pushed(&talks, Some(1)), json!([]));
    std::fs::remove_file(folder.0.join("copydesk.toml")).expect("it is there");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": at("copydesk.toml"), "type": 3}]}));
    assert_eq!(client.pushed(&talks, Some(1))[0]["severity"], 4, "as the editor has it");
    client.leave();
}

#[test]
fn a_folder_that_is_added_is_where_looking_for_project_files_ends() {
    let (folder, at) = desk("session-folders", "ignore = [\"fact\"]\n");
    let mut client = Client::start_with(editor("file:///elsewhere", true));
    let talks = at("june/talks.bundle");
    client.open(&talks, 1, DISPUTED);
    assert_eq!(client.pushed(&talks, Some(1)), json!([]));
    let june = json!([{"uri": at("june"), "name": "june"}]);
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": june, "removed": []}}));
    assert_eq!(client.pushed(&talks, Some(1)).as_array().map(Vec::len), Some(2));
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": june}}));
    assert_eq!(client.pushed(&talks, Some(1)), json!([]));
    client.leave();
    drop(folder);
}

#[test]
fn a_kind_is_ignored_in_the_workspace_by_its_project_file() {
    let (folder, at) = desk("session-ignore", "# ours\nignore = [\"age\"]\n");
    let mut client = Client::start_with(editor(&at(""), true));
    let talks = at("talks.bundle");
    client.open(&talks, 1, DISPUTED);
    let wide = |client: &mut Client| {
        let range = range_of(DISPUTED, "15");
        let params = json!({"textDocument": {"uri": talks}, "range": range, "context": {"diagnostics": []}});
        let actions = client.request("textDocument/codeAction", params);
        actions.as_array().and_then(|all| all.iter().find(|it| it["title"] == "Ignore 'fact' in the workspace")).cloned()
    };
    let changes = wide(&mut client).expect("it is offered")["edit"]["documentChanges"].clone();
    let place = json!({"line": 1, "character": 15});
    let edits = json!([{"range": {"start": place, "end": place}, "newText": ", \"fact\""}]);
    assert_eq!(changes, json!([{"textDocument": {"uri": at("copydesk.toml"), "version": null}, "edits": edits}]));

    std::fs::remove_file(folder.0.join("copydesk.toml")).expect("it is there");
    let changes = wide(&mut client).expect("it is offered")["edit"]["documentChanges"].clone();
    assert_eq!(changes[0], json!({"kind": "create", "uri": at("copydesk.toml")}));
    assert_eq!(changes[1]["edits"][0]["newText"], "ignore = [\"fact\"]\n");
    client.leave();
}
