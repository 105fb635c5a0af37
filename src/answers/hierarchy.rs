//! Who quotes whom, and which article is taken from which: parties with what leads from one to the other.

use std::collections::BTreeMap;

use super::{Spot, here, hover, sources, words};
use crate::facts::{Person, Place};
use crate::snapshot::Snapshot;
use crate::text::Span;

/// Somebody who is quoted, or an article that quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// What finds it again in a later version, asked about its file: `person:ID` or `article:ID`.
    pub id: String,
    /// What a reader calls it.
    pub name: String,
    /// An office, or a headline; may be empty.
    pub detail: String,
    /// Whether it is an article.
    pub article: bool,
    /// Where it stands: a record, else the first mention; an article's section.
    pub spot: Spot,
    /// The part of it to go to (file bytes).
    pub head: Span,
}

/// A party with the places that lead to it, in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The other party.
    pub party: Party,
    /// The words quoted, or the sentences taken (file bytes of the caller's file, ascending).
    pub spans: Vec<Span>,
}

/// Who or what stands at `offset` of a file (file bytes): somebody named, else the article, where the cursor is above its text. `None`
/// elsewhere.
pub fn party(snapshot: &Snapshot, file: u32, offset: u32) -> Option<Party> {
    if let Some(named) = here::person(snapshot, file, offset) {
        return Some(person(snapshot, named.person));
    }
    let head = |it: &u32| offset < snapshot.story.article(*it).body.in_file(Span::new(0, 0)).start;
    index_at(snapshot, file, offset).filter(head).map(|it| article(snapshot, it))
}

/// The article in whose section the cursor stands. `None` elsewhere.
pub fn article_at(snapshot: &Snapshot, file: u32, offset: u32) -> Option<Party> {
    index_at(snapshot, file, offset).map(|it| article(snapshot, it))
}

fn index_at(snapshot: &Snapshot, file: u32, offset: u32) -> Option<u32> {
    let story = &snapshot.story;
    (0..story.articles.len() as u32).find(|&it| story.file_of(it) == file && story.article(it).section.touches(offset))
}

/// Who quotes this party: the articles, each with the words. Nobody quotes an article.
pub fn quoted_by(snapshot: &Snapshot, file: u32, id: &str) -> Vec<Link> {
    let Some(Known::Person(asked)) = known(snapshot, file, id) else { return Vec::new() };
    let quoted = snapshot.facts.quotations().filter(|it| it.person() == Some(asked.key)).flat_map(|it| it.pieces.iter().copied());
    by_article(snapshot, quoted)
}

/// Whom this party quotes or speaks of: an article the people it quotes, somebody the people whom the words quoted name. The places are
/// those of the party's own file.
pub fn quotes(snapshot: &Snapshot, file: u32, id: &str) -> Vec<Link> {
    let people = &snapshot.facts.people;
    let mut links: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
    let mut lead = |key, place| {
        if let Some(at) = people.persons.iter().position(|it| it.key == key) {
            links.entry(at).or_default().push(place);
        }
    };
    let home = match known(snapshot, file, id) {
        None => return Vec::new(),
        Some(Known::Article(at)) => {
            for quotation in &snapshot.facts.articles[at as usize].quotations {
                for &piece in &quotation.pieces {
                    quotation.person().into_iter().for_each(|key| lead(key, piece));
                }
            }
            snapshot.story.file_of(at)
        }
        Some(Known::Person(asked)) => {
            for quotation in snapshot.facts.quotations().filter(|it| it.person() == Some(asked.key)) {
                for piece in &quotation.pieces {
                    for &(place, key) in snapshot.facts.within(piece.article, piece.span).iter().filter(|(_, key)| *key != asked.key) {
                        lead(key, place);
                    }
                }
            }
            person(snapshot, asked).spot.file
        }
    };
    let link = |(at, places): (usize, Vec<Place>)| {
        let spots = places.into_iter().map(|it| here::spot(snapshot, it)).filter(|it| it.file == home);
        Link { party: person(snapshot, &people.persons[at]), spans: spots.map(|it| it.span).collect() }
    };
    links.into_iter().map(link).collect()
}

/// The articles that this one is taken from, or whose place it takes.
pub fn taken_from(snapshot: &Snapshot, file: u32, id: &str) -> Vec<Party> {
    descent(snapshot, file, id, |(taker, _), asked| taker == asked)
}

/// The articles that are taken from this one, or take its place.
pub fn taken_by(snapshot: &Snapshot, file: u32, id: &str) -> Vec<Party> {
    descent(snapshot, file, id, |(_, source), asked| source == asked)
}

/// The other articles of the pairs (taker, source) that are wanted, in story order.
fn descent(snapshot: &Snapshot, file: u32, id: &str, wanted: impl Fn((u32, u32), u32) -> bool) -> Vec<Party> {
    let Some(Known::Article(asked)) = known(snapshot, file, id) else { return Vec::new() };
    let story = &snapshot.story;
    let taken = sources::pairs(snapshot).into_iter().filter(|it| it.taken).map(|it| it.articles);
    let replaced = (0..story.articles.len() as u32).filter_map(|at| {
        let earlier = story.article(at).supersedes.as_ref()?;
        Some((at, story.resolve(story.file_of(at), &earlier.value)?))
    });
    let pairs = taken.chain(replaced).filter(|&it| wanted(it, asked));
    let mut others: Vec<u32> = pairs.map(|(taker, source)| if taker == asked { source } else { taker }).filter(|it| *it != asked).collect();
    others.sort_unstable();
    others.dedup();
    others.into_iter().map(|it| article(snapshot, it)).collect()
}

enum Known<'s> {
    Person(&'s Person),
    Article(u32),
}

