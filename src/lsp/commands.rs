//! Commands that any client can call with `workspace/executeCommand`: `docs/server.md` describes what each takes and gives back.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::{Position, TextDocumentIdentifier, Uri};
use tower_lsp::jsonrpc::{Error, Result};

use super::asked::Asked;
use super::edits;
use super::profile::Profile;
use super::why;
use crate::answers::{self, Answer, Column, Comparison, Disputed, Listed, Mark, Signature, Turn};
use crate::text::Span;

/// One of our commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// What is disputed in a story.
    Conflicts,
    /// Who is named in it.
    People,
    /// One disputed fact, article by article.
    Comparison,
    /// Which articles are one account.
    Sources,
    /// What the statements at a place were compared with.
    Why,
    /// The report on a story.
    Report,
    /// Where the next open conflict is.
    Next,
    /// Where the one before is.
    Previous,
}

/// Each by its name, as clients know it.
pub(super) const COMMANDS: &[(&str, Command)] = &[
    ("copydesk.conflicts", Command::Conflicts),
    ("copydesk.people", Command::People),
    ("copydesk.comparison", Command::Comparison),
    ("copydesk.sources", Command::Sources),
    (why::COMMAND, Command::Why),
    ("copydesk.report", Command::Report),
    ("copydesk.next", Command::Next),
    ("copydesk.previous", Command::Previous),
];

/// What a command is asked: its only argument.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct About {
    text_document: TextDocumentIdentifier,
    /// The start of the document where it is missing.
    #[serde(default)]
    position: Position,
    /// A conflict's id.
    id: Option<String>,
    /// Whether the answer is to be shown as a message, for clients that do nothing with it.
    #[serde(default)]
    show: bool,
}

impl About {
    /// What came of comparing the statements at the place asked about.
    fn why(&self, asked: &Asked) -> Vec<Answer> {
        let offset = asked.offset(self.position);
        answers::why(asked.snapshot(), asked.file, Span::new(offset, offset))
    }

    /// The document asked about.
    pub(super) fn uri(&self) -> &Uri {
        &self.text_document.uri
    }
}

/// What is to be shown of a command's answer; `None` where the client does that.
pub(super) fn shown(asked: &Asked, command: Command, about: &About) -> Option<String> {
    (command == Command::Why && about.show).then(|| why::message(&about.why(asked)))
}

/// The command with this name, and what it is asked.
pub(super) fn read(name: &str, arguments: Option<Vec<Value>>) -> Result<(Command, About)> {
    let known = || COMMANDS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let found = COMMANDS.iter().find(|(it, _)| *it == name);
    let (_, command) = found.ok_or_else(|| Error::invalid_params(format!("unknown command '{name}': known are {}", known())))?;
    let argument = arguments.into_iter().flatten().next().unwrap_or_default();
    let about = serde_json::from_value(argument)
        .map_err(|error| Error::invalid_params(format!("{name} takes {{\"textDocument\": {{\"uri\": ...}}, ...}}: {error}")))?;
    Ok((*command, about))
}

/// What a command answers; `null` for nothing.
pub(super) fn answer(asked: &Asked, profile: &Profile, signature: &Signature, command: Command, about: &About) -> Value {
    let snapshot = asked.snapshot();
    let offset = || asked.offset(about.position);
    match command {
        Command::Conflicts => answers::disputes(snapshot).iter().map(|it| disputed(asked, it)).collect(),
        Command::People => answers::people(snapshot).iter().map(|it| listed(asked, it)).collect(),
        Command::Comparison => {
            let found = match &about.id {
                Some(id) => answers::comparison_of(snapshot, id),
                None => answers::comparison(snapshot, asked.file, offset()),
            };
            found.map_or(Value::Null, |it| comparison(asked, profile, signature, &it))
        }
        Command::Sources => sources(asked),
        Command::Why => why::value(asked, &about.why(asked)),
        Command::Report => answers::report(snapshot).into(),
        Command::Next => place(asked, answers::open_conflict(snapshot, asked.file, offset(), Turn::Next)),
        Command::Previous => place(asked, answers::open_conflict(snapshot, asked.file, offset(), Turn::Previous)),
    }
}

