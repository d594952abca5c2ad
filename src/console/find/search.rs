//! Which entries fit what was typed, the best first.

use std::collections::HashMap;

use frizbee::{CaseMatching, Config, Matcher, Pattern, PatternConfig, Scoring};

use super::{
    Folded, Target,
    entries::{Entry, Part},
};
use crate::console::worker::Progress;

/// How many are shown.
pub const MOST: usize = 100;
/// How many of the best are looked at letter by letter.
const CLOSER: usize = 400;
/// What is typed is cut after so many characters.
const LONGEST: usize = 80;

/// An entry that fits.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its place in the list of entries.
    pub index: usize,
    /// The letters that fit, as places of characters: of the title, and of what stands behind it.
    pub title: Vec<u32>,
    pub detail: Vec<u32>,
    /// Of what it is called in the other language.
    pub also: Vec<u32>,
}

impl Found {
    /// An entry that is shown without having been looked for.
    #[must_use]
    pub fn plain(index: usize) -> Self {
        Self { index, title: Vec::new(), detail: Vec::new(), also: Vec::new() }
    }
}

/// What fits.
#[derive(Clone, Debug, Default)]
pub struct Results {
    pub found: Vec<Found>,
    /// How many more fit.
    pub more: usize,
    /// What was typed is itself something to ask: these come after the entries in the counting.
    pub asked: Vec<Entry>,
}

/// Looks for entries that fit all words of the query, in any order. What was used lately
/// (`recent`, newest first) comes before what fits as well.
#[must_use]
pub fn search(entries: &[Entry], query: &str, recent: &[Target], progress: &Progress) -> Results {
    let query: String = query.chars().take(LONGEST).collect();
    let query = Folded::new(&query).text;
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        return Results::default();
    }
    for typos in [0, 1] {
        let results = with_typos(entries, &words, typos, recent, progress);
        if !results.found.is_empty() || progress.is_cancelled() {
            return results;
        }
    }
    Results::default()
}

fn with_typos(entries: &[Entry], words: &[&str], typos: u16, recent: &[Target], progress: &Progress) -> Results {
    let config = Config::default().casing(CaseMatching::Ignore).scoring(Scoring {
        // the beginning of a word is what people type
        delimiter_bonus: 8,
        // and upper or lower case is not
        matching_case_bonus: 0,
        ..Scoring::default()
    });
    let patterns: Vec<Pattern> = words
        .iter()
        .map(|word| {
            // a short word with a letter missing fits everything
            let typos = if word.len() >= 5 { typos } else { 0 };
            Pattern::new(word, PatternConfig::default()).max_typos(Some(typos))
        })
        .collect();
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    let mut matcher = Matcher::from_patterns(&patterns, &config);
    let recency: HashMap<&Target, i32> =
        recent.iter().enumerate().map(|(index, target)| (target, 12 - i32::try_from(index).unwrap_or(12))).collect();

    // letters scattered over a long text are chance
    let least = letters as i32 * 9;
    let mut scored: Vec<(i32, usize)> = Vec::new();
    let mut exact = Vec::new();
    for (chunk, part) in entries.chunks(4096).enumerate() {
        if progress.is_cancelled() {
            return Results::default();
        }
        for found in matcher.match_list(part) {
            let index = chunk * 4096 + found.index as usize;
            let score = i32::from(found.score);
            if score < least {
                continue;
            }
            let target = &entries[index].target;
            let recency = recency.get(target).copied().unwrap_or(0).max(0);
            if found.exact {
                exact.push(index);
            }
            scored.push((score + target.weight() + recency, index));
        }
    }
    let total = scored.len();
    let order = |a: &(i32, usize), b: &(i32, usize)| {
        let length = |index: usize| entries[index].title_chars();
        b.0.cmp(&a.0).then(length(a.1).cmp(&length(b.1))).then(a.1.cmp(&b.1))
    };
    if scored.len() > CLOSER {
        scored.select_nth_unstable_by(CLOSER, order);
        scored.truncate(CLOSER);
    }

    let mut dropped = 0;
    let needle = words.concat().to_lowercase();
    let mut found: Vec<(i32, Found)> = scored
        .into_iter()
        .filter_map(|(score, index)| {
            let entry = &entries[index];
            let matched = matcher.match_iter_indices([entry]).next()?;
            let (mut title, mut detail, mut also) = (Vec::new(), Vec::new(), Vec::new());
            for at in matched.indices {
                let (part, at) = entry.origin(at);
                match part {
                    Part::Title => title.push(at),
                    Part::Detail => detail.push(at),
                    Part::Also => also.push(at),
                }
            }
            for list in [&mut title, &mut detail, &mut also] {
                list.sort_unstable();
                list.dedup();
            }
            // behind the title only what stands together
            // (the end of a long word may go to the next word, which the matcher prefers)
            let scattered = |list: &[u32]| {
                let together = list.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
                !list.is_empty() && list.len() - together > words.len() + letters / 6
            };
            if scattered(&detail) || scattered(&also) {
                dropped += 1;
                return None;
            }
            let behind = 3 * detail.len() as i32;
            let whole = whole(&entry.folded_title(), &needle);
            // what is shown comes before what is called so elsewhere
            let whole = if also.is_empty() { whole } else { whole.max(self::whole(&entry.folded_also(), &needle) - 2) };
            Some((score - behind + whole, Found { index, title, detail, also }))
        })
        .collect();
    found.sort_by(|a, b| order(&(a.0, a.1.index), &(b.0, b.1.index)));
    found.truncate(MOST);
    let more = total - dropped - found.len();
    Results { found: found.into_iter().map(|(_, found)| found).collect(), more, asked: Vec::new() }
}