fn known<'s>(snapshot: &'s Snapshot, file: u32, id: &str) -> Option<Known<'s>> {
    match id.split_once(':')? {
        ("person", id) => snapshot.facts.people.persons.iter().find(|it| it.id == id).map(|it| Known::Person(it)),
        ("article", id) => snapshot.story.resolve(file, id).map(Known::Article),
        _ => None,
    }
}

fn by_article(snapshot: &Snapshot, places: impl Iterator<Item = Place>) -> Vec<Link> {
    let mut by_article: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    for place in places {
        by_article.entry(place.article).or_default().push(here::spot(snapshot, place).span);
    }
    by_article.into_iter().map(|(at, spans)| Link { party: article(snapshot, at), spans }).collect()
}

fn person(snapshot: &Snapshot, person: &Person) -> Party {
    let record = person.record.map(|at| (at.0, snapshot.story.person_record(at)));
    let introduced = || snapshot.facts.first_introduction(person).map(|it| here::spot(snapshot, it)).map(|it| (it, it.span));
    let placed = match record {
        Some((file, record)) => Some((Spot { file, span: record.section }, record.id_span)),
        None => introduced(),
    };
    let (spot, head) = placed.unwrap_or((Spot { file: 0, span: Span::default() }, Span::default()));
    let detail = hover::offices(snapshot, person).into_iter().map(|(office, _)| office).next().unwrap_or_default();
    Party { id: format!("person:{}", person.id), name: person.name.clone(), detail, article: false, spot, head }
}

fn article(snapshot: &Snapshot, at: u32) -> Party {
    let article = snapshot.story.article(at);
    let spot = Spot { file: snapshot.story.file_of(at), span: article.section };
    let head = if article.section.contains(article.id_span) { article.id_span } else { Span::new(spot.span.start, spot.span.start) };
    let detail = article.title.as_ref().map(|it| words::one_line(&it.value)).unwrap_or_default();
    Party { id: format!("article:{}", article.id), name: article.label().to_owned(), detail, article: true, spot, head }
}

#[cfg(test)]
mod tests {
    use super::{party, quoted_by, quotes, taken_by, taken_from};
    use crate::fixture;

    const NEWS: &str = "\
--- article post
outlet: Post

Helen Marsh, the harbour master, closed the port. “We asked Tom Orr to wait,” Marsh said. Tom Orr, a captain, left.

--- article wire

“It was a mistake,” Tom Orr said. Tom Orr left.
";

    /// The party at the cursor, or nothing.
    fn at(marked: &str) -> Option<(String, String)> {
        let (text, at) = fixture::cursor(marked);
        party(&fixture::snapshot(&text), 0, at).map(|it| (it.id, it.name))
    }

    #[test]
    fn people_and_articles_are_parties_and_other_words_are_not() {
        let named = |id: &str, name: &str| Some((id.to_owned(), name.to_owned()));
        assert_eq!(at(&NEWS.replace("Helen Marsh", "Helen M<|>arsh")), named("person:helen-marsh", "Helen Marsh"));
        assert_eq!(at(&NEWS.replace("outlet", "out<|>let")), named("article:post", "Post"));
        assert_eq!(at(&NEWS.replace("port", "po<|>rt")), None);
    }

    #[test]
    fn somebody_is_quoted_by_articles_and_speaks_of_people() {
        let snapshot = fixture::snapshot(NEWS);
        let told = |links: Vec<super::Link>| {
            let words = |link: &super::Link| link.spans.iter().map(|it| it.of(NEWS).to_owned()).collect::<Vec<_>>();
            links.iter().map(|it| (it.party.name.clone(), words(it))).collect::<Vec<_>>()
        };
        let expected = |name: &str, words: &str| vec![(name.to_owned(), vec![words.to_owned()])];
        assert_eq!(told(quoted_by(&snapshot, 0, "person:helen-marsh")), expected("Post", "We asked Tom Orr to wait,"));
        assert_eq!(told(quoted_by(&snapshot, 0, "person:tom-orr")), expected("wire", "It was a mistake,"));
        assert_eq!(told(quotes(&snapshot, 0, "person:helen-marsh")), expected("Tom Orr", "Tom Orr"));
        assert_eq!(told(quotes(&snapshot, 0, "article:wire")), expected("Tom Orr", "It was a mistake,"));
        assert!(quoted_by(&snapshot, 0, "article:wire").is_empty() && quotes(&snapshot, 0, "person:nobody").is_empty());
    }

    #[test]
    fn an_article_descends_from_what_it_copies_and_what_it_replaces() {
        let body = "Helen Marsh, the harbour master, closed the port of Kellmar on Tuesday because a storm was on its way from the north, \
            and every ship had to stay behind the wall until the morning. Fishermen waited on the quay for news of the wind.";
        let text = format!(
            "--- article wire\noutlet: AFP\npublished: 2024-06-19\n\n{body}\n\n--- article post\npublished: 2024-06-20\n\n{body} (AFP)\n\n\
             --- article late\nsupersedes: post\n\nHelen Marsh opened the port.\n"
        );
        let snapshot = fixture::snapshot(&text);
        let names = |parties: Vec<super::Party>| parties.into_iter().map(|it| it.name).collect::<Vec<_>>();
        assert_eq!(names(taken_from(&snapshot, 0, "article:late")), ["post"]);
        assert_eq!(names(taken_by(&snapshot, 0, "article:post")), ["late"]);
        let both = text.replace("supersedes: post\n", "");
        assert_eq!(names(taken_from(&fixture::snapshot(&both), 0, "article:post")), ["AFP"]);
        assert_eq!(names(taken_by(&fixture::snapshot(&both), 0, "article:wire")), ["post"]);
    }
}
