//! Settings: given at the start, asked for, changed.

use serde_json::{Value, json};

use super::{Client, DISPUTED, TALKS, usual};

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
