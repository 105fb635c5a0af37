//! Answers that are written already.
//!
//! The framework makes a tree of values of every answer before it is written, which costs ten times as much as a long list does by
//! itself. Such an answer waits here; what goes through the framework is a ticket in one of its strings.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tower_lsp::jsonrpc::{Id, Response};

use super::message::Message;

/// Before the number of a ticket. No text that a person writes begins with this.
const TICKET: &str = "\u{1}copydesk-prepared:";

/// More than can be under way at once: a ticket that old was lost with its request.
const MOST_WAITING: usize = 2_000;

/// Answers that wait for their tickets.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    next: AtomicU64,
    waiting: Mutex<BTreeMap<u64, Message>>,
}

impl Prepared {
    /// Leaves an answer's result, in JSON; gives its ticket.
    pub(super) fn leave(&self, result: Message) -> String {
        let ticket = self.next.fetch_add(1, Ordering::SeqCst);
        let mut waiting = self.waiting();
        waiting.insert(ticket, result);
        while MOST_WAITING < waiting.len() {
            waiting.pop_first();
        }
        format!("{TICKET}{ticket}")
    }

    /// The message that an answer with a ticket stands for; `None` for any other answer.
    pub(super) fn take(&self, answer: &Response) -> Option<Message> {
        let result = self.redeem(answer.result()?)?;
        let id = serde_json::to_vec::<Id>(answer.id()).ok()?;
        Some(result.within(&[b"{\"jsonrpc\":\"2.0\",\"id\":", &*id, b",\"result\":"].concat(), b"}"))
    }

    /// The result whose ticket stands in `value`: as its result id, as that of the one report in it, or as the name of the one symbol in
    /// a list.
    fn redeem(&self, value: &Value) -> Option<Message> {
        let report = || value.get("items")?.get(0)?.get("resultId");
        let held = value.get("resultId").or_else(report).or_else(|| value.get(0)?.get("name"))?.as_str()?;
        let ticket: u64 = held.strip_prefix(TICKET)?.parse().ok()?;
        self.waiting().remove(&ticket)
    }

    fn waiting(&self) -> MutexGuard<'_, BTreeMap<u64, Message>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tower_lsp::jsonrpc::{Id, Response};

    use super::{MOST_WAITING, Message, Prepared};

    #[test]
    fn a_ticket_is_good_for_one_answer() {
        let prepared = Prepared::default();
        let ticket = prepared.leave(b"[1,2]".as_slice().into());
        let answer = Response::from_ok(Id::from("a\"b".to_owned()), json!([{ "name": ticket }]));
        let mut message = Vec::new();
        prepared.take(&answer).expect("it waits").write(&mut message).expect("memory can be written");
        assert_eq!(message, br#"{"jsonrpc":"2.0","id":"a\"b","result":[1,2]}"#);
        assert_eq!(prepared.take(&answer), None);
    }

    #[test]
    fn other_answers_are_left_alone() {
        let prepared = Prepared::default();
        for result in [json!(null), json!([]), json!({ "resultId": "12ab" }), json!({ "resultId": "\u{1}copydesk-prepared:0" })] {
            assert_eq!(prepared.take(&Response::from_ok(Id::Number(1), result)), None);
        }
    }

    #[test]
    fn lost_tickets_do_not_pile_up() {
        let prepared = Prepared::default();
        for _ in 0..MOST_WAITING + 10 {
            prepared.leave(Message::default());
        }
        assert_eq!(prepared.waiting().len(), MOST_WAITING);
    }
}
