//! What is said of bundles that nobody has open: their diagnostics, what is found in them, how far reading them has come.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Client, DISPUTED, pulling, usual};
use crate::cli::Folder;

/// A session in a folder, with a client that tells of changes on disk.
fn session(folder: &Folder, mut capabilities: Value) -> (String, Client) {
    let root = format!("file://{}", folder.0.to_str().expect("it is a name"));
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    let folders = json!([{"uri": root, "name": "desk"}]);
    let params = json!({"processId": null, "capabilities": capabilities, "workspaceFolders": folders});
    (root.clone(), Client::start_with(params))
}

/// A report of a harbour with so many berths.
fn told(story: &str, berths: u32) -> String {
    format!("--- bundle\nstory: {story}\n\n--- article a{berths}\n\nMarlow will get [{berths} berths]{{fact=berths}}.\n")
}

/// Asks for the diagnostics of all files; gives the report of each by its address.
fn reports(client: &mut Client, previous: &BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    let previous: Vec<Value> = previous
        .iter()
        .filter(|(_, report)| report["resultId"].is_string())
        .map(|(uri, report)| json!({"uri": uri, "value": report["resultId"]}))
        .collect();
    let answer = client.request("workspace/diagnostic", json!({"previousResultIds": previous}));
    by_address(&answer["items"])
}

fn by_address(items: &Value) -> BTreeMap<String, Value> {
    let items = items.as_array().expect("a list of reports").iter();
    items.map(|it| (it["uri"].as_str().expect("an address").to_owned(), it.clone())).collect()
}

fn count(report: &Value) -> usize {
    assert_eq!(report["kind"], "full", "{report}");
    report["items"].as_array().expect("a list").len()
}

#[test]
fn all_files_have_their_diagnostics_and_what_is_known_is_not_sent_again() {
    let folder = Folder::new("closed-whole").with("a/one.bundle", told("quay", 12)).with("b/two.bundle", told("quay", 15));
    let folder = folder.with("quiet.bundle", "--- article a\n\nNothing happened.\n").with("three.bundle", DISPUTED);
    let (root, mut client) = session(&folder, pulling());
    assert_eq!(client.offered["diagnosticProvider"]["workspaceDiagnostics"], true);
    let [one, two, three, quiet] = ["a/one", "b/two", "three", "quiet"].map(|it| format!("{root}/{it}.bundle"));
    let first = reports(&mut client, &BTreeMap::new());
    assert_eq!(first.keys().collect::<Vec<_>>(), [&one, &two, &three], "of the quiet one there is nothing to tell");
    assert_eq!(
        [&one, &two, &three].map(|it| (count(&first[it]), &first[it]["version"])),
        [(1, &Value::Null), (1, &Value::Null), (2, &Value::Null)]
    );
    assert_eq!(first[&one]["items"][0]["relatedInformation"][0]["location"]["uri"], json!(two));

    // The same is said of a file whether it is open or not.
    client.open(&three, 7, DISPUTED);
    let second = reports(&mut client, &first);
    let unchanged =
        |uri: &String, version: Value| json!({"uri": uri, "version": version, "kind": "unchanged", "resultId": first[uri]["resultId"]});
    assert_eq!(second[&one], unchanged(&one, Value::Null));
    assert_eq!(second[&three], unchanged(&three, json!(7)));

    // A file of an open story counts as it is on disk, the open one as it is written.
    client.open(&one, 1, &told("quay", 15));
    let third = reports(&mut client, &first);
    assert_eq!([&one, &two].map(|it| count(&third[it])), [0, 0]);
    assert_eq!(third[&one]["version"], 1);
    client.close(&one);
    assert_eq!(reports(&mut client, &third)[&two]["resultId"], first[&two]["resultId"]);

    let folder = folder.with("b/two.bundle", told("quay", 12)).with("quiet.bundle", DISPUTED);
    std::fs::remove_file(folder.0.join("three.bundle")).expect("it is there");
    client.close(&three);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": two, "type": 2}]}));
    let last = reports(&mut client, &first);
    assert_eq!([&one, &two, &three, &quiet].map(|it| count(&last[it])), [0, 0, 0, 2]);
    client.wait_for(|it| it["method"] == "workspace/diagnostic/refresh");
    client.leave();
}

