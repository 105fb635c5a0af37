//! Titles, offices and roles that stand with names.

use super::Gender;
use super::Marks;

/// How many hold one office of one country or body at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holders {
    /// One: president, governor, chief executive.
    One,
    /// Several: senator, judge, spokesperson.
    Many,
}

/// A word that names an office or role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// The office in one spelling: "senator" for "Sen.", "chairman" for "chairwoman".
    pub name: &'static str,
    /// How many hold it.
    pub holders: Holders,
    /// Whether it stands before a name and is capitalised there: "Senator Orr". Others follow the name or stand in lower case.
    pub before_name: bool,
    /// Whether it is a surname or given name as well: "King", "Judge", "Dean".
    pub also_name: bool,
}

/// (word as folded, office in one spelling, marks): `1` one holder, `t` stands before a name, `n` a name as well. Sorted.
pub(super) const TITLES: &[(&str, &str, &str)] = &[
    ("actor", "actor", "t"),
    ("actress", "actor", "t"),
    ("adm", "admiral", "t"),
    ("administrator", "administrator", "1t"),
    ("admiral", "admiral", "t"),
    ("adviser", "adviser", "t"),
    ("advisor", "adviser", "t"),
    ("agent", "agent", "t"),
    ("aide", "aide", ""),
    ("alderman", "alderman", "t"),
    ("ambassador", "ambassador", "t"),
    ("analyst", "analyst", "t"),
    ("archbishop", "archbishop", "1t"),
    ("archduke", "archduke", "t"),
    ("assemblyman", "assembly member", "t"),
    ("assemblywoman", "assembly member", "t"),
    ("astronaut", "astronaut", "t"),
    ("attorney", "attorney", "t"),
    ("author", "author", "t"),
    ("ayatollah", "ayatollah", "t"),
    ("baron", "baron", "tn"),
    ("baroness", "baroness", "t"),
    ("bishop", "bishop", "tn"),
    ("boss", "boss", ""),
    ("brigadier", "brigadier", "t"),
    ("campaigner", "campaigner", "t"),
    ("candidate", "candidate", "t"),
    ("capt", "captain", "t"),
    ("captain", "captain", "t"),
    ("cardinal", "cardinal", "t"),
    ("ceo", "chief executive", "1t"),
    ("cfo", "chief financial officer", "1t"),
    ("chair", "chairman", "1"),
    ("chairman", "chairman", "1t"),
    ("chairperson", "chairman", "1t"),
    ("chairwoman", "chairman", "1t"),
    ("chancellor", "chancellor", "1t"),
    ("chief", "chief", "1t"),
    ("cmdr", "commander", "t"),
    ("coach", "coach", "t"),
    ("cochairman", "co-chairman", "t"),
    ("cofounder", "co-founder", "t"),
    ("col", "colonel", "t"),
    ("colonel", "colonel", "t"),
    ("comedian", "comedian", "t"),
    ("commander", "commander", "t"),
    ("commissioner", "commissioner", "1t"),
    ("comptroller", "comptroller", "1t"),
    ("congressman", "representative", "t"),
    ("congresswoman", "representative", "t"),
    ("constable", "constable", "tn"),
    ("coo", "chief operating officer", "1t"),
    ("coroner", "coroner", "t"),
    ("corporal", "corporal", "t"),
    ("correspondent", "correspondent", "t"),
    ("councillor", "councillor", "t"),
    ("councilman", "councillor", "t"),
    ("councilmember", "councillor", "t"),
    ("councilor", "councillor", "t"),
    ("councilwoman", "councillor", "t"),
    ("count", "count", "tn"),
    ("countess", "countess", "t"),
    ("cpl", "corporal", "t"),
    ("cto", "chief technology officer", "1t"),
    ("curator", "curator", "t"),
    ("dean", "dean", "tn"),
    ("delegate", "delegate", "t"),
    ("dep", "deputy", "t"),
    ("deputy", "deputy", "t"),
    ("designer", "designer", "t"),
    ("det", "detective", "t"),
    ("detective", "detective", "t"),
    ("director", "director", "1t"),
    ("doctor", "doctor", "t"),
    ("duchess", "duchess", "t"),
    ("duke", "duke", "tn"),
    ("earl", "earl", "tn"),
    ("economist", "economist", "t"),
    ("editor", "editor", "t"),
    ("emir", "emir", "1t"),
    ("emperor", "emperor", "1t"),
    ("empress", "empress", "t"),
    ("envoy", "envoy", "t"),
    ("executive", "executive", ""),
    ("father", "father", "t"),
    ("founder", "founder", "t"),
    ("gen", "general", "t"),
    ("general", "general", "t"),
    ("gov", "governor", "1t"),
    ("governor", "governor", "1t"),
    ("guitarist", "guitarist", "t"),
    ("gunman", "gunman", ""),
    ("head", "head", "1"),
    ("imam", "imam", "t"),
    ("inspector", "inspector", "t"),
    ("journalist", "journalist", "t"),
    ("judge", "judge", "tn"),
    ("justice", "justice", "tn"),
    ("king", "king", "1tn"),
    ("lawmaker", "lawmaker", ""),
    ("lawyer", "lawyer", "t"),
    ("leader", "leader", "t"),
    ("legislator", "legislator", ""),
    ("lieutenant", "lieutenant", "t"),
    ("lt", "lieutenant", "t"),
    ("maj", "major", "t"),
    ("major", "major", "tn"),
    ("manager", "manager", "t"),
    ("marshal", "marshal", "tn"),
    ("mayor", "mayor", "1t"),
    ("member", "member", ""),
    ("minister", "minister", "t"),
    ("mp", "member of parliament", "t"),
    ("nominee", "nominee", "t"),
    ("officer", "officer", "t"),
    ("official", "official", ""),
    ("owner", "owner", "t"),
    ("pastor", "pastor", "tn"),
    ("pfc", "private first class", "t"),
    ("photographer", "photographer", "t"),
    ("player", "player", ""),
    ("pm", "prime minister", "1t"),
    ("pope", "pope", "1tn"),
    ("premier", "prime minister", "1t"),
    ("pres", "president", "1t"),
    ("president", "president", "1t"),
    ("presidentelect", "president", "1t"),
    ("prince", "prince", "tn"),
    ("princess", "princess", "t"),
    ("principal", "principal", "1t"),
    ("producer", "producer", "t"),
    ("prof", "professor", "t"),
    ("professor", "professor", "t"),
    ("prosecutor", "prosecutor", "t"),
    ("pvt", "private", "t"),
    ("quarterback", "quarterback", "t"),
    ("queen", "queen", "1t"),
    ("rabbi", "rabbi", "t"),
    ("rapper", "rapper", "t"),
    ("rep", "representative", "t"),
    ("reporter", "reporter", "t"),
    ("representative", "representative", "t"),
    ("researcher", "researcher", "t"),
    ("rev", "reverend", "t"),
    ("reverend", "reverend", "t"),
    ("saint", "saint", "t"),
    ("scientist", "scientist", "t"),
    ("sec", "secretary", "1t"),
    ("secretary", "secretary", "1t"),
    ("sen", "senator", "t"),
    ("senator", "senator", "t"),
    ("sergeant", "sergeant", "tn"),
    ("sgt", "sergeant", "t"),
    ("sheik", "sheikh", "t"),
    ("sheikh", "sheikh", "t"),
    ("sheriff", "sheriff", "1tn"),
    ("singer", "singer", "tn"),
    ("solicitor", "solicitor", "t"),
    ("speaker", "speaker", "1t"),
    ("spokesman", "spokesperson", "t"),
    ("spokesperson", "spokesperson", "t"),
    ("spokeswoman", "spokesperson", "t"),
    ("star", "star", ""),
    ("striker", "striker", "t"),
    ("sultan", "sultan", "1t"),
    ("superintendent", "superintendent", "1t"),
    ("supt", "superintendent", "1t"),
    ("surgeon", "surgeon", ""),
    ("suspect", "suspect", "t"),
    ("taoiseach", "prime minister", "1t"),
    ("teacher", "teacher", ""),
    ("treasurer", "treasurer", "1t"),
    ("trooper", "trooper", "t"),
    ("undersecretary", "undersecretary", "t"),
    ("undersheriff", "undersheriff", "1t"),
    ("whip", "whip", "1t"),
    ("writer", "writer", "t"),
];

