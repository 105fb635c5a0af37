//! Given names, surnames, common words, places and organisations.
//!
//! Every look-up takes words as [`super::folded`] gives them; a phrase's words are joined by one space.

use std::sync::LazyLock;

use super::Marks;

/// Who bears a name or goes by a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// Men.
    Male,
    /// Women.
    Female,
}

/// What is known of a given name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenName {
    /// Who bears it; `None` where both do.
    pub gender: Option<Gender>,
    /// Whether many do, so that it says "person" by itself.
    pub frequent: bool,
}

/// What is known of `word` as a given name; `None` when it is none in the list.
pub fn given_name(word: &str) -> Option<GivenName> {
    let marks = Marks::of(word);
    if !marks.has(Marks::GIVEN) {
        return None;
    }
    let gender = match (marks.has(Marks::MALE), marks.has(Marks::FEMALE)) {
        (true, _) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        (false, false) => None,
    };
    Some(GivenName { gender, frequent: marks.has(Marks::FREQUENT) })
}

/// Whether `word` is a known surname. Weak evidence: the list holds other proper names too.
pub fn is_surname(word: &str) -> bool {
    Marks::of(word).has(Marks::SURNAME)
}

/// Whether `word` is a common English word or a regular inflection of one.
pub fn is_common_word(word: &str) -> bool {
    Marks::of(word).is_common(word)
}

/// Whether `phrase` is a town or region.
pub fn is_place(phrase: &str) -> bool {
    Marks::of(phrase).has(Marks::PLACE)
}

/// Whether `phrase` is a known company, agency or team.
pub fn is_organisation(phrase: &str) -> bool {
    Marks::of(phrase).has(Marks::ORGANISATION)
}

/// Short and long forms of one given name. Source: our own table of common knowledge; one group a line, the long form first.
const NICKNAMES: &[&str] = &[
    "abigail abby gail",
    "abraham abe",
    "albert al bert",
    "alexander alex alec sandy sasha",
    "alexandra alex sandra sasha",
    "alfred al alf fred",
    "allan al",
    "allen al",
    "amanda mandy",
    "andrew andy drew",
    "anthony tony",
    "antonio tony",
    "antony tony",
    "archibald archie",
    "arthur art",
    "barbara barb",
    "bartholomew bart",
    "benjamin ben benny",
    "bernard bernie",
    "bernadette bernie",
    "bradley brad",
    "calvin cal",
    "cameron cam",
    "catherine cathy kate katie cat",
    "charles charlie chuck chip",
    "christina chris tina christy",
    "christine chris tina chrissy",
    "christopher chris kit",
    "clifford cliff",
    "clinton clint",
    "cynthia cindy",
    "daniel dan danny",
    "david dave davey",
    "deborah deb debbie",
    "dennis denny",
    "dmitri dmitry dmitriy dima",
    "dominic dom",
    "donald don donnie",
    "dorothy dot dottie",
    "douglas doug",
    "edmund ed eddie ned",
    "edward ed eddie ted ned teddy",
    "edwin ed eddie",
    "eleanor ellie nora nell",
    "elizabeth liz lizzie beth betsy betty eliza lisa",
    "eugene gene",
    "florence flo",
    "frances fran franny",
    "francis frank fran",
    "franklin frank",
    "frederick fred freddie fredrick",
    "gabriel gabe",
    "gabrielle gabby",
    "gerald gerry jerry",
    "gerard gerry",
    "gilbert gil",
    "gregory greg",
    "harold hal harry",
    "henry hank harry",
    "herbert herb bert",
    "howard howie",
    "irving irv",
    "jacob jake",
    "jacqueline jackie",
    "james jim jimmy jamie jem",
    "janet jan",
    "jeffrey jeff geoff jeffery geoffrey",
    "jennifer jen jenny",
    "jeremiah jerry",
    "jerome jerry",
    "jessica jess jessie",
    "jonathan jon jonny johnathan",
    "john jack johnny jon",
    "joseph joe joey",
    "joshua josh",
    "judith judy",
    "katherine kathy kate katie kathryn",
    "kenneth ken kenny",
    "kimberly kim",
    "lawrence larry laurence",
    "leonard len leo lenny",
    "leonardo leo",
    "lewis lew lou",
    "louis lou louie",
    "madeline maddie",
    "margaret maggie meg peggy marge",
    "martin marty",
    "matthew matt",
    "maxwell max",
    "michael mike mick mickey",
    "mikhail misha",
    "mitchell mitch",
    "mohammed mohammad muhammad mohamed muhammed mohamad",
    "nancy nan",
    "natalie nat",
    "nathan nate",
    "nathaniel nate nat",
    "nicholas nick nicky nicolas",
    "norman norm",
    "oliver ollie",
    "oscar ozzie",
    "pamela pam",
    "patricia pat patty trish tricia",
    "patrick pat paddy",
    "peter pete",
    "philip phil phillip",
    "priscilla cilla",
    "ralph rafe",
    "randall randy",
    "randolph randy",
    "raymond ray",
    "rebecca becky becca",
    "reginald reg reggie",
    "richard rich rick dick ricky richie",
    "robert bob rob bobby robbie bert",
    "roderick rod",
    "rodney rod",
    "roger rodge",
    "ronald ron ronnie",
    "rosemary rose rosie",
    "russell russ",
    "samantha sam",
    "samuel sam sammy",
    "sandra sandy",
    "sergei sergey serge",
    "solomon sol",
    "stanley stan",
    "stephanie steph",
    "stephen steve stevie steven",
    "stuart stu stewart",
    "susan sue susie suzy",
    "teresa terry tess theresa",
    "terrence terry",
    "theodore ted teddy theo",
    "thomas tom tommy",
    "timothy tim timmy",
    "valerie val",
    "veronica ronnie",
    "victor vic",
    "victoria vicky tori",
    "vincent vince vinny",
    "virginia ginny",
    "vladimir volodymyr",
    "walter walt wally",
    "wilfred wilf",
    "william will bill billy liam willie",
    "zachary zach zack",
];