#[test]
fn who_wants_to_hear_of_open_stories_alone_does() {
    let folder = Folder::new("closed-switch").with("a.bundle", DISPUTED).with("b.bundle", DISPUTED);
    let (root, mut client) = session(&folder, pulling());
    let [a, b] = ["a", "b"].map(|it| format!("{root}/{it}.bundle"));
    client.open(&a, 1, DISPUTED);
    let all = reports(&mut client, &BTreeMap::new());
    assert_eq!([count(&all[&a]), count(&all[&b])], [2, 2]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"copydesk": {"workspaceDiagnostics": false}}}));
    let open = reports(&mut client, &all);
    assert_eq!((&open[&a]["kind"], count(&open[&b])), (&json!("unchanged"), 0), "what was told of the closed one is taken back");
    assert_eq!(reports(&mut client, &BTreeMap::new()).keys().collect::<Vec<_>>(), [&a]);
    // Of a closed story people and facts are still found.
    let found = client.request("workspace/symbol", json!({"query": "#"}));
    assert!(found.as_array().is_some_and(|it| it.iter().any(|it| it["location"]["uri"] == json!(b))), "{found}");
    client.leave();
}

#[test]
fn who_takes_parts_is_told_of_each_file_once() {
    let mut folder = Folder::new("closed-parts");
    for nth in 0..500 {
        folder = folder.with(&format!("{nth}.bundle"), DISPUTED);
    }
    let (_, mut client) = session(&folder, pulling());
    let id = client.ask("workspace/diagnostic", json!({"previousResultIds": [], "partialResultToken": "whole"}));
    let answer = client.answer(id);
    assert_eq!(answer["result"], json!({"items": []}));
    let mut told = BTreeMap::new();
    while told.len() < 500 {
        let part = client.wait_for(|it| it["method"] == "$/progress" && it["params"]["token"] == "whole");
        for (uri, report) in by_address(&part["params"]["value"]["items"]) {
            assert_eq!(count(&report), 2);
            assert!(told.insert(uri, report).is_none());
        }
    }
    assert!(!client.has_come(|it| it["method"] == "$/progress"));
    client.leave();
}

#[test]
fn a_question_for_all_files_can_be_taken_back_while_they_are_read() {
    let mut folder = Folder::new("closed-cancel");
    for nth in 0..300 {
        folder = folder.with(&format!("{nth}.bundle"), DISPUTED);
    }
    let (_, mut client) = session(&folder, pulling());
    let id = client.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    client.notify("$/cancelRequest", json!({"id": id}));
    assert_eq!(client.answer(id)["error"]["code"], -32800);
    client.leave();
}

/// A client that shows how far work has come.
fn watching(folder: &Folder) -> (String, Client) {
    let mut capabilities = usual();
    capabilities["window"] = json!({"workDoneProgress": true});
    session(folder, capabilities)
}

/// Waits until a piece of work begins; gives its token.
fn begun(client: &mut Client, title: &str) -> Value {
    loop {
        let asked = client.wait_for(|it| it["method"] == "window/workDoneProgress/create");
        client.reply(&asked["id"], Value::Null);
        let token = asked["params"]["token"].clone();
        let begun = progress(client, &token, "begin");
        assert_eq!(begun["cancellable"], true);
        if begun["title"] == title {
            return token;
        }
        progress(client, &token, "end");
    }
}

/// Waits until the closed files have been read.
fn read(client: &mut Client) {
    let token = begun(client, "Reading bundles");
    progress(client, &token, "end");
}

fn progress(client: &mut Client, token: &Value, kind: &str) -> Value {
    let is_it = |it: &Value| it["method"] == "$/progress" && it["params"]["token"] == *token && it["params"]["value"]["kind"] == kind;
    client.wait_for(is_it)["params"]["value"].clone()
}

