//! Bundles that are not open.

use serde_json::{Value, json};

use super::{Client, usual};
use crate::cli::Folder;

fn told(outlet: &str, berths: u32) -> String {
    format!("--- bundle\nstory: marlow\n\n--- article {outlet}\n\nMarlow will get [{berths} berths]{{fact=berths}}.\n")
}

/// A folder with the report of the south, and a session in it.
fn session(name: &str) -> (Folder, String, Client) {
    let folder = Folder::new(name).with("south wire/süd [1].bundle", told("south", 12)).with(".git/HEAD", "");
    let root = format!("file://{}", folder.0.to_str().expect("it is a name"));
    let mut capabilities = usual();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    let params = json!({"processId": null, "capabilities": capabilities, "workspaceFolders": [{"uri": root, "name": "desk"}]});
    (folder, root, Client::start_with(params))
}

/// Waits until the document has so many diagnostics; gives the last of them.
fn wait_for(client: &mut Client, uri: &str, count: usize) -> Value {
    let pushed = client.wait_for(|it| {
        let params = &it["params"];
        it["method"] == "textDocument/publishDiagnostics"
            && params["uri"] == uri
            && params["diagnostics"].as_array().is_some_and(|it| it.len() == count)
    });
    pushed["params"]["diagnostics"].clone()
}

#[test]
fn a_file_of_the_story_need_not_be_open() {
    let (folder, root, mut client) = session("workspace-story");
    let north = format!("{root}/north.bundle");
    client.open(&north, 1, &told("north", 15));
    let marked = wait_for(&mut client, &north, 1);
    let there = marked[0]["relatedInformation"][0]["location"]["uri"].clone();
    assert_eq!(there, format!("{root}/south%20wire/s%C3%BCd%20%5B1%5D.bundle"));

    // What is written on disk counts once we are told.
    let folder = folder.with("south wire/süd [1].bundle", told("the-south", 15));
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": there, "type": 2}]}));
    wait_for(&mut client, &north, 0);

    // What is open counts as it is written, under the address that the client gives it.
    let south = format!("{root}/south%20wire/s%c3%bcd%20[1].bundle");
    client.open(&south, 1, &told("south", 11));
    let marked = wait_for(&mut client, &north, 1);
    assert_eq!(marked[0]["relatedInformation"][0]["location"]["uri"], json!(south));
    client.close(&south);
    wait_for(&mut client, &north, 0);

    std::fs::remove_file(folder.0.join("south wire/süd [1].bundle")).expect("it is there");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": there, "type": 3}]}));
    client.change(&north, 2, &json!([{"text": told("north", 14)}]));
    // The folder is looked through meanwhile: the first list may still tell of what stood there.
    client.wait_for(|it| {
        let params = &it["params"];
        it["method"] == "textDocument/publishDiagnostics"
            && (&params["uri"], &params["version"], &params["diagnostics"]) == (&json!(north), &json!(2), &json!([]))
    });
    client.leave();
}

#[test]
fn a_record_is_shared_and_renamed_where_nobody_has_it_open() {
    let (folder, root, mut client) = session("workspace-people");
    let _folder = folder.with("people.bundle", "--- person orra-pell\nname: Orra Pell\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": format!("{root}/people.bundle"), "type": 1}]}));
    let north = format!("{root}/north.bundle");
    client.open(&north, 1, "--- article north\n\nThe mayor, [Ms Pell]{person=orra-pell}, agreed.\n");
    // Until the folder has been looked through, the id is of nobody.
    wait_for(&mut client, &north, 0);
    let position = json!({"line": 2, "character": 34});
    let params = json!({"textDocument": {"uri": north}, "position": position, "newName": "o-pell"});
    let edit = client.request("textDocument/rename", params);
    let changes = edit["documentChanges"].as_array().expect("there are some").clone();
    let of = |uri: &str| changes.iter().find(|it| it["textDocument"]["uri"] == uri).cloned().unwrap_or_default();
    assert_eq!(of(&north)["textDocument"]["version"], 1);
    let people = of(&format!("{root}/people.bundle"));
    assert_eq!((&people["textDocument"]["version"], &people["edits"][0]["newText"]), (&Value::Null, &json!("o-pell")));
    client.leave();
}
