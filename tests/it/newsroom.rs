//! A newsroom at work: people come and go, change their names, records and dates; whatever was edited before, the story is
//! joined like one that is read for the first time.

use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::fixture;

/// Sentences whose people share names, so that each that comes or goes may tell who others are.
const SENTENCES: &[&str] = &[
    "Ada Orr, 51, opened the pier at Kellmar on Tuesday.",
    "Ada Orr, 41, opened the pier at Kellmar on Monday.",
    "Adam Orr, a singer, said he was ill.",
    "A. Orr said the pier cost $3 million.",
    "Ada B. Orr said the pier cost $4 million.",
    "Mr Orr said: “We shall mend the harbour wall before the winter comes.”",
    "Mrs Orr said: “We shall mend the harbour wall after the winter comes.”",
    "Orr left. She said nothing, and Orr wept.",
    "President Orr met 14 pilots.",
    "Icelandic President Ada Orr met 15 pilots.",
    "Irish President Adam Orr met 16 pilots.",
    "She landed in the Icelandic capital. She was met by President Ada Orr.",
    "Park Sung-ho, a pilot, said he had seen 9 boats.",
    "Park Sung Ho, a pilot, said he had seen 11 boats.",
    "Mr Song-ho told reporters of a boat.",
    "Jon Wetzler, the harbour master, said it rained.",
    "Jon Welzler, the harbour master, said it snowed.",
    "Mr Wetzlar said no. Wetzler said yes.",
    "Mary Wetzler, 30, told Wetzler of it.",
    "Laci Dunn told of the storm. Grace Dunn prayed.",
    "Laci, his wife, told reporters that Laci would sing.",
    "Grace Dunn prayed, and Mr Dunn said that he would pray in March 2024.",
    "Senator Dunn and his aide, Kim, told of it. Kim told them again.",
    "Kim said no, said Kim. Mrs Kim told them.",
    "Robert Hale Jr. and Bob Hale told Hale's story.",
    "[Orr]{person=orr} left, and [the pilot]{person=park} stayed.",
    "[Wetzler]{person=none} and [Ada]{person=lost} left.",
    "[14 boats]{fact=boats} sank on [Tuesday]{fact=day}, said Orr.",
    "DEFIANT ORR LEAVES KELLMAR WITH DUNN",
    "Wetzler Meets Ada Orr In Kellmar Pier Row",
];

/// Records that the desk may have.
const RECORDS: &[&str] = &[
    "--- person orr\nname: Ada Orr\nalso: Ada Bell\nnot: Mrs Orr\n\n",
    "--- person park\nname: Park Sung-ho\n\n",
    "--- person hale\nname: Wetzler\nalso: Bob Hale\n\n",
    "--- person orr\nname: Adam Orr\n\n",
    "--- person lost\nname: Grace Dunn\n\n",
];

/// Headers that an article may have.
const HEADERS: &[&str] = &[
    "",
    "published: 2024-06-20\n",
    "published: 2024-06-27\n",
    "published: 2023-06-20\nupdated: 2024-01-02\n",
    "lang: fr\n",
    "role: draft\n",
];

/// A bundle that is being worked at.
#[derive(Debug, Clone, Default)]
struct Desk {
    /// The date of all, or not.
    dated: bool,
    /// Each with its number, its headers and its sentences.
    articles: Vec<(usize, usize, Vec<usize>)>,
    /// Which of the records there are.
    records: Vec<usize>,
}

impl Desk {
    fn text(&self) -> String {
        let mut text = String::from("--- bundle\n");
        if self.dated {
            text.push_str("date: 2024-06-01\n");
        }
        for (number, header, sentences) in &self.articles {
            let _ = write!(text, "\n--- article n{number}\n{}", HEADERS[*header]);
            for (at, &sentence) in sentences.iter().enumerate() {
                // Two sentences a paragraph.
                let _ = write!(text, "{}{}", if at % 2 == 0 { "\n\n" } else { " " }, SENTENCES[sentence]);
            }
            text.push('\n');
        }
        text.push('\n');
        text.extend(self.records.iter().map(|&it| RECORDS[it]));
        text
    }

    /// One piece of work, chosen by `kind` and three numbers.
    fn work(&mut self, kind: u8, (one, two, three): (Index, Index, Index)) {
        let sentence = three.index(SENTENCES.len());
        match kind {
            0 => self.dated = !self.dated,
            1 => {
                let number = self.articles.iter().map(|it| it.0 + 1).max().unwrap_or(0);
                let article = (number, two.index(HEADERS.len()), vec![sentence, two.index(SENTENCES.len())]);
                self.articles.insert(one.index(self.articles.len() + 1), article);
            }
            2 => {
                let at = three.index(RECORDS.len());
                match self.records.iter().position(|&it| it == at) {
                    Some(known) => drop(self.records.remove(known)),
                    None => self.records.insert(one.index(self.records.len() + 1), at),
                }
            }
            _ if self.articles.is_empty() => {}
            3 => drop(self.articles.remove(one.index(self.articles.len()))),
            4 => {
                let (from, to) = (one.index(self.articles.len()), two.index(self.articles.len()));
                self.articles.swap(from, to);
            }
            5 => {
                let at = one.index(self.articles.len());
                self.articles[at].1 = two.index(HEADERS.len());
            }
            _ => {
                let at = one.index(self.articles.len());
                let sentences = &mut self.articles[at].2;
                match kind {
                    6 | 7 => sentences.insert(two.index(sentences.len() + 1), sentence),
                    _ if sentences.is_empty() => {}
                    8 => drop(sentences.remove(two.index(sentences.len()))),
                    _ => {
                        let at = two.index(sentences.len());
                        sentences[at] = sentence;
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_story_that_was_worked_at_is_joined_like_a_new_one(
        start in prop::collection::vec((0usize..6, prop::collection::vec(0..SENTENCES.len(), 1..12)), 2..7),
        works in prop::collection::vec((0u8..12, any::<(Index, Index, Index)>()), 1..16),
    ) {
        let articles = start.into_iter().enumerate().map(|(number, (header, sentences))| (number, header, sentences)).collect();
        let mut desk = Desk { dated: false, articles, records: Vec::new() };
        let mut edited = fixture::snapshot(&desk.text());
        for (kind, numbers) in works {
            desk.work(kind, numbers);
            edited = edited.edited(0, &desk.text());
            let fresh = fixture::snapshot(&desk.text());
            prop_assert_eq!(&edited.readings, &fresh.readings);
            prop_assert_eq!(&edited.facts, &fresh.facts);
            prop_assert_eq!(&edited.sources, &fresh.sources);
            prop_assert_eq!(&edited.conflicts, &fresh.conflicts);
            prop_assert_eq!(&edited.stale, &fresh.stale);
        }
    }
}