/// Each form with the group it stands in (an index into [`NICKNAMES`]), ascending: pairs of names are asked for by the thousand.
static NICKNAME_GROUPS: LazyLock<Vec<(&str, usize)>> = LazyLock::new(|| {
    let mut groups: Vec<(&str, usize)> = Vec::new();
    for (at, group) in NICKNAMES.iter().enumerate() {
        groups.extend(group.split(' ').map(|name| (name, at)));
    }
    groups.sort_unstable();
    groups
});

/// The groups that `name` stands in, ascending.
fn nickname_groups(name: &str) -> &'static [(&'static str, usize)] {
    let from = NICKNAME_GROUPS.partition_point(|(it, _)| *it < name);
    let count = NICKNAME_GROUPS[from..].iter().take_while(|(it, _)| *it == name).count();
    &NICKNAME_GROUPS[from..from + count]
}

/// Whether `one` and `other` are forms of one given name: "bob" and "robert", "steven" and "stephen".
pub fn are_nicknames(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let groups = nickname_groups(one);
    // Most names have no other form.
    !groups.is_empty() && nickname_groups(other).iter().any(|(_, group)| groups.iter().any(|(_, it)| it == group))
}

/// Family names that stand first: "Park Sung Ho", "Chen Weimin", "Nguyen Thi Hoa". Those that are English words or given names
/// as well ("To", "An", "Lee") count only in front of syllables that look the part, which the caller looks after. Sorted.
pub(super) const FAMILY_FIRST: &[&str] = &[
    "bae", "bak", "ban", "bao", "bui", "cai", "cao", "chang", "chau", "chen", "cheng", "cho", "choe", "choi", "chou", "chow", "chu",
    "chun", "chung", "dai", "dang", "deng", "dinh", "do", "dong", "duan", "duong", "fan", "fang", "feng", "fu", "gao", "gong", "gu", "guo",
    "ha", "han", "he", "ho", "hoang", "hong", "hou", "hu", "huang", "huynh", "hwang", "im", "jang", "jeon", "jeong", "jia", "jiang", "jin",
    "jo", "jung", "kang", "kim", "ko", "kong", "kwon", "lai", "lam", "lee", "lei", "leung", "li", "liang", "liao", "lim", "lin", "ling",
    "liu", "long", "lu", "luo", "luong", "ma", "mai", "mao", "meng", "min", "moon", "ngo", "nguyen", "nie", "oh", "paek", "pak", "pan",
    "park", "peng", "pham", "phan", "phung", "qian", "qin", "ri", "roh", "ryu", "seo", "shen", "shi", "shin", "sim", "so", "sohn", "song",
    "su", "suh", "sun", "tan", "tang", "tao", "thi", "tian", "to", "tran", "trinh", "truong", "tsai", "vo", "vu", "wan", "wang", "wei",
    "wen", "wong", "woo", "wu", "xi", "xiang", "xiao", "xie", "xu", "yan", "yang", "yao", "ye", "yi", "yin", "yoon", "you", "yu", "yuan",
    "yun", "zeng", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu",
];