#[test]
fn an_open_document_is_answered_while_thousands_of_files_are_read() {
    let mut folder = Folder::new("closed-thousands");
    for nth in 0..3_000 {
        folder = folder.with(&format!("{}/{nth}.bundle", nth % 7), DISPUTED);
    }
    let (root, mut client) = watching(&folder);
    let token = begun(&mut client, "Reading bundles");
    let open = format!("{root}/open.bundle");
    client.open(&open, 1, DISPUTED);
    assert_eq!(client.pushed(&open, Some(1)).as_array().map(Vec::len), Some(2));
    assert!(!client.has_come(|it| it["params"]["value"]["kind"] == "end"), "the files are still being read");
    let far = progress(&mut client, &token, "report");
    assert!(far["percentage"].as_u64().is_some_and(|it| it <= 100) && far["message"].is_string(), "{far}");
    client.notify("window/workDoneProgress/cancel", json!({"token": token}));
    progress(&mut client, &token, "end");
    client.change(&open, 2, &json!([{"text": "--- article a\n\nThe ferry sank.\n"}]));
    assert_eq!(client.pushed(&open, Some(2)), json!([]));
    client.leave();
}

#[test]
fn people_and_facts_of_closed_files_are_found() {
    let folder = Folder::new("closed-symbols").with("desk/talks.bundle", DISPUTED);
    let folder = folder.with("people.bundle", "--- person orra-pell\nname: Orra Pell\n");
    let folder = folder.with("visit.bundle", "--- article visit\n\nJune Carrow, the mayor of Marlow, met Orra Pell.\n");
    let (root, mut client) = watching(&folder);
    read(&mut client);
    let found = |client: &mut Client, query: &str| {
        let found = client.request("workspace/symbol", json!({"query": query}));
        let all = found.as_array().expect("a list").iter();
        all.map(|it| format!("{} {}", it["name"].as_str().unwrap_or_default(), it["location"]["uri"].as_str().unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&mut client, "@jcarrow"), [format!("June Carrow {root}/visit.bundle")]);
    assert_eq!(found(&mut client, "@orra").len(), 2, "the record and who is met");
    assert_eq!(found(&mut client, "#berths").len(), 2);
    // Once it is open, it is as it is written.
    let visit = format!("{root}/visit.bundle");
    client.open(&visit, 1, "--- article visit\n\nAda Moll, the mayor of Marlow, met Orra Pell.\n");
    assert_eq!(found(&mut client, "@carrow"), [""; 0]);
    assert_eq!(found(&mut client, "@adamoll"), [format!("Ada Moll {visit}")]);
    client.leave();
}

#[test]
fn an_id_is_renamed_in_stories_that_nobody_has_open() {
    let folder = Folder::new("closed-rename").with("people.bundle", "--- person orra-pell\nname: Orra Pell\n");
    let folder = folder.with("far.bundle", "--- article far\n\nThe mayor, [Ms Pell]{person=orra-pell}, agreed.\n");
    let folder = folder.with("draft.bundle", "--- article ours\nrole: draft\n\nOrra Pell agreed.\n");
    let folder = folder.with("other.bundle", "--- article other\n\nOrra Pell agreed.\n");
    let (root, mut client) = watching(&folder);
    read(&mut client);
    let people = format!("{root}/people.bundle");
    client.open(&people, 1, "--- person orra-pell\nname: Orra Pell\n");
    let mut rename = |line: u32, new: &str| {
        let at = json!({"textDocument": {"uri": people}, "position": {"line": line, "character": 12}, "newName": new});
        let edit = client.request("textDocument/rename", at);
        let changes = edit["documentChanges"].as_array().expect("there are some").iter();
        let written = |it: &Value| format!("{}: {}", it["textDocument"]["uri"].as_str().unwrap_or_default(), it["edits"][0]["newText"]);
        changes.map(|it| written(it).replace(&root, "")).collect::<Vec<_>>()
    };
    assert_eq!(rename(0, "o-pell"), ["/far.bundle: \"o-pell\"", "/people.bundle: \"o-pell\""]);
    // Sources keep what was published.
    assert_eq!(rename(1, "Orra Pelle")[0], "/draft.bundle: \"Orra Pelle\"");
    assert_eq!(rename(1, "Orra Pelle").len(), 2);
    client.leave();
}

#[test]
fn folders_that_come_and_go_take_their_files_with_them() {
    let [north, south] = ["closed-north", "closed-south"].map(|name| Folder::new(name).with("one.bundle", told("quay", 12)));
    let south = south.with("one.bundle", told("quay", 15));
    let address = |folder: &Folder| format!("file://{}", folder.0.to_str().expect("it is a name"));
    let roots = [&north, &south].map(|it| json!({"uri": address(it), "name": "desk"}));
    let mut client = Client::start_with(json!({"processId": null, "capabilities": pulling(), "workspaceFolders": roots}));
    let both = reports(&mut client, &BTreeMap::new());
    assert_eq!(both.values().map(count).collect::<Vec<_>>(), [1, 1], "the two are of one story");
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [], "removed": [roots[1]]}}));
    let one = reports(&mut client, &both);
    assert_eq!(one.values().map(count).collect::<Vec<_>>(), [0, 0]);
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [roots[1]], "removed": [roots[0]]}}));
    assert_eq!(reports(&mut client, &BTreeMap::new()), BTreeMap::new(), "the other folder's has nothing against it any more");
    client.leave();
}

