//! News agencies: one name each, and the forms in which articles credit them.

/// Forms as [`super::folded`] gives them, without blanks, with the name a reader knows. Ascending by form.
const AGENCIES: &[(&str, &str)] = &[
    ("aap", "AAP"),
    ("afp", "AFP"),
    ("agencefrancepresse", "AFP"),
    ("anadolu", "Anadolu"),
    ("anadoluagency", "Anadolu"),
    ("ani", "ANI"),
    ("anp", "ANP"),
    ("ansa", "ANSA"),
    ("ap", "AP"),
    ("apa", "APA"),
    ("associatedpress", "AP"),
    ("australianassociatedpress", "AAP"),
    ("belga", "Belga"),
    ("bernama", "Bernama"),
    ("bloomberg", "Bloomberg"),
    ("bloombergnews", "Bloomberg"),
    ("canadianpress", "Canadian Press"),
    ("cp", "Canadian Press"),
    ("ctk", "CTK"),
    ("deutschepresseagentur", "dpa"),
    ("dpa", "dpa"),
    ("efe", "EFE"),
    ("ians", "IANS"),
    ("interfax", "Interfax"),
    ("itartass", "TASS"),
    ("jiji", "Jiji"),
    ("jijipress", "Jiji"),
    ("keystoneats", "Keystone-ATS"),
    ("kyodo", "Kyodo"),
    ("kyodonews", "Kyodo"),
    ("lusa", "Lusa"),
    ("mti", "MTI"),
    ("ntb", "NTB"),
    ("pa", "PA"),
    ("pamedia", "PA"),
    ("pap", "PAP"),
    ("pressassociation", "PA"),
    ("presstrustofindia", "PTI"),
    ("pti", "PTI"),
    ("reuters", "Reuters"),
    ("rianovosti", "RIA Novosti"),
    ("ritzau", "Ritzau"),
    ("sputnik", "Sputnik"),
    ("stt", "STT"),
    ("tass", "TASS"),
    ("theassociatedpress", "AP"),
    ("thecanadianpress", "Canadian Press"),
    ("thomsonreuters", "Reuters"),
    ("unitedpressinternational", "UPI"),
    ("upi", "UPI"),
    ("xinhua", "Xinhua"),
    ("xinhuanewsagency", "Xinhua"),
    ("yonhap", "Yonhap"),
    ("yonhapnewsagency", "Yonhap"),
];

/// The most words in a form of an agency's name.
pub const AGENCY_WORDS: usize = 4;

/// The agency that `name` is a form of, whatever its capitals and blanks: "Agence France-Presse" is "AFP". `None` for what is no
/// agency's name as a whole.
pub fn agency(name: &str) -> Option<&'static str> {
    let form: String = name.split_whitespace().map(super::folded).collect();
    let at = AGENCIES.binary_search_by_key(&form.as_str(), |(form, _)| form).ok()?;
    Some(AGENCIES[at].1)
}

#[cfg(test)]
mod tests {
    use super::{AGENCIES, agency};

    #[test]
    fn the_table_is_sorted() {
        assert!(AGENCIES.is_sorted_by(|one, two| one.0 < two.0));
    }

    #[test]
    fn an_agency_has_one_name() {
        for form in ["AFP", "afp", "Agence France-Presse", "A.F.P."] {
            assert_eq!(agency(form), Some("AFP"), "{form}");
        }
        assert_eq!(agency("The Associated Press"), agency("AP"));
        assert_eq!(agency("Westhaven Post"), None);
        assert_eq!(agency("AFP said"), None);
    }
}
