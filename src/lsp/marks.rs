//! Diagnostics as they are sent. A thousand of them are two megabytes; after a key, all but a few are as they were.
//!
//! What was written of a mark is kept. It is written again only where its dispute says something else, or where one of the places that
//! it points at lies in an article whose text has changed and reads or stands otherwise there. What is merely looked up for each mark
//! is next to nothing, so that a key costs what its paragraph has to do with others.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use tower_lsp::gen_lsp_types::{DiagnosticRelatedInformation, Location, Range};

use super::asked::Asked;
use super::message::Items;
use super::profile::Profile;
use super::to_proto;
use super::written::{Item, Placed, Whereabouts, Written};
use crate::answers::{self, About, Diagnostic, Limits, Marked, OtherPlace, Related, Spot, Teller};
use crate::bundle::Problem;
use crate::conflicts::Conflict;
use crate::facts::Place;
use crate::snapshot::Snapshot;
use crate::text::{Excerpt, Span};

/// The diagnostics of one version of a document, written.
#[derive(Debug)]
pub(super) struct Marks {
    /// The diagnostics, in JSON.
    pub(super) items: Items,
    /// Equal for equal diagnostics, in every session.
    pub(super) id: u64,
    limits: Limits,
    voices: Vec<Seen>,
    bases: Vec<u32>,
    /// The mistakes that are marked, sorted by [`Mistake::key`].
    mistakes: Vec<Mistake>,
    /// The disputes that are marked, in story order.
    disputes: Vec<Dispute>,
}

/// An article, or a record's word, as far as marks speak of it.
#[derive(Debug)]
struct Seen {
    text: Excerpt,
    label: Excerpt,
    account: Option<u32>,
}

/// A mistake, marked.
#[derive(Debug)]
struct Mistake {
    problem: Arc<Problem>,
    /// Where it stands in its article's section, or in the file where it is in none.
    span: Span,
    item: Item,
}

/// A dispute, with those of its statements that are marked.
#[derive(Debug)]
struct Dispute {
    conflict: Arc<Conflict>,
    settlement: Option<String>,
    /// See [`Teller::follows`].
    follows: Vec<Place>,
    /// By statement, ascending.
    items: Vec<(u32, Item)>,
}

impl Marks {
    /// What is marked in a document, with the help of what was written before.
    pub(super) fn new(asked: &Asked, profile: &Profile, limits: Limits, before: Option<&Self>) -> Self {
        let (marks, rest) = answers::marks(asked.snapshot(), asked.file, limits);
        let mut sheet = Sheet::new(asked, profile, limits, before.filter(|it| it.limits == limits));
        let mut mistakes = Vec::new();
        let mut disputes: BTreeMap<u32, Telling<'_>> = BTreeMap::new();
        let mut items: Vec<Arc<[u8]>> = Vec::with_capacity(marks.len() + 1);
        let mut id = DefaultHasher::new();
        for mark in &marks {
            let item = match mark.about {
                About::Problem(problem) => {
                    let mistake = sheet.mistake(problem);
                    let item = mistake.item.clone();
                    mistakes.push(mistake);
                    item
                }
                About::Statement { conflict, statement } => {
                    let telling = disputes.entry(conflict).or_insert_with(|| sheet.telling(conflict));
                    let item = sheet.statement(telling, mark, conflict, statement);
                    telling.now.items.push((statement, item.clone()));
                    item
                }
            };
            item.hash.hash(&mut id);
            items.push(item.json);
        }
        if let Some(more) = answers::uncounted(rest, limits) {
            let item = sheet.item(sheet.own(more, Whereabouts::behind(None, Range::default(), 0)).into(), None);
            item.hash.hash(&mut id);
            items.push(item.json);
        }
        mistakes.sort_by(|a, b| a.key().cmp(&b.key()));
        let mut disputes: Vec<Dispute> = disputes.into_values().map(|it| it.now).collect();
        for dispute in &mut disputes {
            // Marks come by severity, and a draft's may be graver than what was settled.
            dispute.items.sort_by_key(|(statement, _)| *statement);
        }
        Self { items: items.into(), id: id.finish(), limits, voices: sheet.voices, bases: sheet.bases, mistakes, disputes }
    }

    /// All of them as a JSON array.
    pub(super) fn written(&self) -> Vec<u8> {
        [b"[", &*self.items.join(&b','), b"]"].concat()
    }
}

impl Mistake {
    fn key(&self) -> (Option<u32>, Span, &str, &str) {
        (self.item.written.own.at.article, self.span, self.problem.code, &self.problem.message)
    }
}