/// A mayor with a record, and three bundles that name her.
fn pell(name: &str) -> (Folder, String, Client) {
    let article = |id: &str, text: &str| format!("--- article {id}\n\n{text}\n");
    let folder = Folder::new(name)
        .with("people.bundle", "--- person orra-pell\nname: Orra Pell\n")
        .with("one.bundle", article("north", "The mayor, Orra Pell, agreed. Pell left at noon."))
        .with("two.bundle", article("south", "Nobody came. “Never,” said Orra Pell."))
        .with("three.bundle", article("west", "The mayor, Orra Dell, sold the ferry."));
    let (root, client) = session(&folder, usual());
    (folder, root, client)
}

/// Where `text` stands in a bundle of the folder.
fn place(root: &str, file: &str, (line, character): (u32, u32), length: u32) -> Value {
    let range = json!({"start": {"line": line, "character": character}, "end": {"line": line, "character": character + length}});
    json!({"uri": format!("{root}/{file}"), "range": range})
}

#[test]
fn somebody_with_a_record_is_found_where_nobody_has_it_open() {
    let (_folder, root, mut client) = pell("closed-references");
    let north = format!("{root}/one.bundle");
    client.open(&north, 1, "--- article north\n\nOnly Orra Pell came.\n");
    // Once the folders are known.
    client.request("workspace/symbol", json!({"query": "@pell"}));
    let (own, there) = (place(&root, "one.bundle", (2, 5), 9), place(&root, "two.bundle", (2, 31), 9));
    let record = [(0, 11), (1, 6)].map(|at| place(&root, "people.bundle", at, 9));
    let asked = |declaration: bool, token: Value| {
        let position = json!({"line": 2, "character": 8});
        json!({"textDocument": {"uri": north}, "position": position, "context": {"includeDeclaration": declaration}, "partialResultToken": token})
    };
    let whole = client.request("textDocument/references", asked(true, Value::Null));
    assert_eq!(whole, json!([own, record[0], record[1], there]), "as it is written where it is open");
    assert_eq!(client.request("textDocument/references", asked(false, Value::Null)), json!([own, there]));

    // In parts, all of which come before the answer.
    assert_eq!(client.request("textDocument/references", asked(false, json!("parts"))), json!([]));
    for expected in [own, there] {
        assert!(client.has_come(|it| it["method"] == "$/progress" && it["params"]["value"] == json!([expected])));
    }
    client.leave();
}

#[test]
fn somebody_without_a_record_is_of_one_story() {
    let (_folder, root, mut client) = pell("closed-namesakes");
    let west = format!("{root}/three.bundle");
    client.open(&west, 1, "--- article west\n\nThe mayor, Orra Dell, sold the ferry.\n");
    client.open(&format!("{root}/four.bundle"), 1, "--- article east\n\nThe mayor, Orra Dell, is angry.\n");
    let found = client.at("textDocument/references", &west, 2, 13);
    assert_eq!(found, json!([place(&root, "three.bundle", (2, 11), 9)]));
    client.leave();
}
