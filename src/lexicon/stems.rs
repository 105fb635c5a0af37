//! The one normaliser of words that stands before every comparison.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Hints, Table};

/// A word reduced to what comparisons look at: a hash of its normalised stem. Equal words give equal stems;
/// "defence" and "defense", "co-operation" and "cooperation", "Quảng" and "quang" are equal words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stem(pub u32);

impl Stem {
    /// The stem of a string that is already normalised (FNV-1a, 32 bits).
    pub const fn of_plain(word: &str) -> Self {
        let bytes = word.as_bytes();
        let mut hash = 0x811c_9dc5_u32;
        let mut at = 0;
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
            at += 1;
        }
        Self(hash)
    }
}

/// `word` in lower case, without diacritics, hyphens, apostrophes and full stops: what names are compared by.
pub fn folded(word: &str) -> String {
    let mut folded;
    if word.is_ascii() {
        folded = word.to_ascii_lowercase();
        if !folded.bytes().all(|it| it.is_ascii_alphanumeric()) {
            folded.retain(|it| it.is_ascii_alphanumeric());
        }
    } else {
        folded = String::with_capacity(word.len());
        for c in word.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
            match c {
                'đ' => folded.push('d'),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'ı' => folded.push('i'),
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                c if c.is_alphanumeric() => folded.push(c),
                _ => {}
            }
        }
    }
    folded
}

/// [`folded`], without a copy where the word is so already.
pub fn folds(word: &str) -> Cow<'_, str> {
    let plain = word.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit());
    if plain { Cow::Borrowed(word) } else { Cow::Owned(folded(word)) }
}

/// [`folded`], in one spelling (British forms become American ones). Not stemmed: "agreements" stays "agreements".
pub fn plain(word: &str) -> String {
    let mut plain = folded(word);
    american(&mut plain);
    plain
}

/// What a hyphen joins to the word behind it: "co-operation" is "cooperation".
const PREFIXES: &[&str] = &["anti", "co", "counter", "e", "ex", "mid", "multi", "non", "post", "pre", "re", "semi", "sub", "un"];

/// The words that hyphens join, as written: "year" and "old" of "year-old". `None` for a word without a hyphen, and behind a prefix.
pub fn hyphened(word: &str) -> Option<Vec<&str>> {
    const HYPHENS: [char; 3] = ['-', '‐', '‑'];
    if !word.contains(HYPHENS) {
        return None;
    }
    let parts: Vec<&str> = word.split(HYPHENS).collect();
    (!PREFIXES.contains(&parts[0])).then_some(parts)
}

/// Irregular forms with the word they are forms of.
static IRREGULAR: LazyLock<Table<&str, &str>> = LazyLock::new(|| {
    include_str!("irregular.txt").lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).collect()
});

/// The stem of `word`, as written in a text; of an irregular form that of its word: "sank" and "sunk" stem like "sink".
pub fn stem(word: &str) -> Stem {
    remembered(word).map_or_else(|| remember(word, found(word), None), |(stem, _)| stem)
}

/// The stem of `word` as [`stem`] gives it, and what it is and may begin.
pub fn stem_and_hints(word: &str) -> (Stem, Hints) {
    // The tables that hints are read from hold stems: those are found without hints.
    let known = remembered(word);
    if let Some((stem, Some(hints))) = known {
        return (stem, hints);
    }
    let stem = known.map_or_else(|| found(word), |(stem, _)| stem);
    let hints = Hints::of_whole(word, stem);
    (remember(word, stem, Some(hints)), hints)
}

/// What is known of a word: its stem, and its hints where somebody has asked for them.
type Known = (Stem, Option<Hints>);

thread_local! {
    static REMEMBERED: RefCell<Table<Box<str>, Known>> = RefCell::default();
}

fn remembered(word: &str) -> Option<Known> {
    REMEMBERED.with_borrow(|it| it.get(word).copied())
}