/// The office or role that `word` (folded, singular) names.
pub fn title(word: &str) -> Option<Title> {
    if !Marks::of(word).has(Marks::TITLE) {
        return None;
    }
    let at = TITLES.binary_search_by(|(it, _, _)| (*it).cmp(word)).ok()?;
    let (_, name, marks) = TITLES[at];
    Some(Title {
        name,
        holders: if marks.contains('1') { Holders::One } else { Holders::Many },
        before_name: marks.contains('t'),
        also_name: marks.contains('n'),
    })
}

/// Courtesy titles: a person follows. Sorted, folded.
pub(super) const HONORIFICS: &[(&str, Option<Gender>)] = &[
    ("dame", Some(Gender::Female)),
    ("dr", None),
    ("herr", Some(Gender::Male)),
    ("lady", Some(Gender::Female)),
    ("lord", Some(Gender::Male)),
    ("madam", Some(Gender::Female)),
    ("madame", Some(Gender::Female)),
    ("messrs", Some(Gender::Male)),
    ("miss", Some(Gender::Female)),
    ("mister", Some(Gender::Male)),
    ("mlle", Some(Gender::Female)),
    ("mme", Some(Gender::Female)),
    ("monsieur", Some(Gender::Male)),
    ("mr", Some(Gender::Male)),
    ("mrs", Some(Gender::Female)),
    ("ms", Some(Gender::Female)),
    ("mx", None),
    ("sir", Some(Gender::Male)),
];

