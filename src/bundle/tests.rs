//! Bundle files as readers write them, right and wrong.

use std::sync::Arc;

use super::{File, Form, Given, Role, SectionKind, SourceFile, Story, Verdict, parse, stories};
use crate::fixture::check_problems;
use crate::text::Unchanged;

fn named(name: &str, form: Form, text: &str) -> File {
    let id = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    parse(SourceFile { name: name.to_owned(), id, form, text: text.into(), given: Given::default() })
}

fn bundle(text: &str) -> File {
    named("talks.bundle", Form::Bundle, text)
}

fn codes(file: &File) -> Vec<&'static str> {
    file.problems.iter().map(|it| it.code).collect()
}

/// Whether the sections, one after another, are the file.
fn covers(file: &File) -> bool {
    let mut end = 0;
    file.sections.iter().all(|section| std::mem::replace(&mut end, section.span.end) == section.span.start)
        && end as usize == file.text().len()
}

const WHOLE: &str = "\
--- bundle
title: The harbour talks
timezone: Europe/Oslo
lang: en

Two outlets so far.

--- article upi
outlet: UPI
Published: 2024-06-20
title: Bell arrives: what we know
url: https://example.org/upi/1

[Amos Bell]{person=amos-bell} arrived on Wednesday [sic].
\\--- article text

--- article desk
role: draft
timezone: Asia/Tokyo

Our own story.

--- person amos-bell
name: Amos Bell
also: Bell, Mr Bell
also: Amos Bell, Jr.
not: Ada Bell
role: Mayor of Norwald, from 2020-05-22
born: 1957-07
same-as: wikidata:Q42

Speaks four languages.

--- fact papers
value: 15
source: upi
note: the mayor's
  own list

--- decision papers
kind: count
between: upi \"arrived on  Wednesday\"
verdict: accept upi
by: M. Ortiz
";

#[test]
fn every_kind_of_section_is_read() {
    let file = bundle(WHOLE);
    assert_eq!(codes(&file), Vec::<&str>::new(), "{:?}", file.problems);
    assert!(covers(&file));
    let kinds: Vec<SectionKind> = file.sections.iter().map(|it| it.kind).collect();
    use SectionKind::{Article, Bundle, Decision, Fact, Person};
    assert_eq!(kinds, [Bundle, Article, Article, Person, Fact, Decision]);

    let [upi, desk] = &*file.articles else { panic!("two articles") };
    assert_eq!(upi.label(), "UPI");
    assert_eq!(upi.title.as_ref().map(|it| it.value.as_str()), Some("Bell arrives: what we know"));
    assert_eq!(upi.published.as_ref().map(|it| it.span.of(WHOLE)), Some("2024-06-20"));
    assert_eq!(upi.body.text, "Amos Bell arrived on Wednesday [sic].\n--- article text\n\n");
    assert_eq!((desk.label(), desk.role), ("desk", Role::Draft));
    let zone = |at: usize| file.articles[at].timezone.as_ref().map(|it| it.value.as_str());
    assert_eq!((zone(0), zone(1)), (Some("Europe/Oslo"), Some("Asia/Tokyo")));

    let bell = &file.persons[0];
    let names: Vec<&str> = bell.also.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(names, ["Bell", "Mr Bell", "Amos Bell, Jr."]);
    assert_eq!((bell.roles[0].role.value.as_str(), bell.roles[0].from.as_deref()), ("Mayor of Norwald", Some("2020-05-22")));
    assert_eq!(bell.notes, "Speaks four languages.");
    assert_eq!(file.facts[0].note.as_ref().map(|it| it.value.as_str()), Some("the mayor's own list"));
    let decision = &file.decisions[0];
    assert_eq!(decision.verdict.as_ref().map(|it| &it.0), Some(&Verdict::Accept("upi".to_owned())));
    assert_eq!((decision.between[0].article.as_str(), decision.between[0].words.as_str()), ("upi", "arrived on  Wednesday"));
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let expected = bundle(WHOLE);
    for end in ["\r\n", "\r"] {
        let text = format!("\u{feff}{}", WHOLE.replace('\n', end));
        let file = bundle(&text);
        assert!(codes(&file).is_empty() && covers(&file));
        let bodies =
            |file: &File| file.articles.iter().map(|it| it.body.text.replace("\r\n", "\n").replace('\r', "\n")).collect::<Vec<_>>();
        assert_eq!(bodies(&file), bodies(&expected));
        assert_eq!(file.facts[0].note.as_ref().map(|it| &it.value), expected.facts[0].note.as_ref().map(|it| &it.value));
    }
}

#[test]
fn only_lf_crlf_and_cr_end_a_line() {
    let file = bundle("--- article a\n\nOne\u{2028}--- article b\u{85}\u{c}two\0.");
    assert_eq!((file.articles.len(), codes(&file)), (1, vec![]));
}