/// A dispute that is being written.
struct Telling<'a> {
    now: Dispute,
    /// What was written of it before. What it says is the same, if perhaps not where.
    before: Option<&'a Dispute>,
    /// Made when something has to be written anew.
    teller: Option<Teller<'a>>,
}

/// Where marks are written.
struct Sheet<'a> {
    asked: &'a Asked,
    profile: &'a Profile,
    limits: Limits,
    before: Option<&'a Marks>,
    voices: Vec<Seen>,
    /// The line on which each article begins.
    bases: Vec<u32>,
    /// Which articles and records do not read as before.
    changed: Vec<bool>,
    /// Which of them have another name or belong to another account; nothing where none has.
    renamed: Vec<bool>,
    /// Whether articles begin on other lines than before.
    shifted: bool,
    /// What was written before of disputes, by where they are in memory.
    by_address: Vec<(*const Conflict, &'a Dispute)>,
    /// Related places that are written for this version.
    pointers: BTreeMap<Place, Arc<Placed>>,
}

impl<'a> Sheet<'a> {
    fn new(asked: &'a Asked, profile: &'a Profile, limits: Limits, before: Option<&'a Marks>) -> Self {
        let snapshot = asked.snapshot();
        let story = &snapshot.story;
        let voices: Vec<Seen> = (0..story.voices()).map(|at| Seen::of(snapshot, at)).collect();
        let bases: Vec<u32> = story.files[..story.own as usize].iter().flat_map(|file| file.article_lines()).collect();
        let then = |at: usize| before.and_then(|it| it.voices.get(at));
        let differs = |is: &dyn Fn(&Seen, &Seen) -> bool| -> Vec<bool> {
            voices.iter().enumerate().map(|(at, now)| !then(at).is_some_and(|then| is(now, then))).collect()
        };
        let changed = differs(&|now, then| now.text.is(&then.text));
        let renamed = differs(&|now, then| now.label == then.label && now.account == then.account);
        let renamed = if renamed.contains(&true) { renamed } else { Vec::new() };
        let mut by_address: Vec<_> = before.iter().flat_map(|it| &it.disputes).map(|it| (Arc::as_ptr(&it.conflict), it)).collect();
        by_address.sort_by_key(|(address, _)| *address);
        let shifted = before.is_some_and(|it| it.bases != bases);
        Self { asked, profile, limits, before, voices, bases, changed, renamed, shifted, by_address, pointers: BTreeMap::new() }
    }