fn place(asked: &Asked, spot: Option<answers::Spot>) -> Value {
    spot.map_or(Value::Null, |spot| json!(asked.location(spot)))
}

fn disputed(asked: &Asked, disputed: &Disputed<'_>) -> Value {
    let statements = disputed
        .statements
        .iter()
        .map(|said| json!({ "outlet": said.label, "shown": said.shown, "sentence": said.sentence, "location": asked.location(said.spot) }));
    json!({
        "id": disputed.id,
        "kind": disputed.conflict.kind,
        "severity": disputed.conflict.severity.word(),
        "subject": disputed.conflict.subject,
        "settled": disputed.settled,
        "statements": statements.collect::<Value>(),
    })
}

fn listed(asked: &Asked, listed: &Listed<'_>) -> Value {
    let articles =
        listed.articles.iter().map(|it| json!({ "outlet": it.label, "mentions": it.mentions, "first": asked.location(it.first) }));
    json!({
        "id": listed.person.id,
        "name": listed.person.name,
        "roles": listed.roles,
        "record": place(asked, listed.record),
        "articles": articles.collect::<Value>(),
    })
}

fn comparison(asked: &Asked, profile: &Profile, signature: &Signature, comparison: &Comparison<'_>) -> Value {
    let conflict = comparison.conflict;
    let settle = answers::settlements(asked.snapshot(), comparison.at, asked.file, signature).into_iter();
    json!({
        "id": comparison.id,
        "kind": conflict.kind,
        "severity": conflict.severity.word(),
        "subject": conflict.subject,
        "reason": conflict.reason,
        "remark": conflict.remark,
        "settled": comparison.settled,
        "accounts": comparison.accounts,
        "columns": comparison.columns.iter().map(|it| column(asked, it)).collect::<Value>(),
        "settle": settle.map(|it| json!({ "title": it.title, "edit": edits::edit(asked, profile, it.edits) })).collect::<Value>(),
    })
}

fn sources(asked: &Asked) -> Value {
    let snapshot = asked.snapshot();
    let outlet = |article: u32| snapshot.story.article(article).label();
    let accounts = answers::accounts(snapshot);
    let accounts = accounts
        .iter()
        .map(|it| json!({ "outlets": it.articles.iter().map(|&it| outlet(it)).collect::<Vec<_>>(), "agencies": it.agencies }));
    let place = |place| {
        let (file, span) = snapshot.in_file(place);
        json!(asked.location(answers::Spot { file, span }))
    };
    let pairs = answers::pairs(snapshot);
    let pairs = pairs.iter().map(|pair| {
        let sentences = pair.sentences.iter().map(|it| json!({ "part": it.part, "here": place(it.here), "there": place(it.there) }));
        json!({
            "outlets": [outlet(pair.articles.0), outlet(pair.articles.1)],
            "parts": [pair.parts.0, pair.parts.1],
            "taken": pair.taken,
            "sentences": sentences.collect::<Value>(),
        })
    });
    json!({ "accounts": accounts.collect::<Value>(), "pairs": pairs.collect::<Value>() })
}

fn column(asked: &Asked, column: &Column) -> Value {
    let statements = column.statements.iter().map(|told| {
        let pieces = told.sentence.iter().map(|piece| {
            let mark = piece.mark.map(|mark| match mark {
                Mark::Value => "value",
                Mark::Differs => "differs",
            });
            json!({ "text": piece.text, "mark": mark })
        });
        json!({
            "group": told.group,
            "shown": told.shown,
            "sentence": pieces.collect::<Value>(),
            "location": asked.location(told.spot),
        })
    });
    json!({
        "outlet": column.label,
        "published": column.published,
        "draft": column.draft,
        "statements": statements.collect::<Value>(),
    })
}