/// Keeps what is known of a word; its stem.
fn remember(word: &str, stem: Stem, hints: Option<Hints>) -> Stem {
    /// A text has few different words: as many as this are remembered before all are forgotten. A hundred newspapers have no more.
    const MOST_REMEMBERED: usize = 1 << 15;
    /// No word of a language is this long, and a megabyte without a blank shall not stay.
    const LONGEST: usize = 64;
    REMEMBERED.with_borrow_mut(|it| {
        it.empty_at(MOST_REMEMBERED);
        if word.len() <= LONGEST {
            it.put(word.into(), (stem, hints));
        }
    });
    stem
}

/// The stem of a word that nobody has asked for.
fn found(word: &str) -> Stem {
    thread_local! {
        static ENGLISH: Stemmer = Stemmer::create(Algorithm::English);
    }
    let plain = plain(word);
    let plain = IRREGULAR.get(&*plain).copied().unwrap_or(&plain);
    ENGLISH.with(|english| Stem::of_plain(&english.stem(plain)))
}

/// Rewrites the endings in which British and American spelling differ, for words long enough to have them.
///
/// The rule need not give a dictionary word ("four" is left alone, "humorous" is not looked at): it must give the same
/// string for both spellings and must not make two different common words equal.
fn american(word: &mut String) {
    const WHOLE: &[(&str, &str)] = &[
        ("acknowledgement", "acknowledgment"),
        ("afterwards", "afterward"),
        ("ageing", "aging"),
        ("aluminium", "aluminum"),
        ("amidst", "amid"),
        ("amongst", "among"),
        ("anaemia", "anemia"),
        ("anaesthetic", "anesthetic"),
        ("analyse", "analyze"),
        ("artefact", "artifact"),
        ("artefacts", "artifacts"),
        ("axe", "ax"),
        ("backwards", "backward"),
        ("burnt", "burned"),
        ("catalogue", "catalog"),
        ("cheque", "check"),
        ("cheques", "checks"),
        ("cosy", "cozy"),
        ("councillor", "councilor"),
        ("councillors", "councilors"),
        ("counsellor", "counselor"),
        ("counsellors", "counselors"),
        ("dialogue", "dialog"),
        ("diarrhoea", "diarrhea"),
        ("downwards", "downward"),
        ("draught", "draft"),
        ("dreamt", "dreamed"),
        ("enquiries", "inquiries"),
        ("enquiry", "inquiry"),
        ("enrol", "enroll"),
        ("equalled", "equaled"),
        ("foetal", "fetal"),
        ("foetus", "fetus"),
        ("forwards", "forward"),
        ("fuelled", "fueled"),
        ("fuelling", "fueling"),
        ("fulfil", "fulfill"),
        ("gaol", "jail"),
        ("grey", "gray"),
        ("haemorrhage", "hemorrhage"),
        ("instalment", "installment"),
        ("instalments", "installments"),
        ("instil", "instill"),
        ("jewellery", "jewelry"),
        ("judgement", "judgment"),
        ("judgements", "judgments"),
        ("kerb", "curb"),
        ("kerbs", "curbs"),
        ("leant", "leaned"),
        ("leapt", "leaped"),
        ("learnt", "learned"),
        ("leukaemia", "leukemia"),
        ("manoeuvre", "maneuver"),
        ("manoeuvres", "maneuvers"),
        ("manoeuvring", "maneuvering"),
        ("medallist", "medalist"),
        ("mould", "mold"),
        ("moulds", "molds"),
        ("moustache", "mustache"),
        ("mum", "mom"),
        ("mums", "moms"),
        ("onwards", "onward"),
        ("orthopaedic", "orthopedic"),
        ("paediatric", "pediatric"),
        ("paediatrician", "pediatrician"),
        ("panellist", "panelist"),
        ("paralyse", "paralyze"),
        ("plough", "plow"),
        ("ploughed", "plowed"),
        ("practise", "practice"),
        ("practised", "practiced"),
        ("practising", "practicing"),
        ("programme", "program"),
        ("programmes", "programs"),
        ("pyjamas", "pajamas"),
        ("rivalled", "rivaled"),
        ("sceptic", "skeptic"),
        ("sceptical", "skeptical"),
        ("scepticism", "skepticism"),
        ("sceptics", "skeptics"),
        ("signalled", "signaled"),
        ("signalling", "signaling"),
        ("skilful", "skillful"),
        ("spelt", "spelled"),
        ("spoilt", "spoiled"),
        ("storey", "story"),
        ("storeys", "stories"),
        ("sulphur", "sulfur"),
        ("tonne", "ton"),
        ("tonnes", "tons"),
        ("totalled", "totaled"),
        ("totalling", "totaling"),
        ("towards", "toward"),
        ("tyre", "tire"),
        ("tyres", "tires"),
        ("upwards", "upward"),
        ("whilst", "while"),
        ("wilful", "willful"),
        ("woollen", "woolen"),
        ("yoghurt", "yogurt"),
    ];
    static AMERICAN: LazyLock<Table<&str, &str>> = LazyLock::new(|| WHOLE.iter().copied().collect());
    if let Some(american) = AMERICAN.get(word.as_str()) {
        (*american).clone_into(word);
        return;
    }
    // (British ending, American ending, shortest stem before it).
    const ENDINGS: &[(&str, &str, usize)] = &[
        ("isations", "izations", 3),
        ("isation", "ization", 3),
        ("ising", "izing", 4),
        ("ised", "ized", 4),
        ("ises", "izes", 4),
        ("ise", "ize", 4),
        ("yse", "yze", 3),
        ("ysed", "yzed", 3),
        ("elling", "eling", 3),
        ("elled", "eled", 3),
        ("eller", "eler", 3),
        ("ellers", "elers", 3),
        ("ences", "enses", 3),
        ("ence", "ense", 3),
        ("enced", "ensed", 3),
        ("encing", "ensing", 3),
        ("ouring", "oring", 3),
        ("oured", "ored", 3),
        ("ours", "ors", 3),
        ("our", "or", 3),
        ("ourable", "orable", 3),
        ("oural", "oral", 3),
        ("ourer", "orer", 3),
        ("ourers", "orers", 3),
        ("ourful", "orful", 3),
        ("ourhood", "orhood", 3),
        ("ourhoods", "orhoods", 3),
        ("ourless", "orless", 3),
        ("ourite", "orite", 2),
        ("ourites", "orites", 2),
        ("ogue", "og", 4),
        ("ibre", "iber", 1),
        ("ibres", "ibers", 1),
        ("entre", "enter", 0),
        ("entres", "enters", 0),
        ("heatre", "heater", 1),
        ("heatres", "heaters", 1),
        ("etre", "eter", 1),
        ("etres", "eters", 1),
        ("itre", "iter", 1),
        ("itres", "iters", 1),
    ];
    let last = word.as_bytes().last().copied();
    for (british, american, shortest) in ENDINGS {
        // The last letter settles it for most.
        if british.as_bytes().last().copied() == last && word.ends_with(british) && word.len() - british.len() >= *shortest {
            word.truncate(word.len() - british.len());
            word.push_str(american);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{folded, folds, plain, stem};

    #[test]
    fn one_word_in_two_house_styles_has_one_stem() {
        for (one, other) in [
            ("defence", "defense"),
            ("sentence", "sentenced"),
            ("co-operation", "cooperation"),
            ("Organisation", "organization"),
            ("labour", "labor"),
            ("fibre", "fiber"),
            ("centre", "center"),
            ("travelled", "traveled"),
            ("Tô", "To"),
            ("Sánchez", "Sanchez"),
            ("agreements", "agreement"),
            ("U.S.", "US"),
            ("towards", "toward"),
            ("learnt", "learned"),
            ("instalment", "installment"),
            ("practised", "practiced"),
            ("sank", "sunk"),
            ("children", "child"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} and {other}");
        }
    }

    #[test]
    fn different_words_keep_their_stems() {
        for (one, other) in [("four", "for"), ("hour", "whore"), ("our", "or"), ("debating", "doing"), ("skulking", "sulking")] {
            assert_ne!(stem(one), stem(other), "{one} and {other}");
        }
    }

    #[test]
    fn a_word_folds_one_way() {
        for word in ["boat", "Boat", "co-op", "Tô", "café", "12th", "U.S."] {
            assert_eq!(folds(word), folded(word));
        }
    }

    #[test]
    fn a_plain_word_has_no_marks() {
        assert_eq!(plain("Sung-ho’s"), "sunghos");
        assert_eq!(plain("Đặng"), "dang");
    }
}