/// What a name gains by being, or by beginning with, what was typed.
fn whole(name: &str, needle: &str) -> i32 {
    match name.get(..needle.len()) {
        Some(start) if !start.eq_ignore_ascii_case(needle) => 0,
        Some(_) if name.len() == needle.len() => 40,
        Some(_) => 12,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ArtifactRef;

    fn port(name: &str, detail: &str) -> Entry {
        Entry::new(Target::Artifact(ArtifactRef::send_port(&name.into())), name, detail)
    }

    fn names(entries: &[Entry], query: &str) -> Vec<String> {
        let results = search(entries, query, &[], &Progress::default());
        results.found.iter().map(|found| entries[found.index].title().to_owned()).collect()
    }

    #[test]
    fn the_beginning_of_a_word_counts_more_than_its_middle() {
        let entries = [port("SP_Archiver", ""), port("SP_Marchand", ""), port("Archive", ""), port("SP_Archive", "")];
        assert_eq!(names(&entries, "arch"), ["Archive", "SP_Archive", "SP_Archiver", "SP_Marchand"]);
        assert_eq!(names(&entries, "sp_archive")[0], "SP_Archive");
    }

    #[test]
    fn case_accents_and_apostrophes_do_not_matter() {
        let entries = [port("Port d’envoi Été", ""), port("Start", "")];
        for query in ["d'envoi", "ete", "ÉTÉ", "D’ENVOI ete", "port été"] {
            assert_eq!(names(&entries, query), ["Port d’envoi Été"], "{query}");
        }
    }

    #[test]
    fn words_may_stand_in_any_order_and_all_must_fit() {
        let entries = [port("SP_Lyon", "OrderApp, C:\\Out"), port("SP_Lille", "OrderApp"), port("SP_Lyon_2", "Other")];
        assert_eq!(names(&entries, "order lyon"), ["SP_Lyon"]);
        assert_eq!(names(&entries, "lyon order"), ["SP_Lyon"]);
        assert!(names(&entries, "lyon zebra").is_empty());
    }

    #[test]
    fn one_letter_too_many_is_forgiven_where_nothing_else_fits() {
        let entries = [port("SP_Marseille", ""), port("SP_Lyon", "")];
        assert_eq!(names(&entries, "marseillle"), ["SP_Marseille"]);
    }

    #[test]
    fn the_letters_that_fit_are_those_of_the_original() {
        let entries = [port("Cœur_é", "détail")];
        let found = &search(&entries, "coeur", &[], &Progress::default()).found[0];
        assert_eq!(found.title, [0, 1, 2, 3]);
        let found = &search(&entries, "detail", &[], &Progress::default()).found[0];
        assert_eq!((found.title.len(), found.detail.as_slice()), (0, [0, 1, 2, 3, 4, 5].as_slice()));
    }

    #[test]
    fn what_a_thing_is_called_in_the_other_language_finds_it_too() {
        let target = |name: &str| Target::Artifact(ArtifactRef::send_port(&name.into()));
        let entries = [
            Entry::called(target("a"), "Désinscrire", "Action", "Unenlist"),
            Entry::called(target("b"), "Inscrire", "Action", "Enlist"),
            Entry::called(target("c"), "Enlistment", "", ""),
        ];
        assert_eq!(names(&entries, "enlist"), ["Inscrire", "Enlistment", "Désinscrire"]);
        assert_eq!(names(&entries, "inscrire")[0], "Inscrire");
        let found = &search(&entries, "unenlist", &[], &Progress::default()).found[0];
        assert_eq!((found.index, found.also.as_slice()), (0, [0, 1, 2, 3, 4, 5, 6, 7].as_slice()));
        assert!(found.title.is_empty() && found.detail.is_empty());
        // the same in both is not said twice
        assert_eq!(Entry::called(target("d"), "Démarrer", "", "demarrer").also(), "");
    }

    #[test]
    fn what_was_used_lately_comes_first_among_equals() {
        let entries = [port("SP_A1", ""), port("SP_A2", ""), port("SP_A3", "")];
        let recent = [entries[2].target.clone()];
        let results = search(&entries, "sp_a", &recent, &Progress::default());
        assert_eq!(results.found[0].index, 2);
    }

    #[test]
    fn an_address_finds_its_port() {
        let entries = [port("SP_Lyon", "OrderApp ftp://lyon.warehouse.example:21/in/%MessageID%.xml")];
        for query in ["lyon.warehouse", "ftp://lyon", "warehouse.example:21", "orderapp lyon"] {
            assert_eq!(names(&entries, query), ["SP_Lyon"], "{query}");
        }
    }

    #[test]
    fn letters_scattered_over_a_sentence_are_chance() {
        let entries =
            [port("SP_Lyon", ""), port("Inject", "Publishes a message of your own"), port("Way", "only the filter")];
        assert_eq!(names(&entries, "lyon"), ["SP_Lyon"]);
        assert_eq!(names(&entries, "your own"), ["Inject"]);
    }

    #[test]
    fn much_is_capped_and_the_rest_counted() {
        let entries: Vec<Entry> = (0..5000).map(|number| port(&format!("SP_{number:05}"), "App")).collect();
        let results = search(&entries, "sp", &[], &Progress::default());
        assert_eq!((results.found.len(), results.more), (MOST, 5000 - MOST));
        assert_eq!(names(&entries, "04321")[0], "SP_04321");
    }
}