/// Family names of Vietnam, where people are called by the last name of all. Sorted.
pub(super) const VIETNAMESE: &[&str] = &[
    "bui", "cao", "chau", "dang", "dao", "dinh", "do", "doan", "duong", "ha", "ho", "hoang", "huynh", "lam", "le", "luong", "ly", "mai",
    "ngo", "nguyen", "pham", "phan", "phung", "ta", "to", "ton", "tran", "trinh", "truong", "vo", "vu",
];

/// Whether `word` is a family name that is written before the given name.
pub fn is_family_first(word: &str) -> bool {
    Marks::of(word).has(Marks::FAMILY_FIRST)
}

/// Whether `word` is a Vietnamese family name, so that its bearer is called by the last word of the name.
pub fn is_vietnamese_family(word: &str) -> bool {
    VIETNAMESE.binary_search(&word).is_ok()
}

/// Small words inside a name that are written in lower case: "de", "van", "bin". Sorted.
const PARTICLES: &[&str] = &[
    "abu", "af", "al", "ap", "bar", "ben", "bin", "bint", "da", "dal", "das", "de", "dei", "del", "della", "den", "der", "di", "do", "dos",
    "du", "el", "ibn", "la", "las", "le", "los", "ould", "st", "ter", "van", "ver", "von", "zu", "zur",
];

/// Whether `word` stands in lower case inside names: "Ursula von der Leyen".
pub fn is_name_particle(word: &str) -> bool {
    PARTICLES.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::marks::lines;

    #[test]
    fn every_list_is_sorted_and_says_where_it_comes_from() {
        for text in [
            include_str!("given_names.txt"),
            include_str!("surnames.txt"),
            include_str!("words.txt"),
            include_str!("places.txt"),
            include_str!("organisations.txt"),
        ] {
            assert!(text.lines().any(|line| line.starts_with("# Source: ")) && text.lines().any(|line| line.starts_with("# Filter: ")));
            assert!(lines(text).is_sorted_by(|one, other| one < other));
        }
        for table in [FAMILY_FIRST, VIETNAMESE, PARTICLES] {
            assert!(table.is_sorted_by(|one, other| one < other));
        }
    }

    #[test]
    fn a_word_is_found_with_its_inflections() {
        for word in ["minister", "ministers", "carried", "making", "suggest", "quickly"] {
            assert!(is_common_word(word), "{word}");
        }
        for word in ["mykhailo", "thayer", "is"] {
            assert_eq!(is_common_word(word), word == "is", "{word}");
        }
    }

    #[test]
    fn a_given_name_tells_who_bears_it() {
        assert_eq!(given_name("maria"), Some(GivenName { gender: Some(Gender::Female), frequent: true }));
        assert_eq!(given_name("table"), None);
        assert!(are_nicknames("bob", "robert") && !are_nicknames("bob", "william"));
    }
}