#[test]
fn text_before_the_first_marker_is_an_article() {
    let file = bundle("Bell arrived.\n--- article upi\n\nBell left.");
    let ids: Vec<(&str, &str)> = file.articles.iter().map(|it| (it.id.as_str(), it.body.text.as_str())).collect();
    assert_eq!(ids, [("talks", "Bell arrived.\n"), ("upi", "Bell left.")]);
    assert_eq!(codes(&file), ["no-marker"]);

    let file = bundle("title: not a header\n\nBell [arrived]{fact=a}.");
    assert_eq!(file.articles[0].body.text, "title: not a header\n\nBell arrived.");
    assert_eq!(codes(&file), ["no-marker"]);

    let file = bundle("\n \n--- article upi\n\nBell left.");
    assert_eq!((file.articles.len(), codes(&file)), (1, vec![]));
    assert!(covers(&file));
    assert_eq!(codes(&bundle("")), ["no-text"]);
}

#[test]
fn plain_text_has_no_markup() {
    let text = "\u{feff}--- article upi\noutlet: UPI\n\n[Bell]{person=bell} \\[left\\].";
    let given = Given { outlet: Some("UPI".to_owned()), date: Some("last week".to_owned()), title: Some(String::new()) };
    let source = SourceFile { name: "a.txt".to_owned(), id: "a".to_owned(), form: Form::Plain, text: text.into(), given };
    let file = parse(source);
    let [article] = &*file.articles else { panic!("one article") };
    assert_eq!((article.id.as_str(), article.label(), article.body.text.as_str()), ("a", "UPI", &text[3..]));
    assert!(article.published.is_none() && article.title.is_none());
    assert_eq!(codes(&file), ["bad-value"]);
}

#[test]
fn slips_in_markers_and_headers_are_told_with_what_to_write() {
    check_problems(
        "
--- artcle upi
    ^^^^^^ unknown-section: unknown section 'artcle': did you mean 'article'?
--- article afp
publshed: 2024-06-20
^^^^^^^^ unknown-header: unknown header 'publshed': did you mean 'published'?
born: 1957
^^^^ unknown-header: 'born' is a header of a person section, not of an article
outlet: AFP
outlet: Agence
^^^^^^ repeated-header: 'outlet' is given twice: the first counts
updated: yesterday
         ^^^^^^^^^ bad-value: 'yesterday' is no day: write 2024-06-20 or 2024-06-20T02:00+07:00
timezone: Asia/Oslo
          ^^^^^^^^^ bad-value: unknown time zone 'Asia/Oslo': did you mean 'Europe/Oslo'?
role: drafts
      ^^^^^^ bad-value: unknown role 'drafts': write source or draft
url: example.org
     ^^^^^^^^^^^ bad-value: 'example.org' is no address: write https://...
byline:
NORHAVEN: The mayor said so.
^^^^^^^^^ missing-blank-line: this may be the body: a blank line is missing between the headers and the text
--- Article upi
^^^^^^^^^^^^^^^ bad-value: this line is read as text: a section begins '--- article upi', and an id has no blank in it
",
    );
}

#[test]
fn ids_that_are_missing_or_used_twice_are_errors() {
    check_problems(
        "
--- article
^^^^^^^^^^^ missing-id: an article needs an id: write '--- article NAME'

One.
--- article upi

Two.
--- article upi
            ^^^ duplicate-id: article id 'upi' is used twice: the first is on line 4

Three.
--- fact upi
value: 3
--- article empty
            ^^^^^ no-text: article 'empty' has no text
",
    );
}

#[test]
fn a_bundle_section_is_one_and_first() {
    check_problems(
        "
--- article upi

One.
--- bundle
^^^^^^^^^^ bad-value: the bundle section belongs above all others: it is read all the same
ignore: count, quotes
               ^^^^^^ bad-value: unknown conflict kind 'quotes': did you mean 'quote'?
--- bundle again
^^^^^^^^^^^^^^^^ second-bundle: a second bundle section: the headers of the first count; remove this one
           ^^^^^ bad-value: a bundle section has no id: give the story one with a header 'story'
",
    );
}

#[test]
fn records_and_decisions_say_what_is_missing() {
    check_problems(
        "
--- article upi

One.
--- person bell
           ^^^^ bad-value: person 'bell' has no name: write 'name: ...' below this line
died: 2024-06-31
      ^^^^^^^^^^ bad-value: '2024-06-31' is no date: write 1957, 1957-07 or 1957-07-10
same-as: Q42
         ^^^ bad-value: 'Q42' names nothing outside: write 'wikidata:Q1' or https://...
--- fact seats
value: 14..10
       ^^^^^^ bad-value: '14..10' ends before it begins: write the smaller number first
source: upy
        ^^^ unknown-id: no article has the id 'upy': did you mean 'upi'?
--- decision seats
kind: counts
      ^^^^^^ bad-value: unknown conflict kind 'counts': did you mean 'count'?
between: upi 15 seats
         ^^^^^^^^^^^^ bad-value: write the article's id and its words: between: upi \"15 documents\"
between: herald \"15 seats\"
         ^^^^^^ unknown-id: no article has the id 'herald'
verdict: acept upi
         ^^^^^^^^^ bad-value: unknown verdict 'acept': did you mean 'accept'?
",
    );
}

