//! How the server comes to know what is set: it asks the client, is told, and looks at project files again.

use std::time::Duration;

use serde_json::json;
use tower_lsp::gen_lsp_types::{ConfigurationItem, LspAny, MessageType, Registration};

use super::server::Server;
use crate::settings::{FILE_NAME, Held};

/// How often we look for changes of a project file that nobody tells us of.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

impl Server {
    /// Asks the client what is set; where it says nothing, `otherwise` holds, and if that is nothing either, what held before.
    pub(super) fn ask_for_settings(&self, otherwise: LspAny) {
        let turn = self.desk.next_settings();
        let server = self.clone();
        tokio::spawn(async move {
            let items = vec![ConfigurationItem { scope_uri: None, section: Some("copydesk".to_owned()) }];
            let answer = server.client.configuration(items).await.ok().and_then(|it| it.into_iter().next());
            // Some clients say "nothing" with an empty table.
            let says_something = |it: &LspAny| !it.is_null() && it.as_object().is_none_or(|it| !it.is_empty());
            let given = answer.filter(says_something).unwrap_or(otherwise);
            if !given.is_null() && server.desk.are_newest_settings(turn) {
                server.set(&given);
                server.changed(true);
                server.look_round();
            }
        });
    }

    /// From now on this is what the client has set.
    pub(super) fn set(&self, given: &LspAny) {
        let (_, unused) = Held::read(given);
        let wrong = self.desk.set(given);
        self.tell(unused.into_iter().map(|it| it.message).chain(wrong).collect());
    }

    /// Looks at the project files again; what they set may have changed.
    pub(super) fn settle(&self) {
        let before = self.desk.documents.settled();
        self.tell(self.desk.settle());
        if !before.is_same(&self.desk.documents.settled()) {
            self.changed(true);
        }
    }

    /// Writes into the client's log what is set and not used.
    pub(super) fn tell(&self, sentences: Vec<String>) {
        let client = self.client.clone();
        tokio::spawn(async move {
            for sentence in sentences {
                client.log_message(MessageType::Warning, sentence).await;
            }
        });
    }

    /// Asks to be told of changes; what nobody tells is looked at again from time to time.
    pub(super) fn watch(&self) {
        let profile = self.desk.profile();
        if profile.registers_configuration {
            let client = self.client.clone();
            let registration = Registration {
                id: "copydesk-settings".to_owned(),
                method: "workspace/didChangeConfiguration".to_owned(),
                register_options: Some(json!({"section": "copydesk"})),
            };
            tokio::spawn(async move { client.register_capability(vec![registration]).await });
        }
        if profile.watches {
            let client = self.client.clone();
            let registration = Registration {
                id: "copydesk-files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: Some(json!({"watchers": [{"globPattern": format!("**/{FILE_NAME}")}, {"globPattern": "**/*.bundle"}]})),
            };
            tokio::spawn(async move { client.register_capability(vec![registration]).await });
        } else {
            let server = self.clone();
            tokio::spawn(async move {
                loop {
                    tokio::time::sleep(LOOK_AGAIN).await;
                    server.settle();
                    server.look_round();
                }
            });
        }
    }
}