    fn snapshot(&self) -> &'a Snapshot {
        self.asked.snapshot()
    }

    fn mistake(&self, problem: &Problem) -> Mistake {
        let read = &self.snapshot().story.files[self.asked.file as usize];
        let nth = read.articles.partition_point(|it| it.section.end <= problem.span.start);
        let section = read.articles.get(nth).map(|it| it.section).filter(|it| it.contains(problem.span));
        let first = self.snapshot().story.articles.partition_point(|it| it.0 < self.asked.file);
        let article = section.map(|_| (first + nth) as u32);
        let start = section.map_or(0, |it| it.start);
        let span = Span::new(problem.span.start - start, problem.span.end - start);
        let key = (article, span, problem.code, &*problem.message);
        let mistakes = self.before.map(|it| &it.mistakes[..]).unwrap_or_default();
        let known = mistakes.binary_search_by(|it| it.key().cmp(&key)).ok().map(|at| &mistakes[at]);
        let known = known.filter(|it| it.problem.severity == problem.severity);
        let unchanged = article.is_some_and(|it| !self.changed[it as usize]);
        let at = known.filter(|_| unchanged).map(|it| it.item.written.own.at);
        let at = at.unwrap_or_else(|| self.whereabouts(self.asked.file, article, problem.span));
        match known.filter(|it| it.item.written.own.at == at) {
            Some(known) => {
                let item = self.item(Arc::clone(&known.item.written), Some(&known.item));
                Mistake { problem: Arc::clone(&known.problem), span, item }
            }
            None => {
                Mistake { problem: Arc::new(problem.clone()), span, item: self.item(self.own(answers::mistake(problem), at).into(), None) }
            }
        }
    }

    /// A dispute, with what was written of it or of one that says the same.
    fn telling(&self, at: u32) -> Telling<'a> {
        let snapshot = self.snapshot();
        let conflict = &snapshot.conflicts[at as usize];
        let settlement = conflict.settlement(&snapshot.story);
        let follows = answers::follows(snapshot, conflict, self.limits);
        let address = Arc::as_ptr(conflict);
        let same = self.by_address.binary_search_by_key(&address, |(it, _)| *it).ok().map(|at| self.by_address[at].1);
        let alike = || self.before.iter().flat_map(|it| &it.disputes).find(|it| says_the_same(&it.conflict, conflict));
        let before = same.or_else(alike).filter(|it| it.settlement == settlement && it.follows.len() == follows.len());
        // A message names all who speak.
        let renamed = |article: u32| self.renamed.get(article as usize).is_some_and(|it| *it);
        let before = before.filter(|_| self.renamed.is_empty() || !conflict.statements.iter().any(|it| renamed(it.place.article)));
        let now = Dispute { conflict: Arc::clone(conflict), settlement, follows, items: Vec::new() };
        Telling { now, before, teller: None }
    }

    /// A mark at a statement.
    fn statement(&mut self, telling: &mut Telling<'a>, mark: &Marked<'_>, conflict: u32, statement: u32) -> Item {
        if let Some(before) = telling.before
            && let Ok(known) = before.items.binary_search_by_key(&statement, |(it, _)| *it).map(|at| &before.items[at].1)
            && known.written.severity == mark.severity
        {
            return self.again(&telling.now, before, known, mark.span, statement);
        }
        let teller = telling.teller.get_or_insert_with(|| Teller::of(self.snapshot(), conflict, self.limits));
        let at = self.at_statement(telling.now.place(OtherPlace::Statement(statement)), mark.span);
        let own = self.own(teller.told(statement as usize), at);
        let related = if self.profile.related_places { teller.related(statement as usize) } else { Vec::new() };
        let related = related.into_iter().map(|it| (it, self.pointer(telling.now.place(it)))).collect();
        self.item(Written { related, ..own }.into(), None)
    }

    /// A mark whose dispute says what it said before.
    fn again(&mut self, now: &Dispute, before: &Dispute, known: &Item, span: Span, statement: u32) -> Item {
        let own = OtherPlace::Statement(statement);
        let stands = |it: &Self, other| {
            let (now, before) = (now.place(other), before.place(other));
            now == before && !it.changed.get(now.article as usize).is_none_or(|it| *it)
        };
        let written = &known.written;
        let at = if stands(self, own) { written.own.at } else { self.at_statement(now.place(own), span) };
        let mut related: Option<Vec<(OtherPlace, Arc<Placed>)>> = None;
        for (nth, (other, then)) in written.related.iter().enumerate() {
            if stands(self, *other) {
                continue;
            }
            let pointer = self.pointer(now.place(*other));
            if pointer != *then {
                related.get_or_insert_with(|| written.related.clone())[nth].1 = pointer;
            }
        }
        if at == written.own.at && related.is_none() {
            return self.item(Arc::clone(written), Some(known));
        }
        let related = related.unwrap_or_else(|| written.related.clone());
        self.item(Written { severity: written.severity, own: written.own.moved(at), related }.into(), None)
    }

    /// A related place.
    fn pointer(&mut self, place: Place) -> Arc<Placed> {
        if let Some(known) = self.pointers.get(&place) {
            return Arc::clone(known);
        }
        let Related { spot: Spot { file, span }, message, article } = Related::of(self.snapshot(), place);
        let uri = self.asked.uri(file).clone();
        let information = DiagnosticRelatedInformation { location: Location { uri, range: Range::default() }, message };
        let at = self.whereabouts(file, self.in_article(article), span);
        let pointer = Arc::new(Placed::new(&information, at));
        self.pointers.insert(place, Arc::clone(&pointer));
        pointer
    }

    /// A diagnostic without related places.
    fn own(&self, diagnostic: Diagnostic, at: Whereabouts) -> Written {
        let severity = diagnostic.severity;
        let diagnostic = to_proto::diagnostic(self.asked, self.profile, Diagnostic { span: Span::new(0, 0), ..diagnostic });
        Written { severity, own: Placed::new(&diagnostic, at), related: Vec::new() }
    }

    /// Puts in the lines, where they are not those of `known`.
    fn item(&self, written: Arc<Written>, known: Option<&Item>) -> Item {
        let bases = self.before.map(|it| &it.bases[..]).unwrap_or_default();
        let stays = |article: u32| bases.get(article as usize) == self.bases.get(article as usize);
        match known.filter(|it| !self.shifted || it.articles().all(stays)) {
            Some(known) => known.clone(),
            None => Item::new(written, &self.bases),
        }
    }

    fn at_statement(&self, place: Place, span: Span) -> Whereabouts {
        self.whereabouts(self.asked.file, self.in_article(place.article), span)
    }

    /// The article, where it is one and no record.
    fn in_article(&self, voice: u32) -> Option<u32> {
        ((voice as usize) < self.bases.len()).then_some(voice)
    }

    fn whereabouts(&self, file: u32, article: Option<u32>, span: Span) -> Whereabouts {
        let base = article.map_or(0, |it| self.bases[it as usize]);
        Whereabouts::behind(article, self.asked.location(Spot { file, span }).range, base)
    }
}