/// What the courtesy title `word` (folded) says: `Some(gender)` for one that has it, `Some(None)` for "Dr"; `None` for no such title.
pub fn honorific(word: &str) -> Option<Option<Gender>> {
    if !Marks::of(word).has(Marks::HONORIFIC) {
        return None;
    }
    HONORIFICS.binary_search_by(|(it, _)| (*it).cmp(word)).ok().map(|at| HONORIFICS[at].1)
}

/// Words before an office's head that make it another office. Sorted, folded: "vice president", "foreign minister".
pub(super) const MODIFIERS: &[(&str, &str)] = &[
    ("agriculture", "agriculture"),
    ("army", "army"),
    ("assistant", "assistant"),
    ("associate", "associate"),
    ("asst", "assistant"),
    ("attorney", "attorney"),
    ("cabinet", "cabinet"),
    ("chief", "chief"),
    ("commerce", "commerce"),
    ("communications", "communications"),
    ("cultural", "culture"),
    ("culture", "culture"),
    ("defence", "defense"),
    ("defense", "defense"),
    ("dep", "deputy"),
    ("deputy", "deputy"),
    ("district", "district"),
    ("economy", "economy"),
    ("education", "education"),
    ("energy", "energy"),
    ("environment", "environment"),
    ("executive", "executive"),
    ("finance", "finance"),
    ("financial", "financial"),
    ("fire", "fire"),
    ("first", "first"),
    ("foreign", "foreign"),
    ("general", "general"),
    ("head", "head"),
    ("health", "health"),
    ("home", "home"),
    ("homeland", "homeland"),
    ("house", "house"),
    ("housing", "housing"),
    ("interior", "interior"),
    ("intelligence", "intelligence"),
    ("justice", "justice"),
    ("labor", "labor"),
    ("labour", "labor"),
    ("lieutenant", "lieutenant"),
    ("lt", "lieutenant"),
    ("majority", "majority"),
    ("managing", "managing"),
    ("medical", "medical"),
    ("military", "military"),
    ("minority", "minority"),
    ("national", "national"),
    ("navy", "navy"),
    ("opposition", "opposition"),
    ("operating", "operating"),
    ("party", "party"),
    ("permanent", "permanent"),
    ("police", "police"),
    ("press", "press"),
    ("prime", "prime"),
    ("principal", "principal"),
    ("private", "private"),
    ("science", "science"),
    ("security", "security"),
    ("senior", "senior"),
    ("senate", "senate"),
    ("state", "state"),
    ("supreme", "supreme"),
    ("trade", "trade"),
    ("transport", "transport"),
    ("transportation", "transport"),
    ("treasury", "treasury"),
    ("under", "under"),
    ("union", "union"),
    ("vice", "vice"),
];

/// `word` (folded) as a modifier of an office in one spelling: "defense" for "defence". `None` for any other word.
pub fn office_modifier(word: &str) -> Option<&'static str> {
    if !Marks::of(word).has(Marks::MODIFIER) {
        return None;
    }
    MODIFIERS.iter().find(|(it, _)| *it == word).map(|(_, spelling)| *spelling)
}

/// What a minister or secretary is minister or secretary of, in the spelling of [`office_modifier`].
pub fn portfolio(word: &str) -> Option<&'static str> {
    const NOT_PORTFOLIOS: &[&str] = &[
        "assistant",
        "associate",
        "attorney",
        "cabinet",
        "chief",
        "deputy",
        "executive",
        "financial",
        "first",
        "general",
        "head",
        "house",
        "lieutenant",
        "majority",
        "managing",
        "minority",
        "national",
        "operating",
        "opposition",
        "party",
        "permanent",
        "press",
        "prime",
        "principal",
        "private",
        "senate",
        "senior",
        "supreme",
        "under",
        "union",
        "vice",
    ];
    office_modifier(word).filter(|it| !NOT_PORTFOLIOS.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_sorted_and_have_one_spelling() {
        assert!(TITLES.is_sorted_by(|one, other| one.0 < other.0));
        assert!(HONORIFICS.is_sorted_by(|one, other| one.0 < other.0));
        assert_eq!(title("chairwoman").map(|it| it.name), title("chairman").map(|it| it.name));
        assert_eq!(title("senator").map(|it| it.holders), Some(Holders::Many));
        assert_eq!(portfolio("defence"), Some("defense"));
        assert_eq!(portfolio("vice"), None);
    }
}
