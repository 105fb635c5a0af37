//! Who is said to hold which office.

use super::people::{OfficeHeld, People};
use super::{Place, Read};

/// Gives each office that stands by a name to its person.
pub(super) fn attach(read: Read<'_>, people: &mut People) {
    for (article, reading) in read.readings.iter().enumerate() {
        let article = article as u32;
        for paragraph in &reading.paragraphs {
            for office in &paragraph.reading.offices {
                let Some(holder) = &office.holder else { continue };
                let span = paragraph.place_of(holder);
                let Some(&(holder, person)) = people.within(article, span).first() else { continue };
                people.persons[person as usize].offices.push(OfficeHeld {
                    title: office.title.clone(),
                    body: office.body.clone(),
                    explicit: office.body.is_some(),
                    standing: office.standing,
                    place: Place { article, span: paragraph.place_of(&office.tokens) },
                    holder,
                });
            }
        }
    }
}