impl Seen {
    fn of(snapshot: &Snapshot, voice: u32) -> Self {
        let article = snapshot.story.article(voice);
        let label = article.outlet.as_ref().map_or(&article.id, |outlet| &outlet.value).clone();
        Self { text: article.body.text.clone(), label, account: snapshot.sources.account(voice) }
    }
}

impl Dispute {
    fn place(&self, other: OtherPlace) -> Place {
        match other {
            OtherPlace::Statement(at) => self.conflict.statements[at as usize].place,
            OtherPlace::Follows(at) => self.follows[at as usize],
        }
    }
}

/// Whether two disputes read alike from each of their statements, wherever these stand in their articles.
fn says_the_same(one: &Conflict, other: &Conflict) -> bool {
    one.kind == other.kind
        && one.statements.len() == other.statements.len()
        && one.subject == other.subject
        && one.remark == other.remark
        && one.settled == other.settled
        && one
            .statements
            .iter()
            .zip(&other.statements)
            .all(|(one, other)| one.place.article == other.place.article && one.value == other.value && one.shown == other.shown)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use tower_lsp::gen_lsp_types::Uri;

    use super::super::desk::Desk;
    use super::super::message::Message;
    use super::super::profile::Profile;
    use super::super::to_proto;
    use super::{Limits, Marks};
    use crate::answers;
    use crate::text::{Edit, Encoding, Position};

    const TEXT: &str = "\
--- bundle
timezone: Europe/Oslo

--- article north
outlet: Northern Post
published: 2024-06-20

[Fourteen berths]{fact=berths} will be built in Marlow.
Icelandic President Anna Dunn opened the fair. Dunn left at noon. Ada Orr, 61, said that [the old pier]{fact=pier} would go.

--- article south

[Twelve berths]{fact=berths} will be built in Marlow “soon”.
Ada Orr, 71, said that [the new pier]{fact=pier} would go.

--- article west

Icelandic President Tom Pell opened the fair. It rained. Pell left at noon.
[12 berths]{fact=berths} and [a pier]{fact=pier} in Marlow.

--- fact berths
value: 15
";

    const PIECES: &[&str] = &[
        "\n",
        "x",
        "",
        "\r\n\r\n",
        "é👍",
        "[9 berths]{fact=berths}",
        "\n--- article east\noutlet: East\n\n[20 berths]{fact=berths} ",
        "\n--- decision d\nkind: fact\nbetween: south \"Twelve berths\"\nverdict: accept south\n",
        "{\"line\":7",
        "outlet: Other\n",
        "lang: fr\n",
        "role: draft\n",
    ];

    fn written(marks: &Marks) -> String {
        let mut json = Vec::new();
        Message::list(Arc::clone(&marks.items)).write(&mut json).expect("memory can be written");
        String::from_utf8(json).expect("JSON is UTF-8")
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_again_is_what_would_be_written_first(
            edits in prop::collection::vec((0u32..26, 0u32..60, 0u32..2, any::<prop::sample::Index>()), 1..8),
            limit in prop::sample::select(vec![3usize, 1_000]),
        ) {
            let (desk, uri) = (Desk::default(), Uri("file:///desk/a \"b\".bundle".to_owned()));
            let profile = Profile { related_places: true, ..Profile::default() };
            let limits = Limits { diagnostics: limit, related: 2 };
            desk.documents.open(uri.clone(), "bundle", 1, TEXT);
            let mut before: Option<Marks> = None;
            for (version, (line, column, down, piece)) in edits.into_iter().enumerate() {
                let range = Some((Position { line, column }, Position { line: line + down, column: column + 2 * (1 - down) }));
                let edit = Edit { range, text: PIECES[piece.index(PIECES.len())].to_owned() };
                desk.documents.change(&uri, version as i32, &[edit], Encoding::Utf16);
                let asked = desk.asked(&desk.documents.view(), &uri).expect("it is open");
                let again = Marks::new(&asked, &profile, limits, before.as_ref());
                let first = Marks::new(&asked, &profile, limits, None);
                let found = answers::diagnostics(asked.snapshot(), asked.file, limits).into_iter();
                let plain: Vec<_> = found.map(|it| to_proto::diagnostic(&asked, &profile, it)).collect();
                let plain = serde_json::to_string(&plain).expect("it can be written");
                prop_assert_eq!(&written(&first), &plain);
                prop_assert_eq!(&written(&again), &plain);
                prop_assert_eq!(again.id, first.id);
                prop_assert_ne!(before.map(|it| (it.id, it.items == again.items)), Some((again.id, false)));
                before = Some(again);
            }
        }
    }
}