#[test]
fn a_pasted_paragraph_among_the_headers_is_told() {
    let long = "word ".repeat(41);
    let file = bundle(&format!("--- article a\noutlet: UPI\n  {long}\n\nText."));
    assert_eq!(codes(&file), ["missing-blank-line"]);
    let file = bundle(&format!("--- article a\noutlet: UPI\n  {}\n\nText.", &long[..200]));
    assert!(codes(&file).is_empty());
}

#[test]
fn other_languages_are_shown_and_said_once() {
    let file = bundle("--- bundle\nlang: fr\n\n--- article a\n\nUn.\n--- article b\n\nDeux.\n--- article c\nlang: en-GB\n\nThree.");
    assert_eq!(codes(&file), ["no-text"]);
    let story = Story::read(vec![Arc::new(file)]);
    assert_eq!((0..3).map(|at| story.compared(at)).collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn an_article_that_another_supersedes_is_not_compared() {
    let one = named("one.bundle", Form::Bundle, "--- article a\n\nFirst.\n--- article b\nsupersedes: a\n\nSecond.");
    let two = named("two.bundle", Form::Bundle, "--- article c\nsupersedes: one#b\n\nThird.\n--- article d\nsupersedes: b\n\nFourth.");
    let story = Story::read(vec![Arc::new(one), Arc::new(two)]);
    assert_eq!((0..4).map(|at| story.compared(at)).collect::<Vec<_>>(), [false, false, true, true]);
    let told: Vec<_> = story.problems.iter().map(|(file, it)| (*file, it.code, it.message.as_str())).collect();
    assert_eq!(told, [(1, "unknown-id", "no article of this file has the id 'b': write 'one#b'")]);
}

#[test]
fn files_with_one_story_id_are_one_story_and_records_are_known_in_all() {
    let file = |name: &str, text: &str| vec![Arc::new(named(name, Form::Bundle, text))];
    let groups = vec![
        file("a.bundle", "--- bundle\nstory: talks\n\n--- article a\n\n[Bell]{person=bell} left."),
        file("people.bundle", "--- person bell\nname: Amos Bell\n"),
        file("b.bundle", "--- bundle\nstory: talks\n\n--- article b\n\nHe left.\n--- person bell\nname: Bell\n"),
        file("c.bundle", "--- article a\n\n[Orr]{person=orr} left."),
    ];
    let stories = stories(groups);
    let names: Vec<Vec<&str>> =
        stories.iter().map(|it| it.files[..it.own as usize].iter().map(|file| file.source.name.as_str()).collect()).collect();
    assert_eq!(names, [vec!["a.bundle", "b.bundle"], vec!["people.bundle"], vec!["c.bundle"]]);
    assert_eq!(stories[0].articles.len(), 2);
    assert_eq!(stories.iter().map(|it| it.persons.len()).collect::<Vec<_>>(), [2, 2, 2]);
    let told: Vec<Vec<&str>> = stories.iter().map(|it| it.problems.iter().map(|(_, problem)| problem.code).collect()).collect();
    assert_eq!(told, [vec!["duplicate-id"], vec!["duplicate-id"], vec!["unknown-id"]]);
}

#[test]
fn a_large_or_hostile_file_costs_no_more_than_its_size() {
    // Quadratic reading would need minutes for each of these.
    for unit in [
        "--- article a\n\nText.\n",
        "--- article a\n",
        "a: b\n",
        "--- \n",
        "---\r",
        "\\--- article a\n",
        " x\n",
        "--- bundle\ntimezone: x\n",
    ] {
        let text = format!("--- article x\nnote: y\n{}", unit.repeat(200_000 / unit.len()));
        assert!(covers(&bundle(&text)));
    }
    let file = bundle(&format!("--- article x\n\n{}", "word ".repeat(200_000)));
    assert_eq!(file.articles[0].body.text.len(), 1_000_000);
}

#[test]
fn lines_are_counted_as_editors_count_them() {
    let file = bundle("a\nb\r\nc\rd\u{2028}e\n--- article x\n\nOne.\rTwo.");
    assert_eq!([0, 2, 5, 7, 11, 13, 27, 28, 33, 37].map(|offset| file.line(offset)), [0, 1, 2, 3, 3, 4, 5, 6, 7, 7]);
}

#[test]
fn an_edit_reads_only_the_section_that_it_touches() {
    let before = bundle(WHOLE);
    let at = WHOLE.find("arrived on").expect("it is there");
    let after = WHOLE.replacen("arrived on", "is to arrive on", 1);
    let same = Unchanged::between(WHOLE, &after);
    assert_eq!(same, Unchanged { start: at as u32, end: (WHOLE.len() - at - "arrived".len()) as u32 });
    let mut asked = Vec::new();
    let edited = before.edited(after.len() as u32, same, |span| {
        asked.push(span);
        span.of(&after).to_owned()
    });
    assert_eq!(asked, [edited.articles[0].section]);
    assert!(
        edited.articles[1].body.text.is(&before.articles[1].body.text) && !edited.articles[0].body.text.is(&before.articles[0].body.text)
    );
    assert_eq!(edited.articles[1].section.start, before.articles[1].section.start + 5);
    assert_eq!(&**edited.text(), after);
}
